package dev.fabula.projection.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.projection.Change;
import dev.fabula.projection.SinkRefusedException;
import dev.fabula.projection.SinkUnavailableException;
import dev.fabula.projection.Stored;
import dev.fabula.projection.TenantKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import tools.jackson.databind.JsonNode;

/** Whatever the order, however often: an index is what the last event of each key says, and readers see no more of it. */
class SearchRulesTest {

    record Note(String title, List<Integer> years) {}

    private static final String INDEX = """
            {"mappings": {"dynamic": "strict", "properties": {
              "tenant": {"type": "keyword"}, "key": {"type": "keyword"}, "position": {"type": "long"},
              "gone": {"type": "boolean"}, "title": {"type": "keyword"}, "years": {"type": "short"},
              "size": {"type": "integer"}}}}
            """;
    private static final DocumentMapping<Note> MAPPING = DocumentMapping.of(Note.class, "notes", INDEX);
    private static final TenantId ALDER = new TenantId("alder");
    private static final SearchSettings SMALL =
            new SearchSettings(50, 2_000, 2, 5, Duration.ofSeconds(1), Duration.ofSeconds(2));
    private static TestSearch search;
    private static ElasticsearchSink<Note> sink;
    private static int number;

    @BeforeAll
    static void start() {
        search = TestSearch.create(SearchRulesTest.class);
        sink = sink(MAPPING);
    }

    @AfterAll
    static void stop() {
        search.close();
    }

    private static ElasticsearchSink<Note> sink(DocumentMapping<Note> mapping) {
        return new ElasticsearchSink<>(search.client(), new PGSimpleDataSource(), search.prefix(), mapping, SMALL);
    }

    private static synchronized String target() {
        String target = sink.target(++number);
        sink.create(target);
        sink.finish(target);
        return target;
    }

    private static TenantKey key(String key) {
        return new TenantKey(ALDER, key);
    }

    private static Change<Note> is(String key, @Nullable String title, long position) {
        return new Change<>(key(key), title == null ? null : new Note(title, List.of(1900)), position);
    }

    private static List<String> titles(String index) {
        return search.everything(index).stream()
                .map(source -> source.path("title").asString("-"))
                .sorted()
                .toList();
    }

    @Test
    void readersKnowTheAliasAloneAndSeeNothingOfWhatWasRemoved() {
        String one = target();
        String other = target();
        sink.write(one, List.of(is("a", "Anna", 1), is("b", "Ben", 2)));
        sink.write(other, List.of(is("a", "Another", 1)));
        sink.write(one, List.of(is("b", null, 3)));
        String alias = search.prefix() + "notes";

        sink.promote(one);
        assertThat(titles(alias)).containsExactly("Anna");
        assertThat(titles(one)).containsExactly("-", "Anna");
        sink.promote(one);
        sink.promote(other);
        assertThat(titles(alias)).containsExactly("Another");
        sink.drop(one);
        assertThat(titles(alias)).containsExactly("Another");
    }

    @Test
    void whatIsWrittenToALiveIndexIsSeenByTheNextSearchAndWhatIsFilledIsNot() {
        String target = sink.target(900);
        sink.create(target);
        sink.fill(target, List.of(is("a", "Anna", 1)));
        String count = "/" + target + "/_count";
        assertThat(search.ask("GET", count, "").path("count").asInt()).isZero();
        sink.finish(target);
        assertThat(search.ask("GET", count, "").path("count").asInt()).isEqualTo(1);
        sink.write(target, List.of(is("b", "Ben", 2)));
        assertThat(search.ask("GET", count, "").path("count").asInt()).isEqualTo(2);
    }

    @Test
    void whatWasRemovedLeavesItsPositionAndNothingElseUntilNothingCanComeAgain() {
        String target = target();
        sink.write(target, List.of(is("a", "Anna", 1), is("b", "Ben", 2), is("c", "Cy", 3)));
        sink.write(target, List.of(is("a", null, 4), is("b", null, 5), is("never", null, 6)));

        assertThat(search.everything(target).stream().filter(Document::isGone).map(JsonNode::toString))
                .containsExactlyInAnyOrder(
                        "{\"tenant\":\"alder\",\"key\":\"a\",\"position\":4,\"gone\":true}",
                        "{\"tenant\":\"alder\",\"key\":\"b\",\"position\":5,\"gone\":true}",
                        "{\"tenant\":\"alder\",\"key\":\"never\",\"position\":6,\"gone\":true}");
        sink.write(target, List.of(is("a", "Anna again", 1)));
        assertThat(sink.load(target, List.of(key("a")))).containsEntry(key("a"), new Stored<>(null, 4));

        sink.settled(target, 4);
        assertThat(sink.load(target, List.of(key("a"), key("b"), key("c")))).containsOnlyKeys(key("b"), key("c"));
        sink.settled(target, 100);
        assertThat(titles(target)).containsExactly("Cy");
        sink.write(target, List.of(is("a", "Anna later", 5)));
        assertThat(titles(target)).containsExactly("Anna later", "Cy");
    }

