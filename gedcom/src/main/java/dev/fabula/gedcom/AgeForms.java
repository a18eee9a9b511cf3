package dev.fabula.gedcom;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ages: 5.5.1 has three words, and no space after the signs for more and less. */
final class AgeForms {
    private AgeForms() {}

    private static final Pattern SEVEN = Pattern.compile("([<>] )?(\\d+y)?( ?\\d+m)?( ?\\d+w)?( ?\\d+d)?");

    static Phrased seven(String five) {
        String text = five.strip();
        String spaced = sevenAlone(text);
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "CHILD" -> new Phrased("< 8y", five);
            case "INFANT" -> new Phrased("< 1y", five);
            case "STILLBORN" -> new Phrased("0y", five);
            default ->
                SEVEN.matcher(spaced).matches() && spaced.matches(".*\\d.*")
                        ? new Phrased(spaced, null)
                        : new Phrased(null, five);
        };
    }

    /** A value that has a phrase of its own already. */
    static String sevenAlone(String five) {
        return five.replaceFirst("^([<>])\\s*", "$1 ");
    }

    /** Null if no text of 5.5.1 says both. */
    static @Nullable String five(@Nullable String value, String phrase) {
        return new Phrased(value, phrase).saidBy(AgeForms::seven, phrase);
    }

    static String five(String seven) {
        return seven.replaceFirst("^([<>]) ", "$1");
    }
}
