package dev.fabula.application;

import dev.fabula.contracts.ai.AgeTier;
import dev.fabula.contracts.ai.Cost;
import dev.fabula.contracts.ai.ModerationVerdict;
import dev.fabula.contracts.ai.ProviderAttempt;
import dev.fabula.contracts.ai.Quality;
import dev.fabula.contracts.ai.TokenUsage;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.AggregateType;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.storysession.BeatChoice;
import dev.fabula.contracts.storysession.ModerationStage;
import dev.fabula.contracts.storysession.RequestReason;
import dev.fabula.contracts.storysession.StoryMode;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerated;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRejected;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRequested;
import dev.fabula.contracts.storysession.StorySessionEvent.ChoiceMade;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryBranched;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryStarted;
import dev.fabula.contracts.storysession.StorySessionId;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.postgres.HistoryNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;

/** One stream of somebody's, told event by event, as if aggregates had decided it. */
final class Told {

    static final List<ProviderAttempt> ATTEMPTS =
            List.of(new ProviderAttempt("offline", "bard", ProviderAttempt.Outcome.SUCCEEDED, 3, null));

    final String id = Ulids.next();
    private final TestApplication application;
    private final String tenant;
    private final String owner;
    private long sequence;

    private Told(TestApplication application, String tenant, String owner) {
        this.application = application;
        this.tenant = tenant;
        this.owner = owner;
    }

    static Told by(TestApplication application, String tenant, String owner) {
        return new Told(application, tenant, owner);
    }

    private StorySessionId session() {
        return new StorySessionId(id);
    }

    Told event(DomainEvent event) {
        AggregateType type =
                Objects.requireNonNull(event.getClass().getInterfaces()[0].getAnnotation(AggregateType.class));
        application
                .bean(HistoryNode.class)
                .engine()
                .appendEvents(List.of(new GenericDomainEventMessage<>(
                        type.value(),
                        id,
                        sequence++,
                        event,
                        EventMetadata.of(new TenantId(tenant), new ActorId(owner), ActorKind.USER)
                                .toMap())));
        return this;
    }

    /** The last position there is. */
    long head() {
        return application.bean(History.class).head();
    }

    Told started(String title) {
        return event(new StoryStarted(
                session(),
                owner,
                title,
                "The premise of " + title,
                List.of("mystery", "noir"),
                List.of("Ada"),
                StoryMode.SOLO,
                AgeTier.TEEN,
                Quality.FAST,
                null,
                "web",
                7));
    }

    Told branched(Told parent, Told root, int beat, String alternative, String title) {
        return event(new StoryBranched(
                session(),
                parent.session(),
                root.session(),
                beat,
                alternative,
                owner,
                title,
                choices(),
                List.of("mystery"),
                StoryMode.SOLO,
                AgeTier.TEEN,
                Quality.HIGH,
                null,
                null,
                8));
    }

    private static List<BeatChoice> choices() {
        return List.of(new BeatChoice("1", "go in"), new BeatChoice("2", "go home"));
    }

    Told requested(String request, int beat) {
        return event(new BeatRequested(session(), owner, request, beat, RequestReason.CONTINUE));
    }

    /** Requested and generated. */
    Told beat(String request, int beat) {
        requested(request, beat);
        return event(new BeatGenerated(
                session(),
                owner,
                request,
                beat,
                "text of " + request,
                choices(),
                "summary",
                "offline",
                "bard",
                "story-beat/1",
                "abc",
                "the prompt of " + request,
                ATTEMPTS,
                new TokenUsage(100, 20, true),
                new Cost(new BigDecimal("0.0120"), "USD"),
                12,
                0.5,
                new ModerationVerdict(true, List.of(), "offline")));
    }

    Told rejected(String request, int beat) {
        requested(request, beat);
        return event(new BeatRejected(
                session(),
                owner,
                request,
                beat,
                ModerationStage.OUTPUT,
                new ModerationVerdict(false, List.of("gore"), "offline"),
                "ref-" + request,
                "quarantined",
                ATTEMPTS,
                null,
                null));
    }

    Told chosen(int beat, String alternative, @Nullable String choice, String text) {
        return event(new ChoiceMade(session(), owner, beat, alternative, choice, text));
    }
}
