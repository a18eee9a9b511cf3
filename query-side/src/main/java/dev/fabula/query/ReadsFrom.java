package dev.fabula.query;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which projections the answers of a controller, or of one of its methods, are read from.
 *
 * <p>An answer says up to which position of the history it holds everything ({@code Fabula-Position: 4711}). A request
 * that wants a position at least ({@code Fabula-At-Least: 4711}) waits for it as long as it likes to, within limits
 * ({@code Prefer: wait=3}, RFC 7240), and is answered 503 with the code {@code projection-behind} where that is not long
 * enough.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface ReadsFrom {

    /** Names of projections; a position is reached once all have reached it. */
    String[] value();
}
