package dev.fabula.contracts.legacy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of a person's names, in the parts that GEDCOM has.
 *
 * @param id unique within the legacy, so that it stays when people are merged; at most 40 characters
 * @param full as it is written in one piece, the surname between slashes: {@code Mira /Vale/}
 * @param type for instance {@code birth}, {@code married}, {@code aka}; nothing where it is the usual one
 * @param more what else is known of it: lines of GEDCOM 7, levels counted from 1
 */
public record PersonName(
        String id,
        String full,
        @Nullable String type,
        @Nullable String prefix,
        @Nullable String given,
        @Nullable String nickname,
        @Nullable String surnamePrefix,
        @Nullable String surname,
        @Nullable String suffix,
        List<String> more) {

    public PersonName {
        more = List.copyOf(more);
    }
}
