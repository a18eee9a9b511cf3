package dev.fabula.contracts.legacy;

import java.util.regex.Pattern;

/** What a legacy is called in addresses: 3 to 60 of a-z, 0-9 and single dashes between them. */
public final class Slugs {

    private static final Pattern FORM = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final Pattern ULID = Pattern.compile("[0-7][0-9a-hjkmnp-tv-z]{25}");
    private static final int SHORTEST = 3;
    private static final int LONGEST = 60;

    private Slugs() {}

    /** An id could be taken for it where either may be given, so what looks like one is none. */
    public static boolean isSlug(String text) {
        return text.length() >= SHORTEST
                && text.length() <= LONGEST
                && FORM.matcher(text).matches()
                && !ULID.matcher(text).matches();
    }

    static void require(String slug) {
        if (!isSlug(slug)) {
            throw LegacyRefusals.slugForm();
        }
    }
}
