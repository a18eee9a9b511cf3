package dev.fabula.projection.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.projection.Change;
import dev.fabula.projection.Digest;
import dev.fabula.projection.SinkRefusedException;
import dev.fabula.projection.SinkSnapshot;
import dev.fabula.projection.SinkUnavailableException;
import dev.fabula.projection.Stored;
import dev.fabula.projection.TenantKey;
import dev.fabula.projection.neo4j.Member.ParentOf;
import dev.fabula.projection.neo4j.Member.Person;
import dev.fabula.projection.neo4j.Member.Story;
import dev.fabula.projection.neo4j.Member.TellsOf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.postgresql.ds.PGSimpleDataSource;

/** Whatever the order, however often, by however many: the graph is what the last event of each key says. */
class GraphRulesTest {

    private static final TenantId ALDER = new TenantId("alder");
    private static TestGraph graph;
    private static Neo4jSink<Member> sink;
    private static int number;

    @BeforeAll
    static void start() {
        graph = TestGraph.create(GraphRulesTest.class);
        sink = sink(graph.driver(), new GraphSettings(50, 2, 20, Duration.ofSeconds(20), Duration.ofMinutes(1)));
    }

    @AfterAll
    static void stop() {
        graph.close();
    }

    private static Neo4jSink<Member> sink(Driver driver, GraphSettings settings) {
        return new Neo4jSink<>(driver, new PGSimpleDataSource(), graph.name(), Member.MAPPING, Map.of(), settings);
    }

    private static synchronized String target() {
        String target = sink.target(++number);
        sink.create(target);
        return target;
    }

    private static TenantKey key(String key) {
        return new TenantKey(ALDER, key);
    }

    private static Change<Member> is(String key, @Nullable Member value, long position) {
        return new Change<>(key(key), value, position);
    }

    private static Person person(String name) {
        return new Person(name, null, List.of());
    }

    private static ParentOf parent(String from, String to) {
        return new ParentOf(from, to, "birth");
    }

    private static long rows(String target) {
        try (SinkSnapshot<Member> snapshot = sink.snapshot()) {
            return snapshot.digest(target, target, 8).stream()
                    .mapToLong(Digest::rows)
                    .sum();
        }
    }

    private static long nodes(String target, String label) {
        return graph.count("MATCH (n:`" + target + "`:" + label + ") RETURN count(n)");
    }

    @Test
    void aRelationshipMayComeBeforeItsNodesAndAPlaceholderCountsForNobody() {
        String target = target();
        sink.write(target, List.of(is("a-b", parent("a", "b"), 3)));

        assertThat(nodes(target, "Hollow")).isEqualTo(2);
        assertThat(nodes(target, "Person")).isZero();
        assertThat(rows(target)).isEqualTo(1);
        assertThat(sink.load(target, List.of(key("a"), key("b"), key("a-b")))).containsOnlyKeys(key("a-b"));
        for (int i = 0; i < 5; i++) {
            assertThat(sink.sample(target, 10)).containsOnly(key("a-b"));
        }

        sink.write(target, List.of(is("a", person("Anna"), 1), is("b", person("Ben"), 2)));

        assertThat(nodes(target, "Hollow")).isZero();
        assertThat(graph.count(
                        "MATCH (a:Person {name: 'Anna'})-[r:PARENT_OF {pedigree: 'birth'}]->(b:Person {name: 'Ben'})"
                                + " WHERE r.generation = '" + target
                                + "' AND r.tenant = 'alder' AND r.key = 'a-b' AND r.position = 3"
                                + " AND a.generation = '" + target
                                + "' AND a.tenant = 'alder' AND a.key = 'a' AND a.position = 1"
                                + " RETURN count(*)"))
                .isEqualTo(1);
        assertThat(rows(target)).isEqualTo(3);
    }

    @Test
    void aNodeThatGoesStaysAsAPlaceholderWhileSomethingHangsOnItAndIsTidiedAfterwards() {
        String target = target();
        sink.write(
                target, List.of(is("a", person("Anna"), 1), is("b", person("Ben"), 2), is("a-b", parent("a", "b"), 3)));
        sink.write(target, List.of(is("b", null, 4)));

        assertThat(nodes(target, "Person")).isEqualTo(1);
        assertThat(rows(target)).isEqualTo(2);
        sink.settled(target, 10);
        assertThat(nodes(target, "Hollow")).isEqualTo(1);
        assertThat(graph.count("MATCH (n:`" + target + "`:Hollow) WHERE n.name IS NOT NULL RETURN count(n)"))
                .isZero();

        sink.write(target, List.of(is("a-b", null, 5)));
        assertThat(sink.load(target, List.of(key("b"), key("a-b"))))
                .containsEntry(key("b"), new Stored<>(null, 4))
                .containsEntry(key("a-b"), new Stored<>(null, 5));
        sink.settled(target, 4);
        assertThat(nodes(target, "Hollow")).isEqualTo(1);
        sink.settled(target, 5);
        assertThat(nodes(target, "Element")).isEqualTo(1);
        assertThat(rows(target)).isEqualTo(1);
    }

