package dev.fabula.ai.guard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last calls of the last minutes. */
public final class CallWindow {

    private static final int MOST_CALLS = 200;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Clock clock;
    private final ArrayDeque<Call> calls = new ArrayDeque<>();

    public CallWindow(Clock clock) {
        this.clock = clock;
    }

    private record Call(Instant at, Duration took, boolean succeeded) {}

    /**
     * @param errorRate 0 to 1
     * @param p50 of those that succeeded; null where none did
     */
    public record Report(
            int calls,
            double errorRate,
            @Nullable Duration p50,
            @Nullable Duration p95) {}

    public synchronized void add(Duration took, boolean succeeded) {
        if (calls.size() == MOST_CALLS) {
            calls.removeFirst();
        }
        calls.addLast(new Call(clock.instant(), took, succeeded));
    }

    public synchronized Report report() {
        Instant since = clock.instant().minus(LONGEST);
        while (!calls.isEmpty() && calls.getFirst().at().isBefore(since)) {
            calls.removeFirst();
        }
        List<Duration> answers =
                calls.stream().filter(Call::succeeded).map(Call::took).sorted().toList();
        double errors = calls.isEmpty() ? 0 : (calls.size() - answers.size()) / (double) calls.size();
        return new Report(calls.size(), errors, percentile(answers, 50), percentile(answers, 95));
    }

    /** The nearest rank. */
    private static @Nullable Duration percentile(List<Duration> sorted, int percent) {
        return sorted.isEmpty() ? null : sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
    }
}
