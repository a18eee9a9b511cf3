package dev.fabula.query.search;

import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How the hits are spread. Counted from hits that the caller sees, never by the index: its numbers would tell of those that
 * they are not to see.
 */
record Facets(List<Count> kinds, List<Count> legacies, List<Count> tags, List<Count> genres, List<Count> years) {

    private static final int MOST = 20;

    record Count(String value, int count) {}

    static Facets of(Collection<Hit> hits) {
        return new Facets(
                count(hits, hit -> Stream.of(hit.kind().wireName())),
                count(hits, hit -> Stream.ofNullable(hit.legacy())),
                count(hits, hit -> hit.tags().stream()),
                count(hits, hit -> hit.genres().stream()),
                count(hits, Facets::year));
    }

    private static Stream<String> year(Hit hit) {
        return hit.date() == null
                ? Stream.of()
                : Stream.of(Integer.toString(hit.date().atZone(ZoneOffset.UTC).getYear()));
    }

    /** The most frequent first. */
    private static List<Count> count(Collection<Hit> hits, Function<Hit, Stream<String>> values) {
        Map<String, Integer> counts = new HashMap<>();
        hits.stream().flatMap(values).filter(Objects::nonNull).forEach(value -> counts.merge(value, 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(Count::count).reversed().thenComparing(Count::value))
                .limit(MOST)
                .toList();
    }
}