    @Test
    void whatWasRemovedLaterDoesNotComeBackWithAnEarlierEvent() {
        String target = target();
        sink.write(target, List.of(is("a", null, 9), is("a-b", null, 9)));
        sink.write(target, List.of(is("a", person("Anna"), 5), is("a-b", parent("a", "b"), 5)));
        assertThat(rows(target)).isZero();
        sink.write(target, List.of(is("a", person("Anna"), 10), is("a-b", parent("a", "b"), 10)));
        assertThat(rows(target)).isEqualTo(2);
        assertThat(nodes(target, "Element")).isEqualTo(2);
    }

    @Test
    void anElementCanChangeItsLabelItsTypeItsEndsAndItsKind() {
        String target = target();
        sink.write(target, List.of(is("x", person("Anna"), 1), is("y", parent("x", "z"), 1)));
        sink.write(target, List.of(is("x", new Story("of x", 1), 2), is("y", parent("z", "x"), 2)));
        assertThat(nodes(target, "Person")).isZero();
        assertThat(graph.count("MATCH (z:`" + target + "` {key: 'z'})-[r]->(x:Story {key: 'x'}) RETURN count(r)"))
                .isEqualTo(1);
        sink.write(target, List.of(is("y", new TellsOf("x", "z", 0.5), 3)));
        assertThat(graph.count("MATCH (:`" + target + "`)-[r]->() RETURN count(r)"))
                .isEqualTo(1);
        sink.write(target, List.of(is("y", person("no relationship any more"), 4)));
        assertThat(graph.count("MATCH (:`" + target + "`)-[r]->() RETURN count(r)"))
                .isZero();
        sink.write(target, List.of(is("x", new TellsOf("z", "y", null), 5)));
        assertThat(rows(target)).isEqualTo(2);
        assertThat(sink.load(target, List.of(key("x"), key("y"))))
                .containsEntry(key("x"), new Stored<>(new TellsOf("z", "y", null), 5))
                .containsEntry(key("y"), new Stored<>(person("no relationship any more"), 4));
    }

    @Test
    void aKeyThatIsARelationshipMayBeAnEndOfAnother() {
        String target = target();
        sink.write(target, List.of(is("r", parent("a", "b"), 1), is("s", parent("r", "b"), 2)));
        sink.write(target, List.of(is("t", parent("b", "r"), 3), is("r", parent("b", "a"), 4)));
        assertThat(rows(target)).isEqualTo(3);
        sink.write(target, List.of(is("r", null, 5)));
        assertThat(rows(target)).isEqualTo(2);
        assertThat(sink.load(target, List.of(key("r")))).containsEntry(key("r"), new Stored<>(null, 5));
    }

    @Test
    void aValueThatCannotBeAnElementIsRefusedAndTheRestOfItsBatchIsNotWritten() {
        String target = target();
        assertThatThrownBy(() -> sink.write(target, List.of(is("a", person("Anna"), 1), is("r", parent("", "b"), 1))))
                .isInstanceOf(SinkRefusedException.class)
                .hasMessageContaining("alder/r")
                .hasMessageContaining("1 to 255 characters");
        assertThatThrownBy(() -> sink.write(
                        target, List.of(is("n", new Person("N", null, Collections.singletonList(nothing())), 1))))
                .isInstanceOf(SinkRefusedException.class)
                .hasMessageContaining("names has nothing among its values");
        assertThat(rows(target)).isZero();
    }

    // A list that was read from somewhere may hold what its type denies.
    @SuppressWarnings("NullAway")
    private static String nothing() {
        return null;
    }

    /** What happened to a few keys: each position is one change of one key. */
    private static List<Change<Member>> happened(Random random, int changes, boolean typesChange) {
        List<Change<Member>> all = new ArrayList<>();
        for (int position = 1; position <= changes; position++) {
            String person = "p" + random.nextInt(12);
            String story = "s" + random.nextInt(6);
            boolean gone = random.nextInt(4) == 0;
            all.add(
                    switch (random.nextInt(4)) {
                        case 0 -> is(person, gone ? null : person("name " + position), position);
                        case 1 -> is(story, gone ? null : new Story("title " + position, position), position);
                        case 2 ->
                            is(
                                    "parent-of-" + random.nextInt(20),
                                    gone ? null : parent(person, "p" + random.nextInt(12)),
                                    position);
                        default ->
                            is(
                                    "tells-of-" + random.nextInt(20),
                                    gone
                                            ? null
                                            : typesChange && random.nextInt(5) == 0
                                                    ? parent(person, "p" + random.nextInt(12))
                                                    : new TellsOf(story, person, random.nextDouble()),
                                    position);
                    });
        }
        return all;
    }

