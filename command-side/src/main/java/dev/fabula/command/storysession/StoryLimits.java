package dev.fabula.command.storysession;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.fabula.command.Commands;
import dev.fabula.command.StreamIds;
import dev.fabula.contracts.spendbudget.SpendBudgetCommand.TakeSpend;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.contracts.tenancy.Role;
import dev.fabula.contracts.tenancy.TenantId;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** How many beats may be asked for: so many in a while, on each node, and for guests so many a day, on all together. */
@Component
final class StoryLimits {

    /** Rates are said by the minute, and counted in shorter stretches, so that nobody waits for long. */
    private static final Duration STRETCH = Duration.ofSeconds(10);

    private static final int STRETCHES_A_MINUTE = 6;
    private static final int MOST_KNOWN = 100_000;

    /** @param actor nothing for the whole tenant */
    private record Who(TenantId tenant, @Nullable ActorId actor) {}

    private final LoadingCache<Who, RateLimiter> limiters;
    private final Commands commands;
    private final BigDecimal guestBeats;

    StoryLimits(StoryProperties settings, Commands commands) {
        this.commands = commands;
        guestBeats = settings.guestBeats();
        limiters = Caffeine.newBuilder()
                .maximumSize(MOST_KNOWN)
                .expireAfterAccess(Duration.ofMinutes(10))
                .build(who -> limiter(who.actor() == null ? settings.perTenant() : settings.perUser()));
    }

    private static RateLimiter limiter(int perMinute) {
        return RateLimiter.of(
                "story",
                RateLimiterConfig.custom()
                        .limitRefreshPeriod(STRETCH)
                        .limitForPeriod(Math.max(1, perMinute / STRETCHES_A_MINUTE))
                        .timeoutDuration(Duration.ZERO)
                        .build());
    }

    /**
     * Counts one beat.
     *
     * @param call the same for a repetition, which is not counted against a guest again
     * @throws ErrorResponseException 429 where it is too many
     * @throws dev.fabula.contracts.spendbudget.BudgetExhausted where a guest has had all of today's
     */
    void count(String call) {
        Caller caller = Caller.required();
        require(new Who(caller.tenant(), caller.actor()), "you");
        require(new Who(caller.tenant(), null), "the tenant");
        if (caller.roles().stream().allMatch(Role.GUEST::equals)) {
            String name = "guest/" + LocalDate.now(ZoneOffset.UTC) + '/' + caller.actor();
            var _ = commands.send(
                    new TakeSpend(
                            StreamIds.of(caller.tenant(), "SpendBudget", name),
                            name,
                            "beats",
                            guestBeats,
                            call,
                            BigDecimal.ONE,
                            BeatTeller.PURPOSE),
                    caller.tenant(),
                    caller.requestId());
        }
    }

    private void require(Who who, String whose) {
        if (!limiters.get(who).acquirePermission()) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "Too many beats were asked for in a short while by " + whose + "; try again in a moment.");
            problem.setProperty("code", "too-many-requests");
            ErrorResponseException refusal = new ErrorResponseException(HttpStatus.TOO_MANY_REQUESTS, problem, null);
            refusal.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(STRETCH.toSeconds()));
            throw refusal;
        }
    }
}
