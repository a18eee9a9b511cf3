package dev.fabula.application.search;

import static dev.fabula.application.TestCaller.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.application.TestApplication;
import dev.fabula.application.TestCaller;
import dev.fabula.command.search.EmbeddingProcess;
import dev.fabula.contracts.search.Chunker;
import dev.fabula.contracts.search.VectorReference;
import dev.fabula.eventstore.History;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A tenant that changes its model: what is there stays until somebody asks, and then each text is embedded once more. */
class NewModelTest {

    private static final String TEXT = "A text that has vectors of two models, one after the other.";

    @Test
    void vectorsOfAnotherModelAreReplacedOnceSomebodyAsks() throws Exception {
        try (TestApplication application = TestApplication.start(
                NewModelTest.class, List.of(), "--spring.profiles.active=local", "--fabula.embedding.enabled=false")) {
            TestCaller olivia = new TestCaller(application, "&tenant=alder&user=olivia");
            expect(201, olivia.post("/api/legacies", Map.of("slug", "models", "name", "Models")));
            for (String title : List.of("One", "Two")) {
                expect(201, olivia.post("/api/legacies/models/stories", Map.of("title", title, "text", TEXT)));
            }
            assertThat(application.bean(EmbeddingProcess.class).run()).isEqualTo(2);
            assertThat(kept(application, "offline-1")).isEqualTo(2);
            History history = application.bean(History.class);

            try (var tomorrow = application.another(
                    "--fabula.ai.tenants.alder.embeddings[0].provider=offline",
                    "--fabula.ai.tenants.alder.embeddings[0].model=offline-2")) {
                EmbeddingProcess process = tomorrow.getBean(EmbeddingProcess.class);
                assertThat(process.run()).as("nobody has asked").isZero();
                expect(201, olivia.post("/api/legacies/models/stories", Map.of("title", "Three", "text", TEXT)));
                assertThat(process.run()).as("a new text has the new model").isEqualTo(1);

                assertThat(process.replaceOtherModels()).isEqualTo(2);
                assertThat(process.run()).isEqualTo(2);
                assertThat(kept(application, "offline-2")).isEqualTo(3);

                long head = history.head();
                assertThat(process.replaceOtherModels()).isZero();
                assertThat(process.run()).isZero();
                assertThat(history.head()).isEqualTo(head);
            }
        }
    }

    private static long kept(TestApplication application, String model) throws Exception {
        long kept = 0;
        for (String title : List.of("One", "Two", "Three")) {
            String reference =
                    VectorReference.of(model, Chunker.chunks(TEXT).getFirst().under(title));
            kept += SearchIndex.count(
                    application,
                    "SELECT count(*) FROM platform.embedding WHERE recorded AND reference = '" + reference + "'");
        }
        return kept;
    }
}
