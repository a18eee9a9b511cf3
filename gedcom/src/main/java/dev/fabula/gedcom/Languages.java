package dev.fabula.gedcom;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Languages: 5.5.1 has their English names, 7.0 tags of BCP 47. */
final class Languages {
    private Languages() {}

    private static final Map<String, String> TAGS = new HashMap<>();
    private static final Map<String, String> NAMES = new HashMap<>();

    static {
        for (String tag : Locale.getISOLanguages()) {
            String name = Locale.of(tag).getDisplayLanguage(Locale.ENGLISH);
            if (name.equals(tag) || TAGS.containsKey(name.toUpperCase(Locale.ROOT))) continue;
            TAGS.put(name.toUpperCase(Locale.ROOT), tag);
            NAMES.put(tag, name);
        }
    }

    /** Null where nobody knows the name. */
    static @Nullable String seven(String name) {
        return TAGS.get(name.strip().toUpperCase(Locale.ROOT));
    }

    /** Null where there is no name that leads back to the tag. */
    static @Nullable String five(String tag) {
        return NAMES.get(tag);
    }

    static boolean isTag(String text) {
        return text.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*");
    }
}
