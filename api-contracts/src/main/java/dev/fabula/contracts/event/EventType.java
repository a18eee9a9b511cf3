package dev.fabula.contracts.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name and revision under which an event is stored; the class may be renamed, these may not. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EventType {
    /** {@code <context>.<event-in-kebab-case>}, for instance {@code storysession.beat-generated}. */
    String value();

    /** Counts the incompatible changes of the form, from 1; each but the last has an {@link EventUpcaster}. */
    int revision() default 1;
}
