package dev.fabula.projection.runtime;

import static dev.fabula.projection.runtime.TestLibrary.ALDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.privacy.Subject;
import dev.fabula.local.testing.TestDatabase;
import dev.fabula.projection.neo4j.GraphSettings;
import dev.fabula.projection.neo4j.Neo4jSink;
import dev.fabula.projection.neo4j.TestGraph;
import dev.fabula.projection.runtime.BookEvent.BookAdded;
import dev.fabula.projection.runtime.BookEvent.BookRemarkedOn;
import dev.fabula.projection.runtime.Generation.State;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A graph is followed, rebuilt, compared, shown, taken back and mended by the same operations as a table. */
class GraphTest {

    private static final String BY = "otto";

    private TestDatabase database;
    private TestGraph graph;
    private String name;
    private TestLibrary library;

    @BeforeEach
    void start() {
        database = TestDatabase.create(GraphTest.class);
        TestLibrary.migrate(database.access());
        graph = TestGraph.create(GraphTest.class);
        name = graph.name().replace('_', '-');
        library = library("one", 1);
    }

    @AfterEach
    void stop() {
        library.close();
        graph.close();
        database.close();
    }

    private TestLibrary library(String node, int... versions) {
        return new TestLibrary(database.access(), node, TestLibrary.QUICK, operate -> registered(operate, versions));
    }

    private List<Registered<?, ?>> registered(DataSource operate, int... versions) {
        return Arrays.stream(versions)
                .<Registered<?, ?>>mapToObj(version -> new Registered<>(
                        new LibraryGraph(name, version),
                        new Neo4jSink<>(
                                graph.driver(),
                                operate,
                                graph.name(),
                                LibraryGraph.MAPPING,
                                Map.of(),
                                GraphSettings.DEFAULT)))
                .toList();
    }

    /** All elements that readers see, as text. */
    private SortedSet<String> shown() {
        return elements("MATCH (shown:Generation {projection: '" + graph.name() + "'}) WITH shown.target AS target ");
    }

    private SortedSet<String> generation(int number) {
        return elements("WITH '" + graph.name() + "_" + number + "' AS target ");
    }

    private SortedSet<String> elements(String begin) {
        SortedSet<String> all = new TreeSet<>();
        graph.ask(
                        begin + "MATCH (n:Element {generation: target}) WHERE NOT n:Hollow"
                                + " RETURN n.tenant + '/' + n.key, [n.title, n.moves, n.remarks, n.books]",
                        Map.of())
                .forEach(row -> all.add(row.get(0).asString() + " " + row.get(1).asList()));
        graph.ask(
                        begin + "MATCH (a:Element {generation: target})-[r]->(b)"
                                + " RETURN r.tenant + '/' + r.key, [type(r), a.key, b.key, r.times]",
                        Map.of())
                .forEach(row -> all.add(row.get(0).asString() + " " + row.get(1).asList()));
        return all;
    }

    private State stateOf(int number) {
        return library.operations().status(name).generations().stream()
                .filter(generation -> generation.number() == number)
                .map(ProjectionStatus.Copy::state)
                .findFirst()
                .orElse(State.DROPPED);
    }

    @Test
    void whatIsRebuiltIsEqualAndCanBeShownTakenBackAndDropped() throws Exception {
        new Story(1).goOn(library, 800);
        library.settle(name);
        SortedSet<String> live = shown();
        assertThat(live).hasSizeGreaterThan(100);
        assertThat(String.join("\n", live)).contains("STANDS_ON", "LENT_TO");

        library.operations().rebuild(name, null, 2, BY);
        library.awaitRebuild(name, Rebuild.State.READY);
        assertThat(library.verification(name)).satisfies(verification -> {
            assertThat(verification.equal()).as(verification.toString()).isTrue();
            assertThat(verification.rows()).isEqualTo(live.size());
        });
        assertThat(generation(2)).isEqualTo(live);

        library.operations().promote(name, null, BY);
        assertThat(stateOf(2)).isEqualTo(State.CURRENT);
        assertThat(stateOf(1)).isEqualTo(State.PREVIOUS);
        assertThat(shown()).isEqualTo(live);

        new Story(2).goOn(library, 50);
        library.settle(name);
        library.operations().rollback(name, null, BY);
        library.settle(name);
        assertThat(stateOf(1)).isEqualTo(State.CURRENT);
        assertThat(shown()).isEqualTo(generation(1)).isNotEqualTo(live);
        assertThat(library.operations().verify(name).equal()).isTrue();

        library.operations().drop(name, BY);
        TestLibrary.await(
                "the other generation to go",
                () -> graph.count("MATCH (n:`" + graph.name() + "_2`) RETURN count(n)") == 0);
        assertThat(shown()).isEqualTo(generation(1));
    }

