package dev.fabula.query.analytics;

import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.query.analytics.CountQueries.Counts;
import dev.fabula.query.analytics.Dashboard.Distribution;
import dev.fabula.query.analytics.Dashboard.Period;
import dev.fabula.query.analytics.SessionQueries.Lengths;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.springframework.stereotype.Component;

/**
 * Puts together what a dashboard shows. Sessions are the many rows, so they are added up beside all the others. Each side sees
 * one moment; the two ask different read models, which are never quite at the same place. No side waits for the other with a
 * connection in its hand.
 */
@Component
class DashboardQueries {

    private final CountQueries counts;
    private final SessionQueries sessions;

    DashboardQueries(CountQueries counts, SessionQueries sessions) {
        this.counts = counts;
        this.sessions = sessions;
    }

    Dashboard read(Span span) {
        Caller caller = Caller.required();
        FutureTask<Lengths> beside = new FutureTask<>(() -> caller.call(() -> sessions.read(span)));
        Thread.ofVirtual().name("dashboard-sessions").start(beside);
        Counts others = counts.read(span);
        return dashboard(span, others, done(beside));
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
