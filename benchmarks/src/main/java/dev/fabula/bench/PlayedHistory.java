package dev.fabula.bench;

import dev.fabula.contracts.ai.AgeTier;
import dev.fabula.contracts.ai.Cost;
import dev.fabula.contracts.ai.ModerationVerdict;
import dev.fabula.contracts.ai.ProviderAttempt;
import dev.fabula.contracts.ai.Quality;
import dev.fabula.contracts.ai.TokenUsage;
import dev.fabula.contracts.analytics.ClientActivityEvent.ClientEventsRecorded;
import dev.fabula.contracts.analytics.ClientEvent;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.spendbudget.SpendBudgetEvent.SpendSettled;
import dev.fabula.contracts.storysession.BeatChoice;
import dev.fabula.contracts.storysession.EndReason;
import dev.fabula.contracts.storysession.RequestReason;
import dev.fabula.contracts.storysession.StoryMode;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerated;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRated;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRequested;
import dev.fabula.contracts.storysession.StorySessionEvent.ChoiceMade;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryEnded;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryStarted;
import dev.fabula.contracts.storysession.StorySessionId;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.postgres.PostgresEventStorageEngine;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/**
 * Stories as many people of one tenant play them: each with beats by one of eight models, some told by the second that was
 * asked, with choices, ratings, what they cost, and what clients told meanwhile.
 */
final class PlayedHistory {

    private static final int WRITERS = 4;
    private static final int USERS = 2_000;
    private static final int PREMISES = 300;
    private static final int MODELS = 8;
    private static final int LONGEST_STORY = 10;
    private static final int CLIENT_EVENTS = 4;
    private static final String TENANT = "alder";

    private final PostgresEventStorageEngine engine;
    private final RandomGenerator random;
    private final List<GenericDomainEventMessage<DomainEvent>> command = new ArrayList<>();
    /** One budget and one stream of client events for each writer, which none shares. */
    private final String budget = Ulids.next();

    private final String clients = Ulids.next();
    private long spent;
    private long told;
    private int written;

    private PlayedHistory(PostgresEventStorageEngine engine, int writer) {
        this.engine = engine;
        random = RandomGenerator.of("L64X128MixRandom");
        for (int i = 0; i < writer * 1_000; i++) {
            random.nextLong();
        }
    }

    /** Appends about so many events. */
    static void fill(PostgresEventStorageEngine engine, int events) throws Exception {
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int w = 0; w < WRITERS; w++) {
                PlayedHistory writer = new PlayedHistory(engine, w);
                running.add(writers.submit(() -> writer.write(events / WRITERS)));
            }
            for (Future<Integer> each : running) {
                var _ = each.get();
            }
        }
    }

    private int write(int events) {
        while (written < events) {
            // The few play much and most little.
            String user = "user-" + (int) (USERS * Math.pow(random.nextDouble(), 2));
            play(new StorySessionId(Ulids.next()), user);
            written += command.size();
            engine.appendEvents(List.copyOf(command));
            command.clear();
        }
        return written;
    }

    private void play(StorySessionId session, String user) {
        long sequence = 0;
        add("StorySession", session.value(), sequence++, user, started(session, user));
        int beats = 1 + random.nextInt(LONGEST_STORY);
        for (int beat = 1; beat <= beats; beat++) {
            String request = "r" + beat;
            add(
                    "StorySession",
                    session.value(),
                    sequence++,
                    user,
                    new BeatRequested(
                            session, user, request, beat, beat == 1 ? RequestReason.START : RequestReason.CONTINUE));
            BeatGenerated answer = beat(session, user, request, beat);
            add("StorySession", session.value(), sequence++, user, answer);
            spend(answer);
            String choice = random.nextInt(10) == 0 ? null : Integer.toString(1 + random.nextInt(3));
            add(
                    "StorySession",
                    session.value(),
                    sequence++,
                    user,
                    new ChoiceMade(session, user, beat, request, choice, "go on"));
            if (random.nextInt(5) == 0) {
                add(
                        "StorySession",
                        session.value(),
                        sequence++,
                        user,
                        new BeatRated(
                                session, beat, request, 1 + random.nextInt(5), answer.provider(), answer.model()));
            }
            if (random.nextInt(3) == 0) {
                clientEvents(user);
            }
        }
        if (random.nextBoolean()) {
            add("StorySession", session.value(), sequence, user, new StoryEnded(session, EndReason.COMPLETED));
        }
    }

    private void add(String aggregate, String stream, long sequence, String user, DomainEvent event) {
        command.add(new GenericDomainEventMessage<>(
                aggregate,
                stream,
                sequence,
                event,
                EventMetadata.of(new TenantId(TENANT), new ActorId(user), ActorKind.USER)
                        .toMap()));
    }

    private StoryStarted started(StorySessionId session, String user) {
        return new StoryStarted(
                session,
                user,
                "A story",
                "The premise number " + (int) (PREMISES * Math.pow(random.nextDouble(), 2)),
                List.of("mystery"),
                List.of("Ada"),
                StoryMode.SOLO,
                AgeTier.ADULT,
                Quality.FAST,
                null,
                "web",
                7);
    }

    private BeatGenerated beat(StorySessionId session, String user, String request, int beat) {
        int model = random.nextInt(MODELS);
        // Log-normal, about a second and a half.
        long millis = (long) Math.exp(7.3 + 0.6 * random.nextGaussian());
        List<ProviderAttempt> attempts = new ArrayList<>();
        if (random.nextInt(20) == 0) {
            attempts.add(attempt((model + 1) % MODELS, ProviderAttempt.Outcome.TIMED_OUT, millis));
        }
        attempts.add(attempt(model, ProviderAttempt.Outcome.SUCCEEDED, millis));
        return new BeatGenerated(
                session,
                user,
                request,
                beat,
                "It went on, and nobody knew how it would end.",
                List.of(new BeatChoice("1", "go in"), new BeatChoice("2", "go home"), new BeatChoice("3", "wait")),
                "They went on.",
                "provider-" + model % 3,
                "model-" + model,
                "story-beat/1",
                "abc",
                "Tell what happens next.",
                attempts,
                new TokenUsage(400 + random.nextInt(400), 100 + random.nextInt(200), false),
                new Cost(BigDecimal.valueOf(1 + random.nextInt(5_000), 6), "USD"),
                millis,
                0.5,
                new ModerationVerdict(true, List.of(), "offline"));
    }

    private static ProviderAttempt attempt(int model, ProviderAttempt.Outcome outcome, long millis) {
        return new ProviderAttempt("provider-" + model % 3, "model-" + model, outcome, millis, null);
    }

    private void spend(BeatGenerated beat) {
        add(
                "SpendBudget",
                budget,
                spent++,
                "fabula",
                new SpendSettled(
                        budget,
                        "tenant/2026-11",
                        beat.cost().currency(),
                        Ulids.next(),
                        beat.cost().amount(),
                        "story",
                        beat.provider(),
                        beat.model(),
                        beat.tokens()));
    }

    /** Without a time that a client could have said, so that they count when they are recorded. */
    private void clientEvents(String user) {
        List<ClientEvent> events = new ArrayList<>();
        for (int i = 0; i < CLIENT_EVENTS; i++) {
            String name = i == 0 ? "story-opened" : "page-viewed";
            events.add(new ClientEvent(Ulids.next(), name, user, Instant.EPOCH, Map.of("page", "shelf")));
        }
        add("ClientActivity", clients, told++, "fabula", new ClientEventsRecorded(clients, LocalDate.EPOCH, events));
    }
}
