package dev.fabula.query.search;

import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.query.legacy.LegaciesInView;
import dev.fabula.query.legacy.StoriesInView;
import dev.fabula.query.search.Found.Source;
import dev.fabula.query.search.Fusion.Fused;
import dev.fabula.query.search.Hit.Explanation;
import dev.fabula.query.search.Hit.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * Searches: asks the index for a bounded list by words, one by meaning, or both, puts them together, and leaves out what the
 * caller does not see. Only then is anything counted or ranked for them. Each page reads the same frozen lists anew.
 */
@Component
@Conditional(WithSearch.class)
class Searching {

    private final SearchAdapter index;
    private final QueryVectors vectors;
    private final HitsInView view;
    private final SearchProperties settings;

    Searching(SearchAdapter index, QueryVectors vectors, HitsInView view, SearchProperties settings) {
        this.index = index;
        this.vectors = vectors;
        this.view = view;
        this.settings = settings;
    }

    /**
     * @param cursor as the page before said it; nothing for the first one
     * @param limit hits, at most
     * @param explain whether each hit says why it is where it is
     */
    SearchResult search(
            Question question, LegaciesInView legacies, @Nullable String cursor, int limit, boolean explain) {
        SearchCursor at = cursor == null ? null : SearchCursor.of(cursor, question);
        QueryVector vector = at == null || at.meanings() != null ? vector(question) : null;
        Mode mode = vector == null && question.mode() == Mode.HYBRID ? Mode.KEYWORD : question.mode();
        SearchAdapter.Moment moment = at == null ? index.open(mode.byWords(), vector != null) : at.moment();
        List<Found> words = mode.byWords() ? index.byWords(moment, question, settings.window()) : List.of();
        List<Found> meanings =
                vector == null ? List.of() : index.byMeaning(moment, question, vector, settings.window());
        Map<String, StoriesInView.Seen> told = view.stories(legacies, words, meanings);
        List<Fused> all = Fusion.of(
                ofSeenRevisions(words, told),
                ofSeenRevisions(meanings, told),
                vector == null || !mode.byWords() ? 1 : settings.weight(vector.model()));
        if (at != null && all.size() < at.next()) {
            // The lists are frozen: shorter than they were, they are there no more, whatever the index says of it.
            throw new CursorExpiredException();
        }
        Map<Source, Hit> seen = view.inBrief(legacies, all, told);
        List<Fused> shown = new ArrayList<>();
        int next = at == null ? 0 : at.next();
        for (; next < all.size() && shown.size() < limit; next++) {
            if (seen.containsKey(all.get(next).source())) {
                shown.add(all.get(next));
            }
        }
        Map<String, String> texts = view.texts(shown, told);
        List<Fused> marked = marked(moment, question, shown, seen, texts);
        Map<Source, Hit> whole = view.of(legacies, question.text(), marked, told, texts);
        List<Hit> page = new ArrayList<>();
        for (Fused each : marked) {
            Hit hit = whole.get(each.source());
            if (hit != null) {
                page.add(hit);
            }
        }
        if (explain) {
            explain(page, all, marked, seen);
        }
        boolean more = isMore(all, seen, next);
        if (!more) {
            index.close(moment);
        }
        return new SearchResult(
                mode,
                new SearchResult.Total(seen.size(), isAll(words) && isAll(meanings) ? "eq" : "gte"),
                page,
                Facets.of(seen.values()),
                more ? SearchCursor.at(moment, question, next).text() : null);
    }

    private static Set<String> nearWords(
            Question question, List<Fused> shown, Map<Source, Hit> seen, Map<String, String> texts) {
        Stream<String> titles =
                shown.stream().map(each -> seen.get(each.source())).map(hit -> hit == null ? "" : hit.title());
        return NearWords.of(
                question.text().words(),
                Stream.concat(titles, texts.values().stream()).toList());
    }

    private List<Fused> marked(
            SearchAdapter.Moment moment,
            Question question,
            List<Fused> shown,
            Map<Source, Hit> seen,
            Map<String, String> texts) {
        List<Found> words =
                shown.stream().map(Fused::byWords).filter(Objects::nonNull).toList();
        if (words.isEmpty()) {
            return shown;
        }
        var marks = index.marked(moment, question, nearWords(question, shown, seen, texts), words);
        return shown.stream()
                .map(each -> {
                    Found found = each.byWords();
                    var its = marks.get(each.source());
                    return found == null || its == null ? each : each.marked(found.with(its));
                })
                .toList();
    }

    private @Nullable QueryVector vector(Question question) {
        boolean hasMeaning = question.wants(Kind.STORY) || question.wants(Kind.SESSION);
        if (!question.mode().byMeaning() || !hasMeaning) {
            return null;
        }
        QueryVector vector =
                vectors.of(Caller.required(), question.text().whole()).orElse(null);
        if (vector == null && question.mode() == Mode.SEMANTIC) {
            throw SearchUnavailableException.meaning();
        }
        return vector;
    }

    /** Who may read drafts finds two revisions of a story, and sees one. What is not seen at all keeps its place in the list. */
    private static List<Found> ofSeenRevisions(List<Found> list, Map<String, StoriesInView.Seen> told) {
        return list.stream()
                .filter(found -> {
                    StoriesInView.Seen seen = found.kind() == Kind.STORY ? told.get(found.id()) : null;
                    return seen == null || seen.revision() == found.revision();
                })
                .toList();
    }

    private boolean isAll(List<Found> list) {
        return list.size() < settings.window();
    }

    private static boolean isMore(List<Fused> all, Map<Source, Hit> seen, int next) {
        return all.subList(next, all.size()).stream().anyMatch(fused -> seen.containsKey(fused.source()));
    }

    /** Ranks are those among what the caller sees: a gap would say that there is something that they do not. */
    private static void explain(List<Hit> page, List<Fused> all, List<Fused> marked, Map<Source, Hit> seen) {
        Map<Source, Integer> words = ranks(all, seen, true);
        Map<Source, Integer> meanings = ranks(all, seen, false);
        Map<Source, Fused> fused = new HashMap<>();
        marked.forEach(each -> fused.put(each.source(), each));
        page.replaceAll(hit -> {
            Source source = new Source(hit.kind(), hit.id());
            Fused ours = fused.get(source);
            return ours == null ? hit : hit.explained(why(ours, words.get(source), meanings.get(source)));
        });
    }

    private static Map<Source, Integer> ranks(List<Fused> all, Map<Source, Hit> seen, boolean byWords) {
        List<Fused> list = new ArrayList<>(all);
        list.removeIf(each -> (byWords ? each.wordRank() : each.meaningRank()) == null);
        list.sort(Comparator.comparing(each -> byWords ? each.wordRank() : each.meaningRank()));
        Map<Source, Integer> ranks = new HashMap<>();
        for (Fused each : list) {
            if (seen.containsKey(each.source())) {
                ranks.put(each.source(), ranks.size() + 1);
            }
        }
        return ranks;
    }

    private static Explanation why(Fused fused, @Nullable Integer words, @Nullable Integer meaning) {
        Found byWords = fused.byWords();
        Found byMeaning = fused.byMeaning();
        return new Explanation(
                byWords == null || words == null ? null : new Place(words, byWords.score()),
                byMeaning == null || meaning == null ? null : new Place(meaning, byMeaning.score()),
                fused.weight(),
                fused.ranked(words, meaning).score(),
                byWords == null
                        ? List.of()
                        : List.copyOf(Set.copyOf(byWords.marked().keySet())));
    }
}
