package dev.fabula.query.legacy;

import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The imports of a legacy whose people and relationships a request sees. Of a row that another import has changed it sees
 * what was before, of one that another has added it sees nothing. Fixed once for each request, so that everything that it
 * reads is of one state, also where an import begins or ends meanwhile.
 *
 * @param upTo the position at which the last of them was complete; 0 where there is none
 */
record CompleteImports(Set<String> ids, long upTo) {

    static final CompleteImports NONE = new CompleteImports(Set.of(), 0);

    /** Whether a row is seen as it is, rather than as it was before. */
    boolean see(@Nullable String changing) {
        return changing == null || ids.contains(changing);
    }

    Condition see(Field<String> changing) {
        return changing.isNull().or(changing.eq(DSL.any(array())));
    }

    String[] array() {
        return ids.toArray(String[]::new);
    }
}
