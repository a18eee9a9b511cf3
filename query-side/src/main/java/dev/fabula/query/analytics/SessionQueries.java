package dev.fabula.query.analytics;

import static dev.fabula.query.analytics.Counted.own;
import static dev.fabula.query.analytics.Counted.total;
import static dev.fabula.readschema.analytics.Tables.PLAYED_SESSION;

import dev.fabula.query.analytics.Dashboard.Choice;
import dev.fabula.query.analytics.Dashboard.Distribution;
import dev.fabula.query.analytics.Dashboard.Premise;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How long stories that were started in a range are, what they cost, and which way they go. */
@Component
class SessionQueries {

    private static final int MOST_PREMISES = 10;
    private static final double MILLIONTH = 1e-6;

    private static final Map<String, Field<Integer>> CHOICES = choices();
    private static final Field<Integer> STORIES = DSL.count().as("stories");

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
                .and(PLAYED_SESSION.STARTED_AT.ge(span.start()))
                .and(PLAYED_SESSION.STARTED_AT.lt(span.end()));
    }

    /**
     * By name.
     *
     * @param currency of costs; stories that were paid in another are left out of theirs
     */
    Map<String, Distribution> distributions(Span span, @Nullable String currency) {
        Steps seconds = new Steps();
        Steps costs = new Steps();
        Steps beats = new Steps();
        Condition priced = currency == null ? DSL.falseCondition() : PLAYED_SESSION.CURRENCY.eq(currency);
        // Each story is read once, and counted in three ways.
        sql.select(
                        DSL.grouping(PLAYED_SESSION.SECONDS_BUCKET),
                        DSL.grouping(PLAYED_SESSION.COST_BUCKET),
                        DSL.coalesce(PLAYED_SESSION.SECONDS_BUCKET, PLAYED_SESSION.COST_BUCKET, PLAYED_SESSION.BEATS),
                        DSL.count(),
                        DSL.count().filterWhere(priced))
                .from(PLAYED_SESSION)
                .where(within(span))
                .groupBy(DSL.groupingSets(
                        List.of(PLAYED_SESSION.SECONDS_BUCKET),
                        List.of(PLAYED_SESSION.COST_BUCKET),
                        List.of(PLAYED_SESSION.BEATS)))
                .forEach(row -> {
                    if (row.value1() == 0) {
                        seconds.add(row.value3(), row.value4());
                    } else if (row.value2() == 0) {
                        costs.add(row.value3(), row.value5());
                    } else {
                        beats.add(row.value3(), row.value4());
                    }
                });
        Map<String, Distribution> named = new LinkedHashMap<>();
        named.put("sessionSeconds", seconds.distribution(1));
        named.put("beatsPerStory", beats.exact());
        named.put("costPerStory", costs.distribution(MILLIONTH));
        return named;
    }

    /** The most told first. Those of the ten are found before anything of them is added up. */
    List<Premise> premises(Span span) {
        List<String> most = sql.select(PLAYED_SESSION.PREMISE)
                .from(PLAYED_SESSION)
                .where(within(span))
                .and(PLAYED_SESSION.PREMISE.isNotNull())
                .groupBy(PLAYED_SESSION.PREMISE)
                .orderBy(DSL.count().desc(), PLAYED_SESSION.PREMISE)
                .limit(MOST_PREMISES)
                .fetch(PLAYED_SESSION.PREMISE);
        if (most.isEmpty()) {
            return List.of();
        }
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
                .and(PLAYED_SESSION.PREMISE.in(most))
                .groupBy(PLAYED_SESSION.PREMISE)
                .orderBy(STORIES.desc(), PLAYED_SESSION.PREMISE)
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
