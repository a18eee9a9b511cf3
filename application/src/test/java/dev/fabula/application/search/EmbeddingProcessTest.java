package dev.fabula.application.search;

import static dev.fabula.application.TestCaller.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.application.TestApplication;
import dev.fabula.application.TestCaller;
import dev.fabula.command.search.EmbeddingProcess;
import dev.fabula.command.search.EmbeddingWork;
import dev.fabula.contracts.search.Chunker;
import dev.fabula.contracts.search.VectorReference;
import dev.fabula.eventstore.History;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** That texts get their vectors once, wherever the process that makes them dies; run by hand, step by step. */
class EmbeddingProcessTest {

    private static final String VECTORS = "SELECT count(*) FROM platform.embedding";
    private static TestApplication application;
    private static TestCaller olivia;
    private static EmbeddingProcess process;

    @BeforeAll
    static void start() throws Exception {
        application = TestApplication.start(
                EmbeddingProcessTest.class,
                List.of(),
                "--spring.profiles.active=local",
                "--fabula.embedding.enabled=false",
                // Of birch alone: whose model is never there.
                "--fabula.ai.providers.gone.kind=openai-compatible",
                "--fabula.ai.providers.gone.base-url=http://127.0.0.1:9/v1",
                "--fabula.ai.providers.gone.attempts=1",
                "--fabula.ai.models[0].provider=gone",
                "--fabula.ai.models[0].model=far-1",
                "--fabula.ai.tenants.birch.embeddings[0].provider=gone",
                "--fabula.ai.tenants.birch.embeddings[0].model=far-1");
        olivia = new TestCaller(application, "&tenant=alder&user=olivia");
        process = application.bean(EmbeddingProcess.class);
        expect(201, olivia.post("/api/legacies", Map.of("slug", "vectors", "name", "Vectors")));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static String story(String title, String text) throws Exception {
        return expect(201, olivia.post("/api/legacies/vectors/stories", Map.of("title", title, "text", text)))
                .path("story")
                .asString();
    }

    private static long count(String where) throws Exception {
        return SearchIndex.count(application, VECTORS + " WHERE " + where);
    }

    private static void again(String story, boolean again) throws Exception {
        SearchIndex.change(
                application,
                "INSERT INTO platform.embedding_work (tenant_id, kind, source, again) VALUES ('alder', 'story', '"
                        + story + "', " + again + ")");
    }

    private static String reference(String title, String text) {
        return VectorReference.of("offline-1", Chunker.chunks(text).getFirst().under(title));
    }

    @Test
    void whatDiedBetweenTwoStepsIsDoneOnceAndNotPaidTwice() throws Exception {
        String text = "A text that is the only one of its kind.";
        String story = story("Once", text);
        String is = "reference = '" + reference("Once", text) + "'";

        // Died after the vector was kept: it is taken as it is, and recorded.
        SearchIndex.insertVector(application, "alder", reference("Once", text), "olivia");
        assertThat(process.run()).isEqualTo(1);
        assertThat(count(is + " AND recorded AND get_byte(vector, 3) = 63")).isEqualTo(1);

        // Died after it was recorded: nothing is recorded again.
        long head = application.bean(History.class).head();
        SearchIndex.change(application, "UPDATE platform.embedding SET recorded = false WHERE " + is);
        again(story, false);
        assertThat(process.run()).isEqualTo(1);
        assertThat(application.bean(History.class).head()).isEqualTo(head);
        assertThat(count(is + " AND recorded")).isEqualTo(1);

        // Another story of the same title and text is recorded, and nothing is asked for.
        var _ = story("Once", text);
        head = application.bean(History.class).head();
        assertThat(process.run()).isEqualTo(1);
        assertThat(application.bean(History.class).head()).isEqualTo(head + 1);
        assertThat(count(is + " AND get_byte(vector, 3) = 63")).isEqualTo(1);

        // All of history once more: what is known is known.
        head = application.bean(History.class).head();
        SearchIndex.change(application, "UPDATE platform.embedding_progress SET position = 0");
        assertThat(process.run()).isGreaterThanOrEqualTo(2);
        assertThat(application.bean(History.class).head()).isEqualTo(head);
    }

    @Test
    void aModelThatIsAwayHoldsUpNobodyElse() throws Exception {
        TestCaller oscar = new TestCaller(application, "&tenant=birch&user=oscar");
        expect(201, oscar.post("/api/legacies", Map.of("slug", "far", "name", "Far")));
        expect(201, oscar.post("/api/legacies/far/stories", Map.of("title", "Far", "text", "Far away.")));
        var _ = story("Near", "Something that is near.");
        int done = process.run();
        assertThat(done).isEqualTo(1);
        assertThat(count("tenant_id = 'birch'")).isZero();
        assertThat(SearchIndex.count(
                        application, "SELECT failures FROM platform.embedding_work WHERE tenant_id = 'birch'"))
                .isPositive();
        assertThat(count("reference = '" + reference("Near", "Something that is near.") + "' AND recorded"))
                .isEqualTo(1);
        SearchIndex.change(application, "DELETE FROM platform.embedding_work WHERE tenant_id = 'birch'");
    }

    @Test
    void onlyVectorsOfAnotherModelAreReplacedAndOnlyWhereSomebodyWantsIt() throws Exception {
        var _ = story("Model", "What has vectors of the model of today.");
        var _ = process.run();
        long head = application.bean(History.class).head();
        assertThat(process.replaceOtherModels()).isZero();
        assertThat(process.run()).isZero();
        assertThat(application.bean(History.class).head()).isEqualTo(head);
    }

    @Test
    void aVectorThatNoEventRefersToIsDeletedAfterAnHour() throws Exception {
        SearchIndex.insertVector(application, "alder", "f".repeat(64), "olivia");
        var work = application.bean(EmbeddingWork.class);
        int _ = work.deleteForgotten();
        assertThat(count("reference = '" + "f".repeat(64) + "'")).isEqualTo(1);
        SearchIndex.change(
                application,
                "UPDATE platform.embedding SET stored_at = now() - interval '2 hours' WHERE reference = '"
                        + "f".repeat(64) + "'");
        assertThat(work.deleteForgotten()).isEqualTo(1);
    }
}
