package dev.fabula.query.analytics;

import static dev.fabula.query.analytics.Counted.own;
import static dev.fabula.query.analytics.Counted.total;
import static dev.fabula.readschema.analytics.Tables.CLIENT_EVENT;

import dev.fabula.query.analytics.Dashboard.ClientEvent;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Records;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/** What clients told of. */
@Component
class ClientEventQueries {

    private static final int MOST_NAMES = 50;
    private static final String PAGE_VIEWED = "page-viewed";

    private static final Field<Long> EVENTS = total(CLIENT_EVENT.EVENTS).as("events");

    private final DSLContext sql;

    ClientEventQueries(DSLContext sql) {
        this.sql = sql;
    }

    void read(Span span, Ledger ledger) {
        sql.select(
                        CLIENT_EVENT.STARTS_AT,
                        EVENTS,
                        DSL.sum(CLIENT_EVENT.EVENTS)
                                .filterWhere(CLIENT_EVENT.NAME.eq(PAGE_VIEWED))
                                .cast(SQLDataType.BIGINT))
                .from(CLIENT_EVENT)
                .where(own(CLIENT_EVENT.TENANT_ID))
                .and(Counted.withPrevious(span, CLIENT_EVENT.GRAIN, CLIENT_EVENT.STARTS_AT))
                .groupBy(CLIENT_EVENT.STARTS_AT)
                .forEach(row -> {
                    ledger.add(row.value1(), Measure.CLIENT_EVENTS, row.value2());
                    ledger.add(row.value1(), Measure.PAGE_VIEWS, row.value3());
                });
    }

    /** The most frequent first. */
    List<ClientEvent> byName(Span span) {
        return sql.select(CLIENT_EVENT.NAME, EVENTS)
                .from(CLIENT_EVENT)
                .where(own(CLIENT_EVENT.TENANT_ID))
                .and(Counted.days(span, CLIENT_EVENT.GRAIN, CLIENT_EVENT.STARTS_AT))
                .groupBy(CLIENT_EVENT.NAME)
                .orderBy(EVENTS.desc(), CLIENT_EVENT.NAME)
                .limit(MOST_NAMES)
                .fetch(Records.mapping(ClientEvent::new));
    }
}
