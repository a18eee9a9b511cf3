package dev.fabula.command.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.contracts.analytics.ClientActivityCommand.RecordClientEvents;
import dev.fabula.contracts.analytics.ClientEvent;
import dev.fabula.contracts.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ClientEventQueueTest {

    private static final TenantId ALDER = new TenantId("alder");
    private static final TenantId BIRCH = new TenantId("birch");

    private final List<RecordClientEvents> sent = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        clients.close();
    }

    private static List<ClientEvent> events(int count, String at) {
        List<ClientEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(new ClientEvent("id" + i, "page-viewed", "olivia", Instant.parse(at), Map.of()));
        }
        return events;
    }

    private static List<ClientEvent> one() {
        return events(1, "2026-11-21T10:00:00Z");
    }

    private ClientEventQueue queue(int room) {
        return new ClientEventQueue(
                (command, _) -> {
                    sent.add(command);
                    return sent.size();
                },
                Duration.ofMillis(200),
                room);
    }

    @Test
    void whatComesWhileTheFirstLingersIsRecordedWithItByTenantAndDay() throws Exception {
        try (ClientEventQueue queue = queue(1_000)) {
            List<Future<Long>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                TenantId tenant = i % 2 == 0 ? ALDER : BIRCH;
                answers.add(clients.submit(() -> queue.record(tenant, one())));
            }
            answers.add(clients.submit(() -> queue.record(ALDER, events(3, "2026-11-20T10:00:00Z"))));
            for (Future<Long> answer : answers) {
                assertThat(answer.get()).isPositive();
            }
        }

        assertThat(sent).hasSizeLessThan(10);
        assertThat(sent.stream().mapToInt(command -> command.events().size()).sum())
                .isEqualTo(23);
        assertThat(sent.stream().map(RecordClientEvents::activity).distinct()).hasSize(3);
    }

    @Test
    void oneCommandHasAtMostSoMany() throws Exception {
        try (ClientEventQueue queue = queue(5_000)) {
            List<Future<Long>> answers = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                answers.add(clients.submit(() -> queue.record(ALDER, events(50, "2026-11-21T10:00:00Z"))));
            }
            for (Future<Long> answer : answers) {
                var _ = answer.get();
            }
        }

        assertThat(sent)
                .allSatisfy(command -> assertThat(command.events()).hasSizeBetween(1, ClientEventQueue.MOST_TOGETHER));
    }

    @Test
    void whereThereIsNoRoomNothingIsTakenAndThereIsAgainOnceItIsRecorded() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ClientEventQueue queue = new ClientEventQueue(
                (command, _) -> {
                    sending.countDown();
                    try {
                        assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException interrupted) {
                        throw new IllegalStateException(interrupted);
                    }
                    sent.add(command);
                    return 7L;
                },
                Duration.ZERO,
                3);
        try (queue) {
            Future<Long> first = clients.submit(() -> queue.record(ALDER, events(2, "2026-11-21T10:00:00Z")));
            sending.await();

            assertThatThrownBy(() -> queue.record(ALDER, events(2, "2026-11-21T11:00:00Z")))
                    .isInstanceOf(ClientEventQueue.FullException.class);

            go.countDown();
            assertThat(first.get()).isEqualTo(7);
            assertThat(queue.record(ALDER, events(3, "2026-11-21T12:00:00Z"))).isEqualTo(7);
        }
        assertThat(sent.stream().mapToInt(command -> command.events().size()).sum())
                .isEqualTo(5);
    }

    @Test
    void whoseEventsCouldNotBeRecordedIsToldSoAndTheNextAreRecorded() {
        ClientEventQueue queue = new ClientEventQueue(
                (command, tenant) -> {
                    if (tenant.equals(BIRCH)) {
                        throw new IllegalStateException("no history");
                    }
                    return 9L;
                },
                Duration.ZERO,
                10);
        try (queue) {
            assertThatThrownBy(() -> queue.record(BIRCH, one())).hasMessage("no history");
            assertThat(queue.record(ALDER, one())).isEqualTo(9);
        }
    }

    @Test
    void onceClosedItTakesNothingAndWhatItHadIsRecorded() throws Exception {
        ClientEventQueue queue = queue(10);
        Future<Long> answer = clients.submit(() -> queue.record(ALDER, one()));
        while (sent.isEmpty() && !answer.isDone()) {
            Thread.sleep(5);
            if (sent.isEmpty()) {
                queue.close();
            }
        }

        assertThatThrownBy(() -> queue.record(ALDER, one())).isInstanceOf(ClientEventQueue.FullException.class);
        try {
            assertThat(answer.get()).isPositive();
            assertThat(sent).hasSize(1);
        } catch (java.util.concurrent.ExecutionException tooLate) {
            assertThat(tooLate).hasCauseInstanceOf(ClientEventQueue.FullException.class);
            assertThat(sent).isEmpty();
        }
    }
}
