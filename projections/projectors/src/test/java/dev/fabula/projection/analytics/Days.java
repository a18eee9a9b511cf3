package dev.fabula.projection.analytics;

import dev.fabula.contracts.ai.AgeTier;
import dev.fabula.contracts.ai.Cost;
import dev.fabula.contracts.ai.ModerationVerdict;
import dev.fabula.contracts.ai.ProviderAttempt;
import dev.fabula.contracts.ai.Quality;
import dev.fabula.contracts.ai.TokenUsage;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.storysession.StoryMode;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerated;
import dev.fabula.contracts.storysession.StorySessionEvent.ChoiceMade;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryStarted;
import dev.fabula.contracts.storysession.StorySessionId;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.projection.Projection;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A history of several streams, each event at a time of its own. */
final class Days {

    static final Pseudonyms NAMES =
            new Pseudonyms("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    static final TenantId ALDER = new TenantId("alder");
    static final StorySessionId SESSION = new StorySessionId("01JD3K5V8Q2XW7RBN4T6YHMECA");

    private final List<Recorded<DomainEvent>> events = new ArrayList<>();

    Days at(String time, String actor, DomainEvent event) {
        return at(Instant.parse(time), actor, ActorKind.USER, event);
    }

    Days at(Instant time, String actor, ActorKind kind, DomainEvent event) {
        events.add(new Recorded<>(
                events.size() + 1,
                "01JD3K5V8Q2XW7RBN4T6YHMECA",
                events.size(),
                "01JD3K5V8Q2XW7RBN4T6YHMECB",
                time,
                EventMetadata.of(ALDER, new ActorId(actor), kind),
                event));
        return this;
    }

    List<Recorded<DomainEvent>> events() {
        return events;
    }

    /** All values by key, as text. */
    <K, V> SortedMap<String, V> foldedBy(Projection<K, V> projection) {
        return fold(projection, events);
    }

    static <K, V> SortedMap<String, V> fold(Projection<K, V> projection, List<Recorded<DomainEvent>> events) {
        SortedMap<String, V> values = new TreeMap<>();
        for (Recorded<DomainEvent> recorded : events) {
            if (!projection.events().contains(recorded.event().getClass())) {
                continue;
            }
            for (K key : projection.keys(recorded)) {
                @Nullable V next = projection.evolve(key, values.get(key.toString()), recorded);
                if (next != null) {
                    values.put(key.toString(), next);
                }
            }
        }
        return values;
    }

    static StoryStarted started(String premise, String... genres) {
        return new StoryStarted(
                SESSION,
                "olivia",
                "title",
                premise,
                List.of(genres),
                List.of(),
                StoryMode.SOLO,
                AgeTier.TEEN,
                Quality.FAST,
                null,
                null,
                7);
    }

    static ChoiceMade chosen(@Nullable String choice) {
        return new ChoiceMade(SESSION, "olivia", 1, "r", choice, "words");
    }

    /** Told by the last of them. */
    static BeatGenerated beat(long millis, String cost, String... models) {
        List<ProviderAttempt> attempts = new ArrayList<>();
        for (String model : models) {
            boolean last = attempts.size() == models.length - 1;
            attempts.add(new ProviderAttempt(
                    "p", model, last ? ProviderAttempt.Outcome.SUCCEEDED : ProviderAttempt.Outcome.TIMED_OUT, 5, null));
        }
        return new BeatGenerated(
                SESSION,
                "olivia",
                "r",
                1,
                "text",
                List.of(),
                "summary",
                "p",
                models[models.length - 1],
                "story-beat/1",
                "abc",
                "prompt",
                attempts,
                new TokenUsage(1, 2, false),
                new Cost(new BigDecimal(cost), "USD"),
                millis,
                0.5,
                new ModerationVerdict(true, List.of(), "offline"));
    }
}
