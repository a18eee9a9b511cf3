package dev.fabula.command.analytics;

import dev.fabula.contracts.analytics.ClientActivityCommand.RecordClientEvents;
import dev.fabula.contracts.analytics.ClientActivityEvent;
import dev.fabula.contracts.analytics.ClientActivityEvent.ClientEventsRecorded;
import dev.fabula.contracts.analytics.ClientEvent;
import dev.fabula.contracts.command.CommandRefusedException;
import dev.fabula.contracts.command.CommandRefusedException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * What clients of a tenant told of one day: that on which it happened there, so that what is told again, today or in a
 * week, comes to the same stream and is known there. There are no snapshots: its state is as large as its events.
 */
@Aggregate(type = "ClientActivity", cache = "aggregateCache", commandTargetResolver = "commandTargets")
final class ClientActivity {

    /** Of a day. */
    static final int MOST = 100_000;

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private String id;

    /** By the first 64 bits of a hash: that any two of so many share one is less likely than 1 in a billion. */
    private final Set<Long> known = new HashSet<>();

    @SuppressWarnings("NullAway.Init") // Axon fills it by the first event
    ClientActivity() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordClientEvents command) {
        List<ClientEvent> fresh = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (ClientEvent event : command.events()) {
            long hash = hash(event);
            if (!known.contains(hash) && seen.add(hash)) {
                fresh.add(event);
            }
        }
        if (fresh.isEmpty()) {
            return;
        }
        if (known.size() + fresh.size() > MOST) {
            throw new CommandRefusedException(
                    Kind.CONFLICT, "limit-reached", "Of one day at most " + MOST + " client events are recorded.");
        }
        AggregateLifecycle.apply(new ClientEventsRecorded(command.activity(), command.day(), fresh));
    }

    @EventSourcingHandler
    void on(ClientActivityEvent event) {
        switch (event) {
            case ClientEventsRecorded recorded -> {
                id = recorded.activity();
                recorded.events().forEach(each -> known.add(hash(each)));
            }
        }
    }

    /** An id is the client's own: another's is another. */
    private static long hash(ClientEvent event) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((event.actor() + '\0' + event.id()).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
