package dev.fabula.query.analytics;

import static dev.fabula.query.analytics.Counted.at;
import static dev.fabula.query.analytics.Counted.own;
import static dev.fabula.query.analytics.Counted.total;
import static dev.fabula.readschema.analytics.Tables.PLAYED_SESSION;

import dev.fabula.query.analytics.Dashboard.Choice;
import dev.fabula.query.analytics.Dashboard.Distribution;
import dev.fabula.query.analytics.Dashboard.Premise;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How long stories that were started in a range are, what they cost, and which way they go. */
@Component
class SessionQueries {

    private static final int MOST_PREMISES = 10;
    private static final double MILLIONTH = 1e-6;

    private static final Map<String, Field<Integer>> CHOICES = choices();
    private static final Field<Integer> STORIES = DSL.count().as("stories");
    /** What GROUPING says of rows by seconds, by cost and by beats: a bit for each that they are not by. */
    private static final int SECONDS = 0b011;

    private static final int COST = 0b101;

    private final DSLContext sql;

    SessionQueries(DSLContext sql) {
        this.sql = sql;
    }

    private static Map<String, Field<Integer>> choices() {
        Map<String, Field<Integer>> choices = new LinkedHashMap<>();
        choices.put("1", PLAYED_SESSION.CHOICE1);
        choices.put("2", PLAYED_SESSION.CHOICE2);
        choices.put("3", PLAYED_SESSION.CHOICE3);
        choices.put("4", PLAYED_SESSION.CHOICE4);
        choices.put("other", PLAYED_SESSION.CHOICE_OTHER);
        choices.put("own", PLAYED_SESSION.CHOICE_OWN);
        return choices;
    }

    private static Condition within(Span span) {
        return own(PLAYED_SESSION.TENANT_ID)
                .and(PLAYED_SESSION.STARTED_AT.ge(at(span.start())))
                .and(PLAYED_SESSION.STARTED_AT.lt(at(span.end())));
    }

    /**
     * How long stories are, and which way they go.
     *
     * @param costs by currency: each story has one
     */
    record Lengths(Steps seconds, Steps beats, Map<String, Steps> costs, List<Premise> premises) {

        /**
         * By name.
         *
         * @param currency of costs; stories that were paid in another are left out of theirs
         */
        Map<String, Distribution> distributions(@Nullable String currency) {
            Steps paid = currency == null ? new Steps() : costs.getOrDefault(currency, new Steps());
            Map<String, Distribution> named = new LinkedHashMap<>();
            named.put("sessionSeconds", seconds.distribution(1));
            named.put("beatsPerStory", beats.exact());
            named.put("costPerStory", paid.distribution(MILLIONTH));
            return named;
        }
    }

    /** In one moment. */
    @Transactional(readOnly = true)
    public Lengths read(Span span) {
        Counted.planEach(sql);
        Lengths lengths = new Lengths(new Steps(), new Steps(), new HashMap<>(), premises(span));
        // Each story is read once, and counted in three ways from how many are alike.
        Field<Integer> alike = DSL.count().as("alike");
        var like = sql.select(
                        PLAYED_SESSION.SECONDS_BUCKET,
                        PLAYED_SESSION.COST_BUCKET,
                        PLAYED_SESSION.BEATS,
                        PLAYED_SESSION.CURRENCY,
                        alike)
                .from(PLAYED_SESSION)
                .where(within(span))
                .groupBy(
                        PLAYED_SESSION.SECONDS_BUCKET,
                        PLAYED_SESSION.COST_BUCKET,
                        PLAYED_SESSION.BEATS,
                        PLAYED_SESSION.CURRENCY)
                .asTable("alike");
        Field<Integer> seconds = Objects.requireNonNull(like.field(PLAYED_SESSION.SECONDS_BUCKET));
        Field<Integer> cost = Objects.requireNonNull(like.field(PLAYED_SESSION.COST_BUCKET));
        Field<Integer> beats = Objects.requireNonNull(like.field(PLAYED_SESSION.BEATS));
        Field<String> paidIn = Objects.requireNonNull(like.field(PLAYED_SESSION.CURRENCY));
        sql.select(
                        DSL.field("grouping({0}, {1}, {2})", SQLDataType.INTEGER.notNull(), seconds, cost, beats),
                        DSL.coalesce(seconds, cost, beats),
                        paidIn,
                        total(Objects.requireNonNull(like.field(alike))))
                .from(like)
                .groupBy(DSL.groupingSets(List.of(seconds), List.of(cost, paidIn), List.of(beats)))
                .forEach(row -> {
                    String currency = row.value3();
                    if (row.value1() == SECONDS) {
                        lengths.seconds().add(row.value2(), row.value4());
                    } else if (row.value1() != COST) {
                        lengths.beats().add(row.value2(), row.value4());
                    } else if (currency != null) {
                        lengths.costs()
                                .computeIfAbsent(currency, _ -> new Steps())
                                .add(row.value2(), row.value4());
                    }
                });
        return lengths;
    }

    /** The most told first. */
    private List<Premise> premises(Span span) {
        List<Field<?>> columns = new ArrayList<>(List.of(
                PLAYED_SESSION.PREMISE,
                DSL.min(PLAYED_SESSION.LABEL),
                STORIES,
                DSL.count().filterWhere(PLAYED_SESSION.STATE.eq("completed")),
                total(PLAYED_SESSION.BEATS)));
        CHOICES.values().forEach(choice -> columns.add(total(choice)));
        return sql.select(columns)
                .from(PLAYED_SESSION)
                .where(within(span))
                .and(PLAYED_SESSION.PREMISE.isNotNull())
                .groupBy(PLAYED_SESSION.PREMISE)
                .orderBy(STORIES.desc(), PLAYED_SESSION.PREMISE)
                .limit(MOST_PREMISES)
                .fetch(SessionQueries::premise);
    }

    private static Premise premise(Record row) {
        List<Choice> choices = new ArrayList<>();
        int column = 5;
        for (String choice : CHOICES.keySet()) {
            long count = row.get(column++, Long.class);
            if (count > 0) {
                choices.add(new Choice(choice, count));
            }
        }
        choices.sort(Comparator.comparingLong(Choice::count).reversed());
        return new Premise(
                row.get(0, String.class),
                row.get(1, String.class),
                row.get(2, Long.class),
                row.get(3, Long.class),
                row.get(4, Long.class),
                choices);
    }
}
