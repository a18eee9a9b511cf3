package dev.fabula.query.analytics;

import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.query.analytics.Dashboard.ClientEvent;
import dev.fabula.query.analytics.Dashboard.Cohort;
import dev.fabula.query.analytics.Dashboard.Distribution;
import dev.fabula.query.analytics.Dashboard.LegacySize;
import dev.fabula.query.analytics.Dashboard.Period;
import dev.fabula.query.analytics.Dashboard.Rating;
import dev.fabula.query.analytics.Dashboard.Usage;
import dev.fabula.query.analytics.GenerationQueries.Health;
import dev.fabula.query.analytics.SessionQueries.Lengths;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts together what a dashboard shows. Sessions are the many rows, so they are added up beside all the others. Each side sees
 * one moment, so what it tells in several ways agrees; the two ask different read models, which are never quite at the same
 * place. No side waits for the other with a connection in its hand.
 */
@Component
class DashboardQueries {

    private final ActivityQueries activity;
    private final GenerationQueries generation;
    private final SpendQueries spend;
    private final ClientEventQueries clientEvents;
    private final SessionQueries sessions;
    private final UserQueries users;
    private final DSLContext sql;
    private final TransactionTemplate oneMoment;

    DashboardQueries(
            ActivityQueries activity,
            GenerationQueries generation,
            SpendQueries spend,
            ClientEventQueries clientEvents,
            SessionQueries sessions,
            UserQueries users,
            DSLContext sql,
            PlatformTransactionManager transactions) {
        this.activity = activity;
        this.generation = generation;
        this.spend = spend;
        this.clientEvents = clientEvents;
        this.sessions = sessions;
        this.users = users;
        this.sql = sql;
        oneMoment = new TransactionTemplate(transactions);
        oneMoment.setReadOnly(true);
    }

    /** Everything but what sessions are like. */
    private record Counts(
            Ledger ledger,
            List<Rating> ratings,
            @Nullable String currency,
            Health health,
            List<Usage> usage,
            List<Cohort> cohorts,
            List<ClientEvent> clientEvents,
            LegacySize legacy) {}

    Dashboard read(Span span) {
        Caller caller = Caller.required();
        FutureTask<Lengths> beside = new FutureTask<>(() -> caller.call(() -> atOneMoment(() -> sessions.read(span))));
        Thread.ofVirtual().name("dashboard-sessions").start(beside);
        Counts counts = atOneMoment(() -> counts(span));
        return dashboard(span, counts, done(beside));
    }

    /** Each range is planned for itself: a plan for any would look up every row of a year one by one. */
    private <T> T atOneMoment(Supplier<T> read) {
        return oneMoment.execute(_ -> {
            sql.execute("SET LOCAL plan_cache_mode = force_custom_plan");
            return read.get();
        });
    }

    private static Lengths done(FutureTask<Lengths> beside) {
        try {
            return beside.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a dashboard was added up", interrupted);
        }
    }

    private Counts counts(Span span) {
        Ledger ledger = new Ledger(span);
        List<Rating> ratings = activity.read(span, ledger);
        generation.read(span, ledger);
        String currency = spend.read(span, ledger);
        clientEvents.read(span, ledger);
        users.read(span, ledger);
        return new Counts(
                ledger,
                ratings,
                currency,
                generation.health(span),
                spend.usage(span),
                users.cohorts(span),
                clientEvents.byName(span),
                activity.legacy(span));
    }

    private static Dashboard dashboard(Span span, Counts counts, Lengths lengths) {
        Map<String, Distribution> distributions = new LinkedHashMap<>();
        distributions.put("generationMillis", counts.health().millis());
        distributions.putAll(lengths.distributions(counts.currency()));
        return new Dashboard(
                span.from(),
                span.to(),
                span.granularity(),
                counts.currency(),
                span.buckets(),
                counts.ledger().series(),
                period(span, counts.ledger().current()),
                period(span.previous(), counts.ledger().previous()),
                distributions,
                counts.ratings(),
                lengths.premises(),
                counts.usage(),
                counts.health().models(),
                counts.cohorts(),
                counts.clientEvents(),
                counts.legacy());
    }

    private static Period period(Span span, Sums sums) {
        return new Period(span.from(), span.to(), sums.named());
    }
}