    /** More than one request holds, by number and by bytes, and a document that is longer than a request. */
    @Test
    void manyAreSentInSeveralRequestsAndNoneIsLost() {
        String target = target();
        List<Change<Note>> changes = new ArrayList<>();
        IntStream.range(0, 230).forEach(i -> changes.add(is("k" + i, "t" + i, i + 1)));
        changes.add(is("long", "x".repeat(5_000), 300));
        sink.write(target, changes);
        assertThat(sink.load(target, changes.stream().map(Change::key).toList()))
                .hasSize(231);
        sink.write(
                target,
                changes.stream()
                        .map(each -> new Change<Note>(each.key(), null, 400))
                        .toList());
        sink.settled(target, 400);
        assertThat(search.everything(target)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void batchesInAnyOrderAndTwiceEndAsTheLastEventSays(int seed) {
        Random random = new Random(seed);
        String target = target();
        Map<TenantKey, Change<Note>> last = new HashMap<>();
        List<List<Change<Note>>> batches = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Map<TenantKey, Change<Note>> batch = new HashMap<>();
            for (int j = 0; j < 10; j++) {
                int position = i * 10 + j;
                Change<Note> change =
                        is("k" + random.nextInt(30), random.nextInt(4) == 0 ? null : "at " + position, position);
                batch.put(change.key(), change);
                last.put(change.key(), change);
            }
            batches.add(List.copyOf(batch.values()));
            if (random.nextBoolean()) {
                batches.add(List.copyOf(batch.values()));
            }
        }
        Collections.shuffle(batches, random);
        batches.forEach(batch -> sink.write(target, batch));

        Map<TenantKey, Stored<Note>> stored = sink.load(target, last.keySet());
        last.forEach((key, change) -> assertThat(stored.get(key))
                .as(key.toString())
                .isEqualTo(new Stored<>(change.value(), change.position())));
    }

    @Test
    void whatTheIndexRefusesIsNamedWithoutWhatItSaidAndTheRestIsThere() {
        String target = target();
        String secret = "ssh" + "x".repeat(40_000);
        assertThatThrownBy(() -> sink.write(target, List.of(is("a", "Anna", 1), is("b", secret, 2))))
                .isInstanceOf(SinkRefusedException.class)
                .hasMessageContaining("alder/b")
                .hasMessageContaining("title")
                .satisfies(refused -> assertThat(refused.getMessage() + refused.getCause())
                        .doesNotContain("xxx")
                        .doesNotContain("ssh"));
        assertThatThrownBy(() ->
                        sink.write(target, List.of(new Change<>(key("c"), new Note("Cy", List.of(1900, 987_654)), 3))))
                .isInstanceOf(SinkRefusedException.class)
                .satisfies(refused ->
                        assertThat(refused.getMessage() + refused.getCause()).doesNotContain("987"));
        assertThat(titles(target)).containsExactly("Anna");
    }

    @Test
    void fieldsThatAreLookedUpAreInTheDocumentAndInNothingElse() {
        ElasticsearchSink<Note> completed = sink(MAPPING.completedBy(changes -> {
            Map<TenantKey, Map<String, Object>> more = new HashMap<>();
            changes.forEach(change -> more.put(
                    change.key(),
                    Map.of(
                            "size",
                            Objects.requireNonNull(change.value()).title().length())));
            return more;
        }));
        String target = target();
        String plain = target();
        List<Change<Note>> changes = List.of(is("a", "Anna", 1), is("b", null, 2));
        completed.write(target, changes);
        sink.write(plain, changes);

        assertThat(search.everything(target).stream().map(JsonNode::toString))
                .anySatisfy(source -> assertThat(source).contains("Anna", "\"size\":4"))
                .anySatisfy(source -> assertThat(source).contains("gone").doesNotContain("size"));
        assertThat(completed.load(target, List.of(key("a")))).isEqualTo(sink.load(plain, List.of(key("a"))));
        try (var snapshot = completed.snapshot()) {
            assertThat(snapshot.digest(target, plain, 8)).isEqualTo(snapshot.digest(plain, target, 8));
        }
    }

    /** Elasticsearch would make an index of its own, with a mapping of its own, and everybody could find what is in it. */
    @Test
    void anIndexThatIsNotThereIsNeverMadeByWritingToIt() {
        String missing = sink.target(901);
        assertThatThrownBy(() -> sink.write(missing, List.of(is("a", "Anna", 1))))
                .isInstanceOf(SinkUnavailableException.class)
                .hasMessageContaining(missing);
        assertThatThrownBy(() -> sink.load(missing, List.of(key("a")))).isInstanceOf(SinkUnavailableException.class);
        assertThat(search.ask("GET", "/_alias", "").toString()).doesNotContain(missing);
    }

    @Test
    void whatCannotBeReachedIsSaidAtOnce() {
        try (var client = TestSearch.connect(new Endpoint("127.0.0.1", 1, null, null))) {
            ElasticsearchSink<Note> away =
                    new ElasticsearchSink<>(client, new PGSimpleDataSource(), "", MAPPING, SMALL);
            assertThatThrownBy(() -> away.load("notes_1", List.of(key("a"))))
                    .isInstanceOf(SinkUnavailableException.class)
                    .hasMessageContaining("cannot load from notes_1");
        } catch (java.io.IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void keysOfAnyLengthAreFoundAgain() {
        String target = target();
        String longest = "ä".repeat(254);
        sink.write(
                target, List.of(is(longest + "1", "one", 1), is(longest + "2", "two", 2), is("a/b c\u0001", "odd", 3)));
        assertThat(sink.load(target, List.of(key(longest + "2"), key("a/b c\u0001"))))
                .containsEntry(key(longest + "2"), new Stored<>(new Note("two", List.of(1900)), 2))
                .containsKey(key("a/b c\u0001"));
        assertThat(sink.sample(target, 10)).contains(key(longest + "1"));
    }

    @Test
    void aValueThatTheIndexDoesNotKnowIsRefusedWhenTheMappingIsMade() {
        record Other(String title, String colour) {}
        assertThatThrownBy(() -> DocumentMapping.of(Other.class, "others", INDEX))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no field colour");
        record Own(String position) {}
        assertThatThrownBy(() -> DocumentMapping.of(Own.class, "others", INDEX))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("position");
    }
}
