package dev.fabula.query.account;

import static dev.fabula.readschema.jooq.Tables.PREFERENCES;

import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.query.account.PreferencesController.Preferences;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads what the caller prefers. */
@Component
class PreferencesQueries {

    private final DSLContext sql;

    PreferencesQueries(DSLContext sql) {
        this.sql = sql;
    }

    @Transactional(readOnly = true)
    public Optional<Preferences> callers() {
        Caller caller = Caller.required();
        return sql.select(PREFERENCES.GENRES, PREFERENCES.QUALITY, PREFERENCES.MODEL, PREFERENCES.CHANGED_AT)
                .from(PREFERENCES)
                .where(PREFERENCES.TENANT_ID.eq(caller.tenant().value()))
                .and(PREFERENCES.ACTOR.eq(caller.actor().value()))
                .fetchOptional(row -> new Preferences(List.of(row.value1()), row.value2(), row.value3(), row.value4()));
    }
}