    private static Map<TenantKey, Change<Member>> folded(List<Change<Member>> all) {
        Map<TenantKey, Change<Member>> last = new HashMap<>();
        all.forEach(change -> last.merge(change.key(), change, (a, b) -> a.position() > b.position() ? a : b));
        return last;
    }

    /** One change a key, as batches of the runtime have it. */
    private static List<List<Change<Member>>> batches(Random random, List<Change<Member>> all) {
        List<List<Change<Member>>> batches = new ArrayList<>();
        for (int i = 0; i < all.size(); ) {
            int size = Math.min(1 + random.nextInt(40), all.size() - i);
            List<Change<Member>> batch =
                    new ArrayList<>(folded(all.subList(i, i + size)).values());
            Collections.shuffle(batch, random);
            batches.add(batch);
            i += size;
        }
        return batches;
    }

    private static void isWhatWasFolded(String target, List<Change<Member>> all) {
        Map<TenantKey, Change<Member>> last = folded(all);
        Map<TenantKey, Stored<Member>> stored = sink.load(target, last.keySet());
        last.forEach((key, change) -> assertThat(stored.get(key))
                .as(key.toString())
                .isEqualTo(new Stored<>(change.value(), change.position())));
        String fresh = target();
        sink.fill(
                fresh,
                last.values().stream().filter(change -> change.value() != null).toList());
        try (SinkSnapshot<Member> snapshot = sink.snapshot()) {
            assertThat(snapshot.digest(target, fresh, 64)).isEqualTo(snapshot.digest(fresh, target, 64));
        }
        assertThat(graph.count(
                        "MATCH (n:`" + target + "`) WITH n.identity AS i, count(*) AS c WHERE c > 1 RETURN count(i)"))
                .isZero();
        assertThat(graph.count("MATCH (:`" + target + "`)-[r]->() WHERE r.locked IS NOT NULL RETURN count(r)"))
                .isZero();
        sink.settled(target, Long.MAX_VALUE);
        assertThat(graph.count("MATCH (n:`" + target + "`:Hollow) WHERE NOT (n)--() RETURN count(n)"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void batchesInAnyOrderAndMoreThanOnceAreWhatTheLastEventsSay(long seed) {
        Random random = new Random(seed);
        String target = target();
        List<Change<Member>> all = happened(random, 300, true);
        List<List<Change<Member>>> batches = new ArrayList<>(batches(random, all));
        batches.addAll(batches(random, all));
        Collections.shuffle(batches, random);
        batches.forEach(batch -> sink.write(target, batch));
        isWhatWasFolded(target, all);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void whoWritesTheSameElementsAtTheSameTimeGetsIntoNobodysWay(long seed) {
        Random random = new Random(seed);
        String target = target();
        List<Change<Member>> all = happened(random, 600, false);
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<List<Change<Member>>> batches = new ArrayList<>(batches(random, all));
            Collections.shuffle(batches, random);
            writers.add(CompletableFuture.runAsync(() -> batches.forEach(batch -> sink.write(target, batch))));
        }
        writers.forEach(CompletableFuture::join);
        isWhatWasFolded(target, all);
    }

    @Test
    void whatTwoMadeOfOneKeyAtTheSameMomentIsMendedByWhoWritesNext() {
        String target = target();
        sink.write(target, List.of(is("r", parent("a", "b"), 4)));
        graph.ask(
                "MATCH (a:Element {identity: $t + '/alder/a'}), (b:Element {identity: $t + '/alder/b'})"
                        + " CREATE (a)-[:TELLS_OF {identity: $t + '/alder/r', tenant: 'alder', generation: $t, key: 'r', position: 5,"
                        + " story: 'a', person: 'b'}]->(b)",
                Map.of("t", target));
        assertThat(sink.load(target, List.of(key("r"))))
                .containsEntry(key("r"), new Stored<>(new TellsOf("a", "b", null), 5));
        sink.write(target, List.of(is("r", parent("a", "b"), 6)));
        assertThat(sink.load(target, List.of(key("r")))).containsEntry(key("r"), new Stored<>(parent("a", "b"), 6));
        assertThat(rows(target)).isEqualTo(1);
    }

    @Test
    void aFillThatComesAgainAfterAKillDoublesNothing() {
        String target = target();
        List<Change<Member>> all = happened(new Random(21), 400, true);
        List<Change<Member>> there = folded(all).values().stream()
                .filter(change -> change.value() != null)
                .toList();
        sink.fill(target, there.subList(0, there.size() / 2));
        sink.fill(target, there);
        sink.fill(target, there);
        isWhatWasFolded(
                target,
                all.stream()
                        .filter(change -> Objects.requireNonNull(folded(all).get(change.key()))
                                        .value()
                                != null)
                        .toList());
    }

    @Test
    void readersSeeOneGenerationAndThenAnother() {
        String one = target();
        String two = target();
        sink.write(one, List.of(is("a", person("of one"), 1)));
        sink.write(two, List.of(is("a", person("of two"), 1)));
        String read = "MATCH (shown:Generation {projection: $graph})"
                + " MATCH (p:Person:Element {identity: shown.target + '/' + $tenant + '/' + $key}) RETURN p.name";
        Map<String, Object> asked = Map.of("graph", graph.name(), "tenant", "alder", "key", "a");
        sink.promote(one);
        assertThat(graph.ask(read, asked))
                .singleElement()
                .satisfies(row -> assertThat(row.get(0).asString()).isEqualTo("of one"));
        sink.promote(two);
        sink.promote(two);
        assertThat(graph.ask(read, asked))
                .singleElement()
                .satisfies(row -> assertThat(row.get(0).asString()).isEqualTo("of two"));
        sink.drop(one);
        assertThat(sink.isEmpty(one)).isTrue();
        assertThat(graph.ask(read, asked)).hasSize(1);
    }

    @Test
    void scriptsAreAppliedOnceInTheirOrder() {
        String name = graph.name() + "_scripted";
        Map<Integer, List<String>> first = Map.of(
                1, List.of("MERGE (s:GraphSchema {name: '" + name + "_1'}) SET s.times = coalesce(s.times, 0) + 1"));
        Map<Integer, List<String>> both = new HashMap<>(first);
        both.put(2, List.of("MATCH (s:GraphSchema {name: '" + name + "_1'}) SET s.second = s.times"));
        for (Map<Integer, List<String>> scripts : List.of(first, first, both, both, first)) {
            new Neo4jSink<>(
                            graph.driver(),
                            new PGSimpleDataSource(),
                            name,
                            Member.MAPPING,
                            scripts,
                            GraphSettings.DEFAULT)
                    .isEmpty(name + "_1");
        }
        assertThat(graph.ask(
                        "MATCH (s:GraphSchema {name: $name}) RETURN s.times, s.second", Map.of("name", name + "_1")))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.get(0).asLong()).isEqualTo(1);
                    assertThat(row.get(1).asLong()).isEqualTo(1);
                });
    }