    @Test
    void comparisonsAreRightWhileEverythingIsWritten() throws Exception {
        Story story = new Story(3);
        story.goOn(library, 300);
        Thread writer = Thread.ofPlatform().start(() -> story.goOn(library, 1_500));
        int compared = 0;
        while (writer.isAlive()) {
            library.operations().rebuild(name, null, 1, BY);
            library.awaitRebuild(name, Rebuild.State.READY);
            assertThat(library.verification(name).equal())
                    .as(library.verification(name).toString())
                    .isTrue();
            Verification sample = library.operations().verify(name);
            assertThat(sample.equal()).as(sample.toString()).isTrue();
            library.operations().promote(name, null, BY);
            compared++;
        }
        writer.join();
        assertThat(compared).isPositive();
    }

    @Test
    void anElementThatWasCorruptedIsNamedAndCanBeMended() throws Exception {
        new Story(4).goOn(library, 400);
        library.settle(name);
        SortedSet<String> right = shown();
        graph.ask(
                "MATCH (n:Book {generation: $t}) WITH n ORDER BY n.key LIMIT 1 SET n.title = 'wrong'",
                Map.of("t", graph.name() + "_1"));
        graph.ask(
                "MATCH (:Element {generation: $t})-[r:STANDS_ON]->() WITH r ORDER BY r.key LIMIT 1 DELETE r",
                Map.of("t", graph.name() + "_1"));

        library.operations().rebuild(name, null, 1, BY);
        Verification found = Objects.requireNonNull(
                library.awaitRebuild(name, Rebuild.State.READY).verification());
        assertThat(found.differences()).isEqualTo(2);
        assertThat(found.examples())
                .anySatisfy(difference -> assertThat(String.valueOf(difference.live()))
                        .contains("title=wrong", "remarks=(personal data)"));
        assertThatThrownBy(() -> library.operations().promote(name, null, BY))
                .isInstanceOf(OperationRefusedException.class)
                .hasMessageContaining("differs from the live one in 2 keys");
        for (Verification.Difference difference : found.examples()) {
            library.operations().repairKey(name, new TenantId(difference.tenant()), difference.key(), BY);
        }
        assertThat(shown()).isEqualTo(right);
        assertThat(library.operations().verify(name).equal()).isTrue();
        library.operations().promote(name, null, BY);
    }

    @Test
    void aNewVersionIsBuiltBesideTheOldOneAndShownForAReason() throws Exception {
        new Story(5).goOn(library, 300);
        library.settle(name);
        SortedSet<String> right = shown();
        library.close();
        library = library("one", 1, 2);
        library.awaitRebuild(name, Rebuild.State.READY);
        assertThat(library.verification(name).equal()).isFalse();
        assertThat(shown()).isEqualTo(right);
        library.operations().promote(name, "titles are loud from now on", BY);
        assertThat(String.join("\n", shown())).contains("!");
        library.operations().rollback(name, null, BY);
        assertThat(shown()).isEqualTo(right);
    }

    @Test
    void anErasedSubjectIsForgotten() throws Exception {
        String book = Ulids.next();
        library.append(
                ALDER,
                book,
                new BookAdded(book, "one", "a1"),
                new BookRemarkedOn(book, "reader-1", "my secret"),
                new BookRemarkedOn(book, "reader-2", "not mine"));
        library.settle(name);
        assertThat(shown().toString()).contains("my secret", "not mine");
        library.history()
                .erasures()
                .erase(
                        new Subject(ALDER, "reader-1"),
                        "they asked for it",
                        EventMetadata.of(ALDER, new ActorId("otto"), ActorKind.USER));
        library.settle(name);
        assertThat(shown().toString()).contains("(erased)", "not mine").doesNotContain("my secret");
    }

    /** Batches are in the graph and their tokens are not: they come again, and what was removed meanwhile stays removed. */
    @Test
    void batchesThatComeAgainAreFoldedOnce() throws Exception {
        Story story = new Story(6);
        SplittableRandom random = new SplittableRandom(6);
        Thread writer = Thread.ofPlatform().start(() -> story.goOn(library, 500));
        while (writer.isAlive()) {
            Thread.sleep(30 + random.nextInt(100));
            TestLibrary.ask(
                    database.access(),
                    database.access().operate(),
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND usename = current_user AND pid <> pg_backend_pid()");
        }
        writer.join();
        library.settle(name);
        SortedSet<String> live = shown();
        library.operations().rebuild(name, null, 1, BY);
        library.awaitRebuild(name, Rebuild.State.READY);
        assertThat(library.verification(name).equal())
                .as(library.verification(name).toString())
                .isTrue();
        assertThat(generation(2)).isEqualTo(live);
    }
}
