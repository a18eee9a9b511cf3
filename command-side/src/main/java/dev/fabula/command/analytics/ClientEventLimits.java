package dev.fabula.command.analytics;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.contracts.tenancy.TenantId;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;

/** How many client events somebody may tell of in a minute, on each node. */
final class ClientEventLimits {

    static final Duration STRETCH = Duration.ofMinutes(1);

    private static final int MOST_KNOWN = 100_000;

    private record Who(TenantId tenant, ActorId actor) {}

    private final LoadingCache<Who, RateLimiter> limiters;

    ClientEventLimits(int perUser) {
        RateLimiterConfig config = RateLimiterConfig.custom()
                .limitRefreshPeriod(STRETCH)
                .limitForPeriod(perUser)
                .timeoutDuration(Duration.ZERO)
                .build();
        limiters = Caffeine.newBuilder()
                .maximumSize(MOST_KNOWN)
                .expireAfterAccess(Duration.ofMinutes(10))
                .build(_ -> RateLimiter.of("client-events", config));
    }

    /** Whether so many more are allowed; then they are counted. */
    boolean allows(Caller caller, int events) {
        return limiters.get(new Who(caller.tenant(), caller.actor())).acquirePermission(events);
    }
}
