package dev.fabula.query.analytics;

import static dev.fabula.query.analytics.Counted.own;
import static dev.fabula.query.analytics.Counted.total;
import static dev.fabula.readschema.analytics.Tables.GENERATION;

import dev.fabula.query.analytics.Dashboard.Distribution;
import dev.fabula.query.analytics.Dashboard.ModelHealth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** How beats came about. */
@Component
class GenerationQueries {

    private static final int MOST_MODELS = 50;
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Field<Long> ATTEMPTS = total(GENERATION.ATTEMPTS).as("attempts");

    private final DSLContext sql;

    GenerationQueries(DSLContext sql) {
        this.sql = sql;
    }

    record Model(String provider, String model) {}

    /** @param millis of all beats */
    record Health(List<ModelHealth> models, Distribution millis) {}

    void read(Span span, Ledger ledger) {
        sql.select(
                        GENERATION.STARTS_AT,
                        total(GENERATION.BEATS),
                        total(GENERATION.MILLIS),
                        total(GENERATION.REJECTIONS),
                        total(GENERATION.FAILURES),
                        total(GENERATION.FAILOVERS))
                .from(GENERATION)
                .where(own(GENERATION.TENANT_ID))
                .and(Counted.withPrevious(span, GENERATION.GRAIN, GENERATION.STARTS_AT))
                .groupBy(GENERATION.STARTS_AT)
                .forEach(row -> {
                    ledger.add(row.value1(), Measure.BEATS, row.value2());
                    ledger.add(row.value1(), Measure.BEAT_MILLIS, row.value3());
                    ledger.add(row.value1(), Measure.REJECTIONS, row.value4());
                    ledger.add(row.value1(), Measure.FAILURES, row.value5());
                    ledger.add(row.value1(), Measure.FAILOVERS, row.value6());
                });
    }

    Health health(Span span) {
        Steps all = new Steps();
        Map<Model, Steps> latencies = latencies(span, all);
        List<ModelHealth> models = sql.select(
                        GENERATION.PROVIDER,
                        GENERATION.MODEL,
                        total(GENERATION.BEATS),
                        ATTEMPTS,
                        total(GENERATION.FAILED_ATTEMPTS),
                        total(GENERATION.REJECTIONS))
                .from(GENERATION)
                .where(within(span))
                .and(GENERATION.PROVIDER.ne(""))
                .groupBy(GENERATION.PROVIDER, GENERATION.MODEL)
                .orderBy(ATTEMPTS.desc(), GENERATION.PROVIDER, GENERATION.MODEL)
                .limit(MOST_MODELS)
                .fetch(row -> new ModelHealth(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        latencies
                                .getOrDefault(new Model(row.value1(), row.value2()), new Steps())
                                .distribution(1)));
        return new Health(models, all.distribution(1));
    }

    /** Counts of all rows, added up by step; here, because PostgreSQL takes three times as long to take them apart. */
    private Map<Model, Steps> latencies(Span span, Steps all) {
        Map<Model, Steps> latencies = new HashMap<>();
        sql.select(GENERATION.PROVIDER, GENERATION.MODEL, GENERATION.LATENCY)
                .from(GENERATION)
                .where(within(span))
                .forEach(row -> {
                    Steps steps = latencies.computeIfAbsent(new Model(row.value1(), row.value2()), _ -> new Steps());
                    JSON.readTree(row.value3().data()).forEachEntry((step, beats) -> {
                        steps.add(Integer.parseInt(step), beats.longValue());
                        all.add(Integer.parseInt(step), beats.longValue());
                    });
                });
        return latencies;
    }

    private static Condition within(Span span) {
        return own(GENERATION.TENANT_ID).and(Counted.monthsAndDays(span, GENERATION.GRAIN, GENERATION.STARTS_AT));
    }
}
