package dev.fabula.projection.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.storysession.EndReason;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryEnded;
import dev.fabula.contracts.storysession.StorySessionId;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.ServerKind;
import dev.fabula.local.testing.TestDatabase;
import dev.fabula.local.testing.TestServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example that is handed to others does what it says. */
class ExampleTest {

    private static final Path HOME = Path.of(System.getProperty("fabula.home", "../.."));

    private static String run(String bootstrap, String topic, String group) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HOME.resolve("docs/examples/FeedConsumer.java").toString(),
                        bootstrap,
                        topic,
                        group,
                        "8")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }

    @Test
    void theExampleReadsWhatWasSentAndNothingTwice() throws Exception {
        Endpoint at = TestServers.of(ServerKind.KAFKA);
        String bootstrap = at.host() + ":" + at.port();
        String topic = TestServers.nameFor(ExampleTest.class);
        String story = Ulids.next();
        try (TestDatabase database = TestDatabase.create(ExampleTest.class)) {
            Town.migrate(database.access());
            try (Town town = new Town(database.access());
                    FeedNode feeds = town.feeds("one", bootstrap, Town.feed(topic, "storysession"))) {
                town.append(
                        "StorySession",
                        story,
                        Town.started(story, "a dragon"),
                        Town.rated(story, 1),
                        new StoryEnded(new StorySessionId(story), EndReason.COMPLETED));
                Town.await("the feed", () -> feeds.operations().status("town").position() == 3);
            }
        }
        assertThat(run(bootstrap, topic, topic))
                .contains("fabula.storysession.beat-rated.v1", "StorySession/" + story + " 3");
        assertThat(run(bootstrap, topic, topic)).isEmpty();
    }
}
