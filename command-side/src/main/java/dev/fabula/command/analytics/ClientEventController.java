package dev.fabula.command.analytics;

import dev.fabula.command.Commands;
import dev.fabula.contracts.analytics.ClientEvent;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.eventstore.command.CommandOutcome;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What clients tell of. */
@RestController
class ClientEventController implements DisposableBean {

    private static final String POSITION = "Fabula-Position";
    private static final long SOON = 1;

    private final InstantSource clock = InstantSource.system();
    private final ClientEventLimits limits;
    private final ClientEventQueue queue;

    ClientEventController(ClientEventProperties settings, Commands commands) {
        limits = new ClientEventLimits(settings.perUser());
        queue = new ClientEventQueue(
                (command, tenant) -> commands.send(command, tenant, null)
                        .outcome()
                        .map(CommandOutcome::position)
                        .orElse(0L),
                settings.linger(),
                settings.waiting());
    }

    /** @param accepted how many are recorded, those among them that were recorded before */
    record Accepted(int accepted) {}

    /**
     * Records one client event, or several: each once, however often it is told, by the id that its client gave it.
     *
     * @param body an event, or {@code {"events": […]}} with 50 at most
     */
    @PostMapping("/api/analytics/event")
    ResponseEntity<Accepted> tell(@RequestBody JsonNode body) {
        Caller caller = Caller.required();
        List<ClientEvent> events = ClientEvents.read(body, caller.actor().value(), clock.instant());
        if (!limits.allows(caller, events.size())) {
            throw refusal(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "too-many-requests",
                    "Too many client events were told of in a short while by you; try again in a moment.",
                    ClientEventLimits.STRETCH.toSeconds());
        }
        try {
            long position = queue.record(caller.tenant(), events);
            HttpHeaders headers = new HttpHeaders();
            if (position > 0) {
                headers.set(POSITION, Long.toString(position));
            }
            return ResponseEntity.accepted().headers(headers).body(new Accepted(events.size()));
        } catch (ClientEventQueue.FullException full) {
            throw refusal(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "client-events-waiting",
                    "Too many client events wait to be recorded (fabula.client-events.waiting); none of these was taken.",
                    SOON);
        }
    }

    private static ErrorResponseException refusal(HttpStatus status, String code, String detail, long seconds) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code);
        ErrorResponseException refusal = new ErrorResponseException(status, problem, null);
        refusal.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return refusal;
    }

    @Override
    public void destroy() {
        queue.close();
    }
}