    @Test
    void aServerThatIsAwayIsUnavailableAndNothingElse() {
        try (Driver nowhere = GraphDatabase.driver("bolt://127.0.0.1:9", AuthTokens.none())) {
            Neo4jSink<Member> away = sink(nowhere, GraphSettings.DEFAULT);
            assertThatThrownBy(() -> away.load("anything_1", List.of(key("a"))))
                    .isInstanceOf(SinkUnavailableException.class);
            assertThatThrownBy(() -> away.write("anything_1", List.of(is("a", person("Anna"), 1))))
                    .isInstanceOf(SinkUnavailableException.class);
            assertThatThrownBy(() -> away.promote("anything_1")).isInstanceOf(SinkUnavailableException.class);
        }
    }

    @Test
    void aTransactionThatTakesTooLongEnds() {
        String target = target();
        sink.write(target, List.of(is("a", person("Anna"), 1)));
        Neo4jSink<Member> impatient =
                sink(graph.driver(), new GraphSettings(50, 1, 1, Duration.ofMillis(400), Duration.ofSeconds(1)));
        assertThat(impatient.load(target, List.of(key("a")))).hasSize(1);
        try (var session = graph.driver().session();
                var holding = session.beginTransaction()) {
            holding.run("MATCH (n:`" + target + "`) SET n.held = true").consume();
            assertThatThrownBy(() -> impatient.write(target, List.of(is("a", person("Anna"), 2))))
                    .isInstanceOf(SinkUnavailableException.class);
            holding.rollback();
        }
        impatient.write(target, List.of(is("a", person("Ada"), 2)));
    }

    @Test
    void aMappingThatDoesNotFitIsRefusedWithItsReason() {
        record Keyed(String key) {}
        assertThatThrownBy(() -> GraphMapping.of(Keyed.class).node(Keyed.class, "Keyed"))
                .hasMessageContaining("Keyed.key has the name of a property that every element has");
        assertThatThrownBy(() -> GraphMapping.of(Member.class)
                        .node(Person.class, "Person")
                        .build())
                .hasMessageContaining("is neither node nor relationship");
        assertThatThrownBy(() -> GraphMapping.of(Member.class).node(Person.class, "a`) DETACH DELETE (n"))
                .hasMessageContaining("cannot be a label");
    }
}
