package dev.fabula.query;

import java.sql.SQLException;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/** Lets failures of queries be what failures of the database are everywhere else. */
final class SpringExceptions implements ExecuteListener {

    private static final long serialVersionUID = 1L;

    private static final SQLExceptionTranslator MEANING = new SQLExceptionSubclassTranslator();

    @Override
    public void exception(ExecuteContext context) {
        SQLException failed = context.sqlException();
        if (failed != null) {
            RuntimeException meaning = MEANING.translate("query", context.sql(), failed);
            // What has none stays jOOQ's, with its cause.
            if (meaning != null) {
                context.exception(meaning);
            }
        }
    }
}
