package dev.fabula.query.analytics;

import dev.fabula.query.analytics.Dashboard.ClientEvent;
import dev.fabula.query.analytics.Dashboard.Cohort;
import dev.fabula.query.analytics.Dashboard.LegacySize;
import dev.fabula.query.analytics.Dashboard.Rating;
import dev.fabula.query.analytics.Dashboard.Usage;
import dev.fabula.query.analytics.GenerationQueries.Health;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Everything that a dashboard shows but what sessions are like. */
@Component
class CountQueries {

    private final ActivityQueries activity;
    private final GenerationQueries generation;
    private final SpendQueries spend;
    private final ClientEventQueries clientEvents;
    private final UserQueries users;
    private final DSLContext sql;

    CountQueries(
            ActivityQueries activity,
            GenerationQueries generation,
            SpendQueries spend,
            ClientEventQueries clientEvents,
            UserQueries users,
            DSLContext sql) {
        this.activity = activity;
        this.generation = generation;
        this.spend = spend;
        this.clientEvents = clientEvents;
        this.users = users;
        this.sql = sql;
    }

    /** @param currency of everything that costs; nothing where nothing was paid */
    record Counts(
            Ledger ledger,
            List<Rating> ratings,
            @Nullable String currency,
            Health health,
            List<Usage> usage,
            List<Cohort> cohorts,
            List<ClientEvent> clientEvents,
            LegacySize legacy) {}

    /** In one moment, so that what is told in several ways agrees. */
    @Transactional(readOnly = true)
    public Counts read(Span span) {
        Counted.planEach(sql);
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
}
