package dev.fabula.query.analytics;

import static dev.fabula.query.analytics.Counted.own;
import static dev.fabula.query.analytics.Counted.total;
import static dev.fabula.readschema.analytics.Tables.MODEL_USAGE;

import dev.fabula.query.analytics.Dashboard.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Records;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was paid for. */
@Component
class SpendQueries {

    private static final int MOST_LINES = 50;

    private static final Field<BigDecimal> AMOUNT = DSL.sum(MODEL_USAGE.AMOUNT).as("amount");
    private static final Field<Long> CALLS = total(MODEL_USAGE.CALLS);

    private final DSLContext sql;

    SpendQueries(DSLContext sql) {
        this.sql = sql;
    }

    /** The dearest first. */
    List<Usage> usage(Span span) {
        return sql.select(
                        MODEL_USAGE.PROVIDER,
                        MODEL_USAGE.MODEL,
                        MODEL_USAGE.PURPOSE,
                        MODEL_USAGE.UNIT,
                        CALLS,
                        AMOUNT,
                        total(MODEL_USAGE.INPUT_TOKENS),
                        total(MODEL_USAGE.OUTPUT_TOKENS),
                        total(MODEL_USAGE.ESTIMATED_CALLS))
                .from(MODEL_USAGE)
                .where(own(MODEL_USAGE.TENANT_ID))
                .and(Counted.days(span, MODEL_USAGE.GRAIN, MODEL_USAGE.STARTS_AT))
                .groupBy(MODEL_USAGE.PROVIDER, MODEL_USAGE.MODEL, MODEL_USAGE.PURPOSE, MODEL_USAGE.UNIT)
                .orderBy(AMOUNT.desc(), MODEL_USAGE.PROVIDER, MODEL_USAGE.MODEL, MODEL_USAGE.PURPOSE, MODEL_USAGE.UNIT)
                .limit(MOST_LINES)
                .fetch(Records.mapping(Usage::new));
    }

    /**
     * Adds up everything, and answers the currency that costs are in: the one that most calls were paid in.
     *
     * @return nothing where nothing was paid
     */
    @Nullable
    String read(Span span, Ledger ledger) {
        var within =
                own(MODEL_USAGE.TENANT_ID).and(Counted.withPrevious(span, MODEL_USAGE.GRAIN, MODEL_USAGE.STARTS_AT));
        var rows = sql.select(
                        MODEL_USAGE.STARTS_AT,
                        MODEL_USAGE.UNIT,
                        CALLS,
                        total(MODEL_USAGE.INPUT_TOKENS),
                        total(MODEL_USAGE.OUTPUT_TOKENS),
                        AMOUNT)
                .from(MODEL_USAGE)
                .where(within)
                .groupBy(MODEL_USAGE.STARTS_AT, MODEL_USAGE.UNIT)
                .fetch();
        Map<String, Long> calls = new TreeMap<>();
        rows.forEach(row -> calls.merge(row.value2(), row.value3(), Long::sum));
        String currency = calls.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.<String, Long>comparingByKey().reversed()))
                .map(Map.Entry::getKey)
                .orElse(null);
        rows.forEach(row -> {
            ledger.add(row.value1(), Measure.CALLS, row.value3());
            ledger.add(row.value1(), Measure.INPUT_TOKENS, row.value4());
            ledger.add(row.value1(), Measure.OUTPUT_TOKENS, row.value5());
            if (row.value2().equals(currency)) {
                ledger.addCost(row.value1(), row.value6());
            }
        });
        return currency;
    }
}
