package dev.fabula.query.kinship;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads families as {@code family.txt} writes them. Its head describes the form. */
final class FamilyText {

    private static final Pattern PERSON = Pattern.compile("(\\w+) ([MFXU])(?: : (.+))?");
    private static final Pattern PARENT = Pattern.compile("(\\w+)(?:/(\\w+))?");
    private static final Pattern PARTNERS = Pattern.compile("(\\w+) ([+x~%]) (\\w+)");
    private static final Pattern ASSOCIATION = Pattern.compile("(\\w+) => (\\w+) : (.+)");

    private FamilyText() {}

    /** Lines that say something. */
    static List<String> lines(String resource) {
        try (InputStream file = Objects.requireNonNull(FamilyText.class.getResourceAsStream(resource))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FamilyGraph graph(List<String> lines) {
        FamilyGraphBuilder builder = FamilyGraph.builder();
        lines.forEach(line -> read(line, builder));
        return builder.build();
    }

    private static void read(String line, FamilyGraphBuilder builder) {
        Matcher person = PERSON.matcher(line);
        Matcher partners = PARTNERS.matcher(line);
        Matcher association = ASSOCIATION.matcher(line);
        if (person.matches()) {
            builder.person(person.group(1), Sex.of(person.group(2)));
            if (person.group(3) != null) {
                for (String parent : person.group(3).split(" ")) {
                    Matcher link = PARENT.matcher(parent);
                    if (!link.matches()) {
                        throw new IllegalArgumentException(line);
                    }
                    builder.parent(person.group(1), link.group(1), Pedigree.of(link.group(2)));
                }
            }
        } else if (partners.matches()) {
            String sign = partners.group(2);
            builder.partners(
                    partners.group(1),
                    partners.group(3),
                    sign.equals("+") || sign.equals("x"),
                    sign.equals("x") || sign.equals("%"));
        } else if (association.matches()) {
            builder.association(association.group(1), association.group(2), association.group(3));
        } else {
            throw new IllegalArgumentException(line);
        }
    }
}
