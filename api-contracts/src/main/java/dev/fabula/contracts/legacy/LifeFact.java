package dev.fabula.contracts.legacy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event or attribute of a person, or of two.
 *
 * @param id unique within the legacy, so that it stays when people are merged; at most 40 characters
 * @param kind in kebab case: {@code birth}, {@code death}, {@code marriage}, {@code occupation}; what has no word is named
 *     by its GEDCOM tag, for instance {@code _milt}
 * @param value what an attribute says, for instance {@code baker}
 * @param date as GEDCOM 7 writes it: {@code ABT 1871}, {@code BET 1 MAY 1900 AND 3 JUN 1901}
 * @param place from the smallest to the largest, by commas
 * @param type in the writer's words
 * @param more what else is known of it: lines of GEDCOM 7, levels counted from 1
 */
public record LifeFact(
        String id,
        String kind,
        @Nullable String value,
        @Nullable String date,
        @Nullable String place,
        @Nullable String type,
        @Nullable String note,
        List<String> more) {

    public LifeFact {
        more = List.copyOf(more);
    }
}
