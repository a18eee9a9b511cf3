package dev.fabula.query.analytics;

import dev.fabula.query.analytics.Dashboard.Distribution;
import dev.fabula.query.analytics.Dashboard.Period;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Puts together what a dashboard shows. */
@Component
class DashboardQueries {

    private final ActivityQueries activity;
    private final GenerationQueries generation;
    private final SpendQueries spend;
    private final ClientEventQueries clientEvents;
    private final SessionQueries sessions;
    private final UserQueries users;

    DashboardQueries(
            ActivityQueries activity,
            GenerationQueries generation,
            SpendQueries spend,
            ClientEventQueries clientEvents,
            SessionQueries sessions,
            UserQueries users) {
        this.activity = activity;
        this.generation = generation;
        this.spend = spend;
        this.clientEvents = clientEvents;
        this.sessions = sessions;
        this.users = users;
    }

    /** In one snapshot, so that what is told in several ways agrees. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Dashboard read(Span span) {
        Ledger ledger = new Ledger(span);
        var ratings = activity.read(span, ledger);
        generation.read(span, ledger);
        var currency = spend.read(span, ledger);
        clientEvents.read(span, ledger);
        users.read(span, ledger);
        var health = generation.health(span);
        Map<String, Distribution> distributions = new LinkedHashMap<>();
        distributions.put("generationMillis", health.millis());
        distributions.putAll(sessions.distributions(span, currency));
        return new Dashboard(
                span.from(),
                span.to(),
                span.granularity(),
                currency,
                span.buckets(),
                ledger.series(),
                period(span, ledger.current()),
                period(span.previous(), ledger.previous()),
                distributions,
                ratings,
                sessions.premises(span),
                spend.usage(span),
                health.models(),
                users.cohorts(span),
                clientEvents.byName(span),
                activity.legacy(span));
    }

    private static Period period(Span span, Sums sums) {
        return new Period(span.from(), span.to(), sums.named());
    }
}
