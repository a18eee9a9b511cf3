package dev.fabula.query.ai;

import static dev.fabula.readschema.jooq.Tables.AI_USAGE;

import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.query.ai.UsageRow.Place;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Records;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Adds up what the calls of the caller's tenant took. */
@Component
class UsageQueries {

    private static final Field<String> SCOPE =
            DSL.field("split_part({0}, '/', 1)", SQLDataType.CLOB.notNull(), AI_USAGE.NAME);
    private static final Field<Long> CALLS = sum(AI_USAGE.CALLS);
    private static final Field<Long> INPUT = sum(AI_USAGE.INPUT_TOKENS);
    private static final Field<Long> OUTPUT = sum(AI_USAGE.OUTPUT_TOKENS);
    private static final Field<Long> ESTIMATED = sum(AI_USAGE.ESTIMATED_CALLS);

    private final DSLContext sql;

    UsageQueries(DSLContext sql) {
        this.sql = sql;
    }

    private static Field<Long> sum(Field<Long> column) {
        return DSL.sum(column).cast(SQLDataType.BIGINT);
    }

    /**
     * By day, scope, unit, purpose, provider and model, in this order.
     *
     * @param to inclusive
     * @param after the place before the first row; nothing for the beginning
     */
    @Transactional(readOnly = true)
    public List<UsageRow> rows(LocalDate from, LocalDate to, @Nullable Place after, int most) {
        var place = DSL.row(AI_USAGE.DAY, SCOPE, AI_USAGE.UNIT, AI_USAGE.PURPOSE, AI_USAGE.PROVIDER, AI_USAGE.MODEL);
        return sql.select(
                        AI_USAGE.DAY,
                        SCOPE,
                        AI_USAGE.UNIT,
                        AI_USAGE.PURPOSE,
                        AI_USAGE.PROVIDER,
                        AI_USAGE.MODEL,
                        CALLS,
                        DSL.sum(AI_USAGE.AMOUNT),
                        INPUT,
                        OUTPUT,
                        ESTIMATED)
                .from(AI_USAGE)
                .where(within(from, to))
                .and(
                        after == null
                                ? DSL.noCondition()
                                : place.gt(
                                        after.day(),
                                        after.scope(),
                                        after.unit(),
                                        after.purpose(),
                                        after.provider(),
                                        after.model()))
                .groupBy(AI_USAGE.DAY, SCOPE, AI_USAGE.UNIT, AI_USAGE.PURPOSE, AI_USAGE.PROVIDER, AI_USAGE.MODEL)
                .orderBy(AI_USAGE.DAY, SCOPE, AI_USAGE.UNIT, AI_USAGE.PURPOSE, AI_USAGE.PROVIDER, AI_USAGE.MODEL)
                .limit(most)
                .fetch(Records.mapping(UsageRow::new));
    }

    /**
     * By scope and unit.
     *
     * @param to inclusive
     */
    @Transactional(readOnly = true)
    public List<UsageTotal> totals(LocalDate from, LocalDate to, int most) {
        return sql.select(SCOPE, AI_USAGE.UNIT, CALLS, DSL.sum(AI_USAGE.AMOUNT), INPUT, OUTPUT, ESTIMATED)
                .from(AI_USAGE)
                .where(within(from, to))
                .groupBy(SCOPE, AI_USAGE.UNIT)
                .orderBy(SCOPE, AI_USAGE.UNIT)
                .limit(most)
                .fetch(Records.mapping(UsageTotal::new));
    }

    private static Condition within(LocalDate from, LocalDate to) {
        return AI_USAGE.TENANT_ID.eq(Caller.required().tenant().value()).and(AI_USAGE.DAY.between(from, to));
    }
}
