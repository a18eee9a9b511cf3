package dev.fabula.gedcom;

import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A value of version 7 and its PHRASE: together they say what 5.5.1 says in one text. */
record Phrased(@Nullable String value, @Nullable String phrase) {

    /** A text that is a member of a closed set, or any other in words. */
    static Phrased member(Set<String> members, String text) {
        String capitals = text.strip().toUpperCase(Locale.ROOT);
        boolean known = members.contains(capitals) && !capitals.equals("OTHER");
        return known ? new Phrased(capitals, null) : new Phrased("OTHER", text);
    }

    /** As {@link #member}, for the roles of citations, where 5.5.1 puts words into parentheses. */
    static Phrased role(String text) {
        String stripped = text.strip();
        boolean words = stripped.startsWith("(") && stripped.endsWith(")");
        return words
                ? new Phrased("OTHER", stripped.substring(1, stripped.length() - 1))
                : member(Enumerations.ROLES, text);
    }

    /** The first of some texts of 5.5.1 that says exactly this; null if none does. */
    @Nullable
    String saidBy(Function<String, Phrased> reading, String... texts) {
        for (String text : texts) if (reading.apply(text).equals(this)) return text;
        return null;
    }
}
