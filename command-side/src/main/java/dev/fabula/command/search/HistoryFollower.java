package dev.fabula.command.search;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventTypes;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.StoryEvent;
import dev.fabula.contracts.legacy.StoryEvent.StoryPublished;
import dev.fabula.contracts.legacy.StoryEvent.StoryRestored;
import dev.fabula.contracts.legacy.StoryEvent.StoryRevised;
import dev.fabula.contracts.legacy.StoryEvent.StoryWritten;
import dev.fabula.contracts.privacy.PrivacyEvent.SubjectKeyDestroyed;
import dev.fabula.contracts.search.SearchEvent.TextEmbedded;
import dev.fabula.contracts.search.TextKind;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerated;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.HistoryRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks through history for texts that are new, and for people whose data is no more. Reads no text itself. */
@Component
final class HistoryFollower {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryFollower.class);
    private static final long AT_A_TIME = 10_000;
    private static final int MOST_NOTED = 1_000;
    private static final Set<String> TYPES = names(List.of(
            StoryWritten.class,
            StoryRevised.class,
            StoryPublished.class,
            StoryRestored.class,
            BeatGenerated.class,
            SubjectKeyDestroyed.class));

    private final History history;
    private final EmbeddingWork work;

    HistoryFollower(History history, EmbeddingWork work) {
        this.history = history;
        this.work = work;
    }

    private static Set<String> names(List<Class<? extends DomainEvent>> events) {
        EventTypes types = EventTypes.fabula();
        return events.stream().map(type -> types.of(type).name()).collect(Collectors.toUnmodifiableSet());
    }

    /** A part of what is new; whether there may be more. */
    boolean follow() {
        long from = work.followed();
        long head = history.head();
        if (head <= from) {
            return false;
        }
        long to = Math.min(head, from + AT_A_TIME);
        Set<Source> touched = new LinkedHashSet<>();
        List<EmbeddingWork.Erased> erased = new ArrayList<>();
        try (HistoryCursor cursor = open(from, to, TYPES)) {
            for (var page = cursor.next(); !page.isEmpty(); page = cursor.next()) {
                page.forEach(recorded -> note(recorded, touched, erased));
            }
        }
        work.follow(from, to, touched, erased);
        return to < head;
    }

    /** An event that cannot be read holds up no other: whoever mends it may ask for its source again. */
    private HistoryCursor open(long from, long to, Set<String> types) {
        return history.read(
                new HistoryRange(from, to, types),
                unreadable -> LOG.warn("no vectors for what cannot be read: {}", unreadable.getMessage()));
    }

    private static void note(Recorded<DomainEvent> recorded, Set<Source> touched, List<EmbeddingWork.Erased> erased) {
        TenantId tenant = recorded.metadata().tenant();
        switch (recorded.event()) {
            case StoryEvent story ->
                touched.add(new Source(tenant, TextKind.STORY, story.story().value()));
            case BeatGenerated beat ->
                touched.add(new Source(tenant, TextKind.BEAT, beat.session().value()));
            case SubjectKeyDestroyed gone -> erased.add(new EmbeddingWork.Erased(tenant, gone.subject()));
            default -> {}
        }
    }

    /**
     * Notes every source that has a text whose vectors are of another model than its tenant's of today.
     *
     * @return how many
     */
    int noteOtherModels(Function<TenantId, String> today) {
        Map<Source, Map<String, String>> models = new HashMap<>();
        try (HistoryCursor cursor = open(0, history.head(), names(List.of(TextEmbedded.class)))) {
            for (var page = cursor.next(); !page.isEmpty(); page = cursor.next()) {
                for (Recorded<DomainEvent> recorded : page) {
                    if (recorded.event() instanceof TextEmbedded text) {
                        models.computeIfAbsent(
                                        new Source(recorded.metadata().tenant(), text.kind(), text.source()),
                                        _ -> new HashMap<>())
                                .put(text.revision() + "/" + text.alternative(), text.model());
                    }
                }
            }
        }
        List<Source> others = new ArrayList<>();
        models.forEach((source, texts) -> {
            String model = today.apply(source.tenant());
            if (texts.values().stream().anyMatch(each -> !each.equals(model))) {
                others.add(source);
            }
        });
        for (int i = 0; i < others.size(); i += MOST_NOTED) {
            work.again(others.subList(i, Math.min(others.size(), i + MOST_NOTED)));
        }
        return others.size();
    }
}
