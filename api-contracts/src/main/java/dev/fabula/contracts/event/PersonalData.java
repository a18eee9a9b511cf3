package dev.fabula.contracts.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component that says something about a living person. It is stored encrypted under the key of that person, its data
 * subject; once the key is destroyed, every copy ever made reads as the replacement.
 */
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface PersonalData {
    /** What {@link #subject()} says when the subject is whoever caused the event. */
    String ACTOR = "actor";

    /** The component beside this one that holds the subject's id, or {@link #ACTOR}. */
    String subject();

    /** What readers see after an erasure, as JSON; where it is empty, a text reads as "" and anything else as null. */
    String replacement() default "";
}
