package dev.fabula.query.search;

import dev.fabula.contracts.search.Chunk;
import dev.fabula.contracts.search.Chunker;
import dev.fabula.query.legacy.LegaciesInView;
import dev.fabula.query.legacy.PeopleInView;
import dev.fabula.query.legacy.StoriesInView;
import dev.fabula.query.search.Found.Source;
import dev.fabula.query.search.Fusion.Fused;
import dev.fabula.query.storysession.SessionsInView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What of a list of hits the caller sees, asked of the read models that decide it everywhere else. The index may be behind:
 * what was removed, hidden or revised since is left out, and every text that is shown is as it is there and not as it was
 * indexed.
 */
@Component
class HitsInView {

    private final StoriesInView stories;
    private final PeopleInView people;
    private final SessionsInView sessions;

    HitsInView(StoriesInView stories, PeopleInView people, SessionsInView sessions) {
        this.stories = stories;
        this.people = people;
        this.sessions = sessions;
    }

    /** The stories of two lists that are seen, by id. */
    Map<String, StoriesInView.Seen> stories(LegaciesInView legacies, List<Found> some, List<Found> others) {
        return stories.of(
                legacies,
                Stream.concat(some.stream(), others.stream())
                        .filter(found -> found.kind() == Kind.STORY)
                        .map(Found::id)
                        .distinct()
                        .toList());
    }

    /** In the same order, those that are seen, without their passages: enough to count and to choose from. */
    Map<Source, Hit> inBrief(LegaciesInView legacies, List<Fused> all, Map<String, StoriesInView.Seen> told) {
        return hits(legacies, null, all, told, Map.of());
    }

    /** What the stories of a list tell, by id. */
    Map<String, String> texts(List<Fused> shown, Map<String, StoriesInView.Seen> told) {
        return stories.texts(ids(shown, Kind.STORY).stream()
                .map(told::get)
                .filter(Objects::nonNull)
                .toList());
    }

    /** In the same order, those that are seen, whole: texts are cut for it, so of what is shown alone. */
    Map<Source, Hit> of(
            LegaciesInView legacies,
            QueryText text,
            List<Fused> shown,
            Map<String, StoriesInView.Seen> told,
            Map<String, String> texts) {
        return hits(legacies, text, shown, told, texts);
    }

    /** @param text by which passages are chosen; nothing where none is wanted */
    private Map<Source, Hit> hits(
            LegaciesInView legacies,
            @Nullable QueryText text,
            List<Fused> all,
            Map<String, StoriesInView.Seen> told,
            Map<String, String> texts) {
        Map<String, PeopleInView.Seen> known = people(legacies, all);
        Map<String, SessionsInView.Seen> played = sessions.of(ids(all, Kind.SESSION));
        Map<SessionsInView.Beat, String> beats = beats(all, played);
        Map<Source, Hit> seen = new LinkedHashMap<>();
        for (Fused fused : all) {
            Source source = fused.source();
            Hit hit = switch (source.kind()) {
                case STORY -> story(told.get(source.id()), fused, text, texts.get(source.id()));
                case PERSON -> person(known.get(source.id()), fused);
                case SESSION -> session(played.get(source.id()), fused, beats, text != null);
            };
            if (hit != null) {
                seen.put(source, hit);
            }
        }
        return seen;
    }

    private static List<String> ids(List<Fused> all, Kind kind) {
        return all.stream()
                .map(Fused::source)
                .filter(source -> source.kind() == kind)
                .map(Source::id)
                .toList();
    }

    private Map<String, PeopleInView.Seen> people(LegaciesInView legacies, List<Fused> all) {
        Map<String, List<String>> byLegacy = new HashMap<>();
        for (Fused fused : all) {
            String legacy = fused.any().legacy();
            if (fused.source().kind() == Kind.PERSON && legacy != null) {
                byLegacy.computeIfAbsent(legacy, _ -> new ArrayList<>())
                        .add(fused.source().id());
            }
        }
        Map<String, PeopleInView.Seen> known = new HashMap<>();
        byLegacy.forEach((legacy, some) -> {
            PeopleInView.View view = people.in(legacies, legacy);
            if (view != null) {
                known.putAll(view.of(some));
            }
        });
        return known;
    }

