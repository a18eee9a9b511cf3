package dev.fabula.projection.analytics;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.storysession.StorySessionEvent;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerated;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRated;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRejected;
import dev.fabula.contracts.storysession.StorySessionEvent.ChoiceMade;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryBranched;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryEnded;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryExpired;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryStarted;
import dev.fabula.projection.Projection;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How long story sessions were, what they cost, and which way they went. */
final class PlayedSessionsProjection implements Projection<String, PlayedSessionRow> {

    /** A genre is in the client's words: what is no plain word is not shown. */
    private static final Pattern PLAIN = Pattern.compile("[a-z]{2,20}([ -][a-z]{2,20})?");

    private static final int MOST_GENRES = 3;

    private final Pseudonyms names;

    PlayedSessionsProjection(Pseudonyms names) {
        this.names = names;
    }

    @Override
    public String name() {
        return "analytics-sessions";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(
                StoryStarted.class,
                StoryBranched.class,
                ChoiceMade.class,
                BeatGenerated.class,
                BeatRejected.class,
                BeatRated.class,
                StoryEnded.class,
                StoryExpired.class);
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> recorded) {
        return List.of(((StorySessionEvent) recorded.event()).session().value());
    }

    @Override
    public @Nullable PlayedSessionRow evolve(
            String session, @Nullable PlayedSessionRow row, Recorded<DomainEvent> recorded) {
        return switch (recorded.event()) {
            case StoryStarted e -> PlayedSessionRow.started(recorded.at(), premise(recorded, e), label(e.genres()));
            case StoryBranched e -> PlayedSessionRow.started(recorded.at(), null, label(e.genres()));
            case StoryExpired _ when row != null -> row.ended("expired");
            case StorySessionEvent e when row != null -> evolve(row.touched(recorded.at()), e);
            default -> row;
        };
    }

    private static PlayedSessionRow evolve(PlayedSessionRow row, StorySessionEvent event) {
        return switch (event) {
            case ChoiceMade e -> row.withChoice(e.choice());
            case BeatGenerated e -> row.withBeat().withCost(e.cost());
            case BeatRejected e -> row.withCost(e.cost());
            case StoryEnded e -> row.ended(e.reason().wireName());
            default -> row;
        };
    }

    /** Of who was erased, nothing is left to tell premises apart by. */
    private @Nullable String premise(Recorded<DomainEvent> recorded, StoryStarted started) {
        return started.premise().isBlank()
                ? null
                : names.premise(recorded.metadata().tenant(), started.premise());
    }

    private static @Nullable String label(List<String> genres) {
        String label = genres.stream()
                .map(genre -> genre.strip().toLowerCase(Locale.ROOT))
                .filter(genre -> PLAIN.matcher(genre).matches())
                .distinct()
                .sorted()
                .limit(MOST_GENRES)
                .collect(Collectors.joining(", "));
        return label.isEmpty() ? null : label;
    }

    @Override
    public Class<PlayedSessionRow> values() {
        return PlayedSessionRow.class;
    }

    @Override
    public String streamOf(String session) {
        return session;
    }
}
