package dev.fabula.command.storysession;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fabula.command.storysession.StorySoFar.Told;
import dev.fabula.contracts.ai.AgeTier;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.storysession.StoryRefusals;
import dev.fabula.contracts.storysession.StorySessionEvent;
import dev.fabula.contracts.storysession.StorySessionEvent.AlternativeSelected;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerated;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerationFailed;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRejected;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRequested;
import dev.fabula.contracts.storysession.StorySessionEvent.ChoiceMade;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryBranched;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryStarted;
import dev.fabula.contracts.storysession.StorySessionId;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.HistoryRange;
import dev.fabula.eventstore.command.CommandOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads from the history what a beat is told from: the session's own stream, and its ancestors' for what it shares. */
@Component
final class StoryReader {

    /** Branches of branches; more than anybody plays. */
    private static final int DEEPEST = 100;

    private static final int MOST_KNOWN = 100_000;

    private record Key(TenantId tenant, StorySessionId session) {}

    private record Played(String owner, AgeTier tier) {}

    private final History history;
    private final Cache<Key, Played> known =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

    StoryReader(History history) {
        this.history = history;
    }

    /** One stream, folded. */
    private static final class Pages {
        private @Nullable StoryStarted started;
        private @Nullable StoryBranched branched;
        private final TreeMap<Integer, Map<String, BeatGenerated>> tellings = new TreeMap<>();
        private final Map<Integer, String> current = new HashMap<>();
        private final Map<Integer, ChoiceMade> choices = new HashMap<>();
        private final Map<String, BeatRequested> requests = new HashMap<>();
        private final Map<String, Telling.Outcome> outcomes = new HashMap<>();

        private void add(StorySessionEvent event, long position) {
            switch (event) {
                case StoryStarted first -> started = first;
                case StoryBranched first -> branched = first;
                case ChoiceMade made -> choices.put(made.beat(), made);
                case BeatRequested requested -> requests.put(requested.request(), requested);
                case BeatGenerated told -> {
                    tellings.computeIfAbsent(told.beat(), _ -> new LinkedHashMap<>())
                            .put(told.request(), told);
                    current.put(told.beat(), told.request());
                    outcomes.put(told.request(), new Telling.Outcome(told, position));
                }
                case BeatRejected rejected -> outcomes.put(rejected.request(), new Telling.Outcome(rejected, position));
                case BeatGenerationFailed failed ->
                    outcomes.put(failed.request(), new Telling.Outcome(failed, position));
                case AlternativeSelected selected -> current.put(selected.beat(), selected.request());
                default -> {}
            }
        }
    }

    /**
     * What a request's beat is told from.
     *
     * @throws dev.fabula.contracts.command.CommandRefusedException where there is no such session or request
     */
    StorySoFar read(TenantId tenant, StorySessionId session, String request) {
        Pages own = pages(tenant, session);
        BeatRequested requested = own.requests.get(request);
        if (requested == null) {
            throw StoryRefusals.notFound(session);
        }
        TreeMap<Integer, Told> path = new TreeMap<>();
        StoryStarted root = ancestry(tenant, own, path);
        addTold(own, path, Integer.MAX_VALUE, null);
        StoryBranched branched = own.branched;
        List<String> others = new ArrayList<>();
        own.tellings.getOrDefault(requested.beat(), Map.of()).values().forEach(told -> others.add(told.text()));
        return new StorySoFar(
                requested.owner(),
                root.premise(),
                branched == null ? root.genres() : branched.genres(),
                root.characters(),
                branched == null ? root.ageTier() : branched.ageTier(),
                branched == null ? root.quality() : branched.quality(),
                branched == null ? root.model() : branched.model(),
                branched == null ? root.seed() : branched.seed(),
                List.copyOf(path.headMap(requested.beat()).values()),
                others,
                requested.beat(),
                requested.reason(),
                own.outcomes.get(request));
    }

    /** The last event of a command that was recorded now or before. */
    StorySessionEvent last(TenantId tenant, CommandOutcome outcome) {
        return outcome.event() instanceof StorySessionEvent event
                ? event
                : at(tenant, outcome.position())
                        .orElseThrow(() -> StoryRefusals.notFound(new StorySessionId(outcome.stream())));
    }

    private Optional<StorySessionEvent> at(TenantId tenant, long position) {
        try (HistoryCursor cursor = history.read(HistoryRange.of(position - 1, position))) {
            return cursor.next().stream()
                    .filter(recorded -> recorded.metadata().tenant().equals(tenant))
                    .map(Recorded::event)
                    .filter(StorySessionEvent.class::isInstance)
                    .map(StorySessionEvent.class::cast)
                    .findFirst();
        }
    }

    /**
     * Whom a story is for, which never changes.
     *
     * @throws dev.fabula.contracts.command.CommandRefusedException where there is none of that actor
     */
    AgeTier ageTier(TenantId tenant, StorySessionId session, ActorId actor) {
        Played played = played(tenant, session);
        if (!played.owner().equals(actor.value())) {
            throw StoryRefusals.notFound(session);
        }
        return played.tier();
    }

    private Played played(TenantId tenant, StorySessionId session) {
        return known.get(new Key(tenant, session), key -> {
            Pages own = pages(key.tenant(), key.session());
            if (own.branched != null) {
                return new Played(own.branched.owner(), own.branched.ageTier());
            }
            if (own.started == null) {
                throw StoryRefusals.notFound(key.session());
            }
            return new Played(own.started.owner(), own.started.ageTier());
        });
    }

    private Pages pages(TenantId tenant, StorySessionId session) {
        Pages pages = new Pages();
        for (Recorded<DomainEvent> recorded : history.stream(tenant, session.value(), Long.MAX_VALUE)) {
            if (recorded.event() instanceof StorySessionEvent event) {
                pages.add(event, recorded.position());
            }
        }
        return pages;
    }

    /** Adds what the ancestors share; the oldest of them is answered. */
    private StoryStarted ancestry(TenantId tenant, Pages own, NavigableMap<Integer, Told> path) {
        Pages pages = own;
        for (int depth = 0; depth < DEEPEST; depth++) {
            if (pages.started != null) {
                return pages.started;
            }
            StoryBranched branched = pages.branched;
            if (branched == null) {
                break;
            }
            Pages parent = pages(tenant, branched.parent());
            // How it went on after the last shared beat is the branch's own.
            ChoiceMade after = pages.choices.get(branched.beat());
            addTold(parent, path, branched.beat(), branched.alternative());
            path.computeIfPresent(branched.beat(), (_, told) -> chosen(told, after));
            pages = parent;
        }
        throw new IllegalStateException("a story session has no beginning");
    }

    private static Told chosen(Told told, @Nullable ChoiceMade after) {
        return new Told(
                told.text(),
                told.summary(),
                after == null ? null : after.text(),
                after != null && after.choice() == null);
    }

    /** @param alternative which telling of the last beat; nothing for the current one */
    private static void addTold(Pages pages, NavigableMap<Integer, Told> path, int last, @Nullable String alternative) {
        pages.tellings.forEach((beat, tellings) -> {
            String which = beat == last && alternative != null ? alternative : pages.current.get(beat);
            BeatGenerated told = which == null ? null : tellings.get(which);
            if (told != null && beat <= last) {
                path.putIfAbsent(
                        beat, chosen(new Told(told.text(), told.summary(), null, false), pages.choices.get(beat)));
            }
        });
    }
}
