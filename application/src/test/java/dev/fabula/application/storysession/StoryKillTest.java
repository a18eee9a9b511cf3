package dev.fabula.application.storysession;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.application.TestApplication;
import dev.fabula.application.TestNode;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.spendbudget.SpendBudgetEvent.SpendSettled;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerated;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerationFailed;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRejected;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRequested;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.HistoryRange;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node dies while it tells beats; another one tells what it left behind, once. */
class StoryKillTest {

    private static final int ROUNDS = 3;
    private static final int STORIES = 12;
    private static final String SLOW = "--fabula.ai.providers.offline.delay=300ms";

    private static TestApplication survivor;
    private static String bearer;

    @BeforeAll
    static void start() throws Exception {
        survivor = TestApplication.start(
                StoryKillTest.class,
                List.of(),
                "--spring.profiles.active=local",
                "--fabula.story.lease=2s",
                "--fabula.story.per-user=60000",
                "--fabula.story.per-tenant=60000",
                "--fabula.ai.providers.offline.kind=offline",
                SLOW);
        bearer = survivor.bearer("&tenant=alder&user=olivia");
    }

    @AfterAll
    static void stop() {
        survivor.close();
    }

    @Test
    void everyRequestHasOneOutcomeHoweverOftenItsNodeIsKilled() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try (TestNode node = TestNode.start(survivor)) {
                for (int i = 0; i < STORIES; i++) {
                    begin(node, i);
                }
                Thread.sleep(ThreadLocalRandom.current().nextInt(0, 450));
                node.kill();
            }
        }
        Map<String, Integer> outcomes = awaitOutcomes();
        assertThat(outcomes.values()).as("one outcome each").allMatch(count -> count == 1);
        assertThat(outcomes).hasSizeGreaterThan(ROUNDS);
        Map<String, Integer> settled = count(event -> event instanceof SpendSettled spent ? spent.call() : null);
        assertThat(settled.values()).as("paid for once").allMatch(count -> count == 1);
    }

    private static void begin(TestNode node, int number) throws Exception {
        HttpResponse<String> answer = node.post(
                bearer,
                "/api/story/start",
                "application/json",
                HttpRequest.BodyPublishers.ofString("{\"premise\":\"Story " + number + "\"}"),
                "Prefer",
                "respond-async");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static Map<String, Integer> awaitOutcomes() throws InterruptedException {
        int requested = count(event -> event instanceof BeatRequested asked ? asked.request() : null)
                .size();
        assertThat(requested).isEqualTo(ROUNDS * STORIES);
        Instant end = Instant.now().plusSeconds(60);
        while (true) {
            Map<String, Integer> outcomes = count(StoryKillTest::outcomeOf);
            if (outcomes.size() == requested || Instant.now().isAfter(end)) {
                assertThat(outcomes).hasSize(requested);
                return outcomes;
            }
            Thread.sleep(200);
        }
    }

    private static String outcomeOf(DomainEvent event) {
        return switch (event) {
            case BeatGenerated told -> told.request();
            case BeatRejected rejected -> rejected.request();
            case BeatGenerationFailed failed -> failed.request();
            default -> null;
        };
    }

    private static Map<String, Integer> count(java.util.function.Function<DomainEvent, String> request) {
        Map<String, Integer> counts = new HashMap<>();
        History history = survivor.bean(History.class);
        try (HistoryCursor cursor = history.read(HistoryRange.of(0, history.head()))) {
            for (var page = cursor.next(); !page.isEmpty(); page = cursor.next()) {
                for (Recorded<DomainEvent> event : page) {
                    String found = request.apply(event.event());
                    if (found != null) {
                        counts.merge(found, 1, Integer::sum);
                    }
                }
            }
        }
        return counts;
    }
}
