package dev.fabula.command;

import dev.fabula.contracts.command.Command;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.command.CommandKey;
import dev.fabula.eventstore.command.CommandSender;
import dev.fabula.eventstore.command.CommandSender.Answered;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Sends commands on behalf of a caller, or of the platform itself. */
@Component
public final class Commands {

    private static final ActorId FABULA = new ActorId("fabula");
    private static final Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int LONGEST_AGENT = 200;
    /** Another node has appended to the stream meanwhile: what it appended is loaded, and decided upon again. */
    private static final int TRIES = 8;

    private final CommandSender sender;
    private final History history;
    private final JsonMapper json;

    Commands(CommandSender sender, History history, JsonMapper json) {
        this.sender = sender;
        this.history = history;
        this.json = json;
    }

    /**
     * What a repetition of the request is recognised by.
     *
     * @param body as it was understood: the same meaning in other bytes is the same request
     * @throws org.springframework.web.ErrorResponseException 400 where the header is missing or malformed
     */
    public CommandKey key(HttpServletRequest request, @Nullable Object body) {
        return IdempotencyKey.of(
                request.getHeader(IdempotencyKey.HEADER),
                request.getMethod(),
                Caller.required().actor().value() + ' ' + request.getRequestURI(),
                body == null ? new byte[0] : json.writeValueAsBytes(body));
    }

    /** Sends what a caller wants, once for each key. */
    public Sent send(Command command, CommandKey key, HttpServletRequest request) {
        return new Sent(sender.send(command, metadata(request), key));
    }

    /**
     * Sends what a caller wants of something that has versions, once for each key, and holds it to the version that
     * {@code If-Match} names. Of several that are sent for the same version one is done.
     *
     * @throws org.springframework.web.ErrorResponseException 412 saying the current version where it is another, 400 where
     *     the header is malformed
     */
    public Sent change(Command command, CommandKey key, HttpServletRequest request) {
        Precondition wanted = Precondition.of(request);
        if (wanted == null) {
            return send(command, key, request);
        }
        for (int tried = 1; ; tried++) {
            try {
                return wanted.call(() -> send(command, key, request));
            } catch (Precondition.NotMetException | ConcurrencyException conflict) {
                long current = version(command.target());
                if (!wanted.allows(current)) {
                    throw new VersionStaleException(current);
                }
                // What this node had kept was behind another's, and is dropped: decided again, it is as wanted.
                if (tried == TRIES) {
                    throw new ConcurrencyException(command.target() + " changes too often to be changed", conflict);
                }
            }
        }
    }

    private long version(String stream) {
        List<Recorded<DomainEvent>> events = history.stream(Caller.required().tenant(), stream, Long.MAX_VALUE);
        return events.isEmpty() ? -1 : events.getLast().sequence();
    }

    /** What the request led to when it was sent before; nothing where it was not, or led to nothing. */
    public Optional<Sent> repeated(CommandKey key) {
        return sender.repeated(Caller.required().tenant(), key).map(outcome -> new Sent(Optional.of(outcome)));
    }

    /** Sends what the platform itself wants. Repeated where somebody else was quicker. */
    public Sent send(Command command, TenantId tenant, @Nullable String correlation) {
        EventMetadata metadata =
                new EventMetadata(tenant, FABULA, ActorKind.SERVICE, correlation, null, null, null, null, null);
        for (int tried = 1; ; tried++) {
            try {
                return new Sent(sender.send(command, metadata, null));
            } catch (ConcurrencyException | AggregateStreamCreationException conflict) {
                if (tried == TRIES) {
                    throw conflict;
                }
            }
        }
    }

    /** Sends what a process wants on somebody's behalf, and answers what the handler does. */
    public <T> Answered<T> ask(Command command, EventMetadata metadata) {
        return sender.ask(command, metadata);
    }

    /** Sends what a process wants on somebody's behalf. */
    public Sent send(Command command, EventMetadata metadata) {
        return new Sent(sender.send(command, metadata, null));
    }

    private static EventMetadata metadata(HttpServletRequest request) {
        Caller caller = Caller.required();
        String traceparent = request.getHeader("traceparent");
        String agent = request.getHeader("User-Agent");
        return new EventMetadata(
                caller.tenant(),
                caller.actor(),
                ActorKind.USER,
                caller.requestId(),
                null,
                traceparent != null && TRACEPARENT.matcher(traceparent).matches() ? traceparent : null,
                null,
                request.getRemoteAddr(),
                agent == null ? null : agent.substring(0, Math.min(agent.length(), LONGEST_AGENT)));
    }
}
