package dev.fabula.application.health;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * A server's health as last seen in the background, so that asking for it costs nothing and a server that hangs cannot
 * hang the answer.
 */
final class WatchedServer implements HealthIndicator {

    /** Something is missing, and everything that does not need it is served. */
    static final Status DEGRADED = new Status("DEGRADED");

    private static final Logger LOG = LoggerFactory.getLogger(WatchedServer.class);

    private final String name;
    private final Status whenMissing;
    private final ServerProbe probe;
    private volatile Health seen;

    WatchedServer(String name, Status whenMissing, ServerProbe probe) {
        this.name = name;
        this.whenMissing = whenMissing;
        this.probe = probe;
        this.seen =
                Health.status(whenMissing).withDetail("reason", "not seen yet").build();
    }

    @Override
    public Health health() {
        return seen;
    }

    /** Looks again and again until interrupted; quickly while the server is missing. */
    void watch(Duration interval, Duration timeout) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                see(timeout);
                Thread.sleep(seen.getStatus().equals(Status.UP) ? interval : Duration.ofMillis(300));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void see(Duration timeout) throws InterruptedException {
        long started = System.nanoTime();
        try {
            String version = look(timeout);
            become(
                    Health.up()
                            .withDetail("version", version)
                            .withDetail("answered_in_ms", (System.nanoTime() - started) / 1_000_000)
                            .build(),
                    null);
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception missing) {
            become(
                    Health.status(whenMissing)
                            .withDetail("reason", reason(missing))
                            .withDetail("since", since())
                            .build(),
                    missing);
        }
    }

    /** In a thread of its own, because a client may wait for a server that hangs without ever giving up. */
    private String look(Duration timeout) throws Exception {
        FutureTask<String> look = new FutureTask<>(probe::look);
        Thread.ofVirtual().start(look);
        try {
            return look.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException hangs) {
            look.cancel(true);
            throw new TimeoutException("no answer within " + timeout.toMillis() + " ms");
        }
    }

    private String since() {
        Object since = seen.getDetails().get("since");
        return since == null ? Instant.now().toString() : since.toString();
    }

    private void become(Health now, @Nullable Exception why) {
        if (!now.getStatus().equals(seen.getStatus())) {
            LOG.info("{} is {}{}", name, now.getStatus(), why == null ? "" : ": " + reason(why));
        }
        seen = now;
    }

    private static String reason(Exception missing) {
        Throwable cause = missing;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null
                ? ""
                : ": " + cause.getMessage().lines().findFirst().orElse("");
        return cause.getClass().getSimpleName() + message;
    }
}
