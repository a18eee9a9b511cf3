package dev.fabula.command.storysession;

import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerated;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The three ways to answer whoever asked for a beat: with it, with its words as they come, or with where it will be. */
@Component
final class BeatAnswers {

    private static final Duration BEAT = Duration.ofSeconds(10);
    private static final Pattern LAST_EVENT = Pattern.compile("([0-9A-Z]{26}):(\\d{1,6})");

    private final Tellings tellings;
    private final JsonMapper json;
    private final Duration patience;

    BeatAnswers(Tellings tellings, JsonMapper json, StoryProperties settings) {
        this.tellings = tellings;
        this.json = json;
        this.patience = settings.patience();
    }

    /**
     * Answers as the request prefers.
     *
     * @param status of an answer with the beat
     * @param headers that say what was recorded
     * @return nothing where the answer was streamed already
     */
    @Nullable
    ResponseEntity<Object> answer(
            OpenRequest open,
            HttpStatus status,
            HttpHeaders headers,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        Telling telling = tellings.of(open);
        headers.setLocation(URI.create("/api/story/session/" + open.session()));
        if (wantsStream(request)) {
            headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            response.setStatus(status.value());
            stream(telling, lastHeard(request, open.request()), response);
            return null;
        }
        if (wantsToGoOn(request)) {
            headers.set("Preference-Applied", "respond-async");
            return accepted(open, headers);
        }
        Optional<Telling.Outcome> outcome;
        try {
            outcome = telling.await(patience);
        } catch (RuntimeException leftOpen) {
            // Said in the log already. Somebody will tell it.
            return accepted(open, headers);
        }
        if (outcome.isEmpty()) {
            return accepted(open, headers);
        }
        if (outcome.get().event() instanceof BeatGenerated told) {
            headers.set("Fabula-Position", Long.toString(outcome.get().position()));
            return ResponseEntity.status(status).headers(headers).body(BeatView.of(told));
        }
        throw BeatProblem.of(outcome.get().event()).exception(open.session().value(), open.request());
    }

    private static ResponseEntity<Object> accepted(OpenRequest open, HttpHeaders headers) {
        return ResponseEntity.accepted()
                .headers(headers)
                .body(Map.of("session", open.session().value(), "request", open.request()));
    }

    private static boolean wantsStream(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.toLowerCase(Locale.ROOT).contains(MediaType.TEXT_EVENT_STREAM_VALUE);
    }

    private static boolean wantsToGoOn(HttpServletRequest request) {
        String prefer = request.getHeader("Prefer");
        return prefer != null && prefer.toLowerCase(Locale.ROOT).contains("respond-async");
    }

    private static int lastHeard(HttpServletRequest request, String beat) {
        String last = request.getHeader("Last-Event-ID");
        Matcher known = LAST_EVENT.matcher(last == null ? "" : last);
        return known.matches() && known.group(1).equals(beat) ? Integer.parseInt(known.group(2)) : 0;
    }

    /** Server-sent events, as the HTML standard has them; each with an id from which a listener can go on. */
    void stream(Telling telling, int heard, HttpServletResponse response) throws IOException, InterruptedException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        OutputStream out = response.getOutputStream();
        int last = heard;
        while (true) {
            boolean over = telling.isOver();
            List<Frame> frames = telling.after(last, BEAT);
            for (Frame frame : frames) {
                out.write(("id: " + telling.request() + ':' + frame.id() + "\nevent: " + frame.event() + "\ndata: "
                                + json.writeValueAsString(frame.data()) + "\n\n")
                        .getBytes(StandardCharsets.UTF_8));
                last = frame.id();
            }
            if (frames.isEmpty() && over) {
                return;
            }
            if (frames.isEmpty()) {
                // Keeps the connection, and finds out that nobody listens any more.
                out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
            response.flushBuffer();
        }
    }
}
