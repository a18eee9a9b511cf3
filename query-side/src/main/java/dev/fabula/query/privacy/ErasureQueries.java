package dev.fabula.query.privacy;

import static dev.fabula.readschema.jooq.Tables.ERASURE;

import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.query.privacy.ErasuresController.Erasure;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the erasures of the caller's tenant. */
@Component
class ErasureQueries {

    private final DSLContext sql;

    ErasureQueries(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * By subject.
     *
     * @param after the subject before the first one; nothing for the beginning
     */
    @Transactional(readOnly = true)
    public List<Erasure> list(@Nullable String after, int most) {
        return sql.select(ERASURE.SUBJECT, ERASURE.REASON, ERASURE.ERASED_AT, ERASURE.POSITION)
                .from(ERASURE)
                // The database shows no other tenant's rows; said here as well, the key's index is used whatever the
                // policy is.
                .where(ERASURE.TENANT_ID.eq(Caller.required().tenant().value()))
                .and(after == null ? DSL.noCondition() : ERASURE.SUBJECT.gt(after))
                .orderBy(ERASURE.SUBJECT)
                .limit(most)
                .fetch(Records.mapping(Erasure::new));
    }
}