    private Map<SessionsInView.Beat, String> beats(List<Fused> all, Map<String, SessionsInView.Seen> played) {
        Set<SessionsInView.Beat> wanted = new HashSet<>();
        for (Fused fused : all) {
            Found near = fused.byMeaning();
            if (near != null && near.kind() == Kind.SESSION && played.containsKey(near.id())) {
                wanted.add(new SessionsInView.Beat(near.id(), near.revision()));
            }
        }
        return wanted.isEmpty() ? Map.of() : sessions.texts(wanted);
    }

    private static @Nullable Hit story(
            StoriesInView.@Nullable Seen story, Fused fused, @Nullable QueryText text, @Nullable String told) {
        // Another revision than the one they see may say what theirs does not.
        if (story == null || (!isOf(fused.byWords(), story.revision()) && !isOf(fused.byMeaning(), story.revision()))) {
            return null;
        }
        Found near = isOf(fused.byMeaning(), story.revision()) ? fused.byMeaning() : null;
        return new Hit(
                Kind.STORY,
                story.story(),
                story.legacy(),
                story.title(),
                story.revision(),
                story.author(),
                story.tags(),
                List.of(),
                story.writtenAt(),
                text == null || told == null
                        ? null
                        : passage("story", story.story(), story.revision(), told, near, text),
                isOf(fused.byWords(), story.revision()) ? marks(fused.byWords()) : List.of(),
                null);
    }

    private static boolean isOf(@Nullable Found found, int revision) {
        return found != null && found.revision() == revision;
    }

    private static @Nullable Hit person(PeopleInView.@Nullable Seen person, Fused fused) {
        return person == null
                ? null
                : new Hit(
                        Kind.PERSON,
                        person.person(),
                        person.legacy(),
                        person.name(),
                        null,
                        null,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        marks(fused.byWords()).stream()
                                .filter(mark -> mark.text().equals(person.name()))
                                .toList(),
                        null);
    }

    private static @Nullable Hit session(
            SessionsInView.@Nullable Seen session, Fused fused, Map<SessionsInView.Beat, String> beats, boolean whole) {
        if (session == null) {
            return null;
        }
        Found near = fused.byMeaning();
        String told = near == null ? null : beats.get(new SessionsInView.Beat(session.session(), near.revision()));
        if (told == null && fused.byWords() == null) {
            return null;
        }
        return new Hit(
                Kind.SESSION,
                session.session(),
                null,
                session.title(),
                told == null || near == null ? null : near.revision(),
                null,
                List.of(),
                session.genres(),
                session.startedAt(),
                !whole || told == null || near == null
                        ? null
                        : passage("beat", session.session(), near.revision(), told, near, null),
                marks(fused.byWords()),
                null);
    }

    /** The chunk that is near, or else the one with most of the words. */
    private static Hit.@Nullable Passage passage(
            String kind, String source, int revision, String told, @Nullable Found near, @Nullable QueryText text) {
        List<Chunk> chunks = Chunker.chunks(told);
        if (chunks.isEmpty()) {
            return null;
        }
        Integer number = near == null ? null : near.chunk();
        Chunk chunk = number != null && number < chunks.size()
                ? chunks.get(number)
                : text == null ? chunks.getFirst() : fullest(chunks, text);
        return new Hit.Passage(kind, source, revision, chunk.number(), chunk.start(), chunk.end(), chunk.text());
    }

    private static Chunk fullest(List<Chunk> chunks, QueryText text) {
        Chunk best = chunks.getFirst();
        long most = -1;
        for (Chunk chunk : chunks) {
            String folded = chunk.text().toLowerCase(Locale.ROOT);
            long words = text.words().stream()
                            .filter(word -> folded.contains(word.toLowerCase(Locale.ROOT)))
                            .count()
                    + 2
                            * text.phrases().stream()
                                    .filter(phrase -> folded.contains(phrase.toLowerCase(Locale.ROOT)))
                                    .count();
            if (words > most) {
                best = chunk;
                most = words;
            }
        }
        return best;
    }

    private static List<Marks> marks(@Nullable Found found) {
        if (found == null) {
            return List.of();
        }
        List<Marks> marks = new ArrayList<>();
        found.marked().forEach((field, parts) -> parts.forEach(part -> marks.add(Marks.of(field, part))));
        return marks;
    }
}
