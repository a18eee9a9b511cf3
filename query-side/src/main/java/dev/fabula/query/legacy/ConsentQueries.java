package dev.fabula.query.legacy;

import static dev.fabula.readschema.jooq.Tables.LEGACY_AUDIT;
import static dev.fabula.readschema.jooq.Tables.PERSON;

import dev.fabula.contracts.legacy.LivingStatus;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.query.legacy.PeopleQueries.Place;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where people's consents stand; who lives is asked elsewhere. */
@Component
class ConsentQueries {

    /** What happens to consents, by the event's wire name; the index names the same ones. */
    private static final String REQUESTED = "legacy.consent-requested";

    private static final String GRANTED = "legacy.consent-granted";
    private static final String WITHDRAWN = "legacy.consent-withdrawn";

    private final DSLContext sql;

    ConsentQueries(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * People of whom nobody has said, and no fact says, that they are dead, by name. Whom an import that is not seen has
     * changed is among them whatever it says: they are another, and have to be looked at.
     *
     * @param state nothing for all
     * @param after the place before the first one; nothing for the beginning
     */
    @Transactional(readOnly = true)
    public List<Place> notDead(Visitor visitor, @Nullable ConsentState state, @Nullable Place after, int most) {
        return sql.select(PERSON.SORT_NAME, PERSON.PERSON_)
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(Caller.required().tenant().value()))
                .and(PERSON.LEGACY.eq(visitor.legacy().legacy()))
                .and(PERSON.MERGED_INTO.isNull())
                .and(isNotDead()
                        .and(state == null ? DSL.noCondition() : is(state))
                        .or(DSL.not(visitor.imports().see(PERSON.CHANGING)).and(PERSON.BEFORE.isNotNull())))
                .and(
                        after == null
                                ? DSL.noCondition()
                                : DSL.row(PERSON.SORT_NAME, PERSON.PERSON_).gt(after.sortName(), after.person()))
                .orderBy(PERSON.SORT_NAME, PERSON.PERSON_)
                .limit(most)
                .fetch(row -> new Place(row.value1(), row.value2()));
    }

    private static Condition isNotDead() {
        return PERSON.LIVING
                .eq(LivingStatus.LIVING.wireName())
                .or(PERSON.LIVING.eq(LivingStatus.INFERRED.wireName()).andNot(PERSON.DIED));
    }

    private static Condition is(ConsentState state) {
        return switch (state) {
            case UNASKED -> DSL.not(DSL.condition(PERSON.CONSENTED)).andNot(PERSON.CONSENT_ASKED);
            case ASKED -> DSL.not(DSL.condition(PERSON.CONSENTED)).and(PERSON.CONSENT_ASKED);
            case CONSENTED -> DSL.condition(PERSON.CONSENTED);
        };
    }

    /** @param happened requested, granted, withdrawn */
    record Step(String happened, String actor, String actorKind, Instant at) {}

    /**
     * What happened to somebody's consent, the first first.
     *
     * @param most of the last ones
     */
    @Transactional(readOnly = true)
    public List<Step> history(String legacy, String person, int most) {
        return sql.select(LEGACY_AUDIT.HAPPENED, LEGACY_AUDIT.ACTOR, LEGACY_AUDIT.ACTOR_KIND, LEGACY_AUDIT.AT)
                .from(LEGACY_AUDIT)
                .where(LEGACY_AUDIT.TENANT_ID.eq(Caller.required().tenant().value()))
                .and(LEGACY_AUDIT.STREAM.eq(person))
                .and(LEGACY_AUDIT.LEGACY.eq(legacy))
                .and(LEGACY_AUDIT.HAPPENED.in(DSL.inline(REQUESTED), DSL.inline(GRANTED), DSL.inline(WITHDRAWN)))
                .orderBy(LEGACY_AUDIT.ID.desc())
                .limit(most)
                .fetch(row -> new Step(
                        row.value1().substring(row.value1().lastIndexOf('-') + 1),
                        row.value2(),
                        row.value3(),
                        row.value4()))
                .reversed();
    }
}
