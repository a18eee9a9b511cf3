package dev.fabula.gedcom;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What person and family records have in common. */
final class Events {
    private Events() {}

    static List<GedcomEvent> of(Parts parts, Set<String> events, Set<String> attributes) {
        List<String> tags = new ArrayList<>(events);
        tags.addAll(attributes);
        tags.add("NO");
        tags.add("_NO");
        return parts.all(tags.toArray(String[]::new)).stream()
                .map(GedcomEvent::of)
                .toList();
    }

    static List<String> restrictions(Parts parts) {
        List<String> restrictions = new ArrayList<>();
        for (String text : parts.texts("RESN"))
            for (String word : text.split(","))
                if (!word.isBlank()) restrictions.add(word.strip().toUpperCase(Locale.ROOT));
        return List.copyOf(restrictions);
    }
}
