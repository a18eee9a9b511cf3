package dev.fabula.query.kinship;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says a term in words, all of which come from one table. Another language needs a table, and rules like these. */
public final class KinshipWords {

    /** Beyond so many, "great" is counted: nobody counts syllables. */
    private static final int MOST_GREATS = 4;

    private static final String OR = " or ";

    private static final List<String> KEYS = List.of(
            "self",
            "none",
            "parent",
            "child",
            "sibling",
            "parent-sibling",
            "sibling-child",
            "cousin",
            "grand.direct",
            "grand.collateral",
            "great",
            "great.counted",
            "ordinal",
            "removed",
            "removed.counted",
            "half",
            "half.cousin",
            "step",
            "step.cousin",
            "adoptive",
            "adoptive.child",
            "foster",
            "sealed",
            "social",
            "times",
            "times.counted",
            "spouse",
            "partner",
            "ex-spouse",
            "ex-partner",
            "co-parent",
            "in-law",
            "possessive",
            "role.other",
            "role.other.inverse");

    private static final KinshipWords ENGLISH = new KinshipWords(WordTable.resource("kinship-en.txt"));

    private final WordTable table;

    /** @throws IllegalArgumentException naming the key that the table lacks */
    KinshipWords(WordTable table) {
        table.require(KEYS);
        if (table.listed("ordinal", KinshipLimits.MOST_GENERATIONS - 1) == null) {
            throw new IllegalArgumentException("ordinal ends before " + (KinshipLimits.MOST_GENERATIONS - 1));
        }
        this.table = table;
    }

    public static KinshipWords english() {
        return ENGLISH;
    }

    /** What {@code to} is of {@code from}: "second cousin once removed". */
    public String of(KinshipTerm term) {
        return switch (term.kind()) {
            case SELF -> table.word("self", term.sexOfTo());
            case NONE -> table.word("none", term.sexOfTo());
            case ASSOCIATION -> role(term.role(), term.roleOfFrom(), term.sexOfTo());
            default ->
                term.parts().stream()
                        .map(this::word)
                        .reduce((x, y) -> table.word("possessive", term.sexOfTo())
                                .replace("{x}", x)
                                .replace("{y}", y))
                        .orElseThrow();
        };
    }

    private String role(@Nullable String role, boolean inverse, Sex sex) {
        String text = role == null ? "" : role;
        String suffix = inverse ? ".inverse" : "";
        String key = "role." + text.toUpperCase(Locale.ROOT) + suffix;
        if (table.has(key)) {
            return table.word(key, sex);
        }
        String known = "role." + text.toUpperCase(Locale.ROOT);
        String name = table.has(known) ? table.word(known, sex) : text.toLowerCase(Locale.ROOT);
        return table.word("role.other" + suffix, sex).replace("{role}", name);
    }

    private String word(KinshipPart part) {
        if (part.bond() != null) {
            return table.word(part.bond().name().toLowerCase(Locale.ROOT).replace('_', '-'), part.sex());
        }
        boolean cousins = part.up() > 1 && part.down() > 1;
        String word = base(part);
        if (part.half()) {
            word = around(cousins ? "half.cousin" : "half", word);
        }
        word = switch (part.relation()) {
            case STEP -> around(cousins ? "step.cousin" : "step", word);
            case ADOPTIVE -> around(part.up() == 0 && part.down() == 1 ? "adoptive.child" : "adoptive", word);
            case FOSTER -> around("foster", word);
            case SEALED -> around("sealed", word);
            case SOCIAL -> around("social", word);
            case IN_LAW -> around("in-law", word);
            default -> word;
        };
        return part.times() == 1 ? word : counted("times", part.times(), word);
    }

    private String base(KinshipPart part) {
        int up = part.up();
        int down = part.down();
        Sex sex = part.sex();
        if (down == 0) {
            return older(table.word("parent", sex), "grand.direct", up - 1);
        }
        if (up == 0) {
            return older(table.word("child", sex), "grand.direct", down - 1);
        }
        if (up == 1 && down == 1) {
            return table.word("sibling", sex);
        }
        if (down == 1) {
            return older(table.word("parent-sibling", sex), "grand.collateral", up - 2);
        }
        if (up == 1) {
            return older(table.word("sibling-child", sex), "grand.collateral", down - 2);
        }
        int degree = Math.min(up, down) - 1;
        String ordinal = table.listed("ordinal", degree);
        String cousin = table.word("cousin", sex).replace("{ordinal}", ordinal == null ? "" : ordinal);
        int removed = Math.abs(up - down);
        return removed == 0 ? cousin : counted("removed", removed, cousin);
    }

    /** @param beyond generations beyond the word, whichever direction they go */
    private String older(String word, String grand, int beyond) {
        if (beyond == 0) {
            return word;
        }
        String older = around(grand, word);
        int greats = beyond - 1;
        if (greats > MOST_GREATS) {
            return around("great.counted", older).replace("{n}", Integer.toString(greats));
        }
        for (int i = 0; i < greats; i++) {
            older = around("great", older);
        }
        return older;
    }

    private String counted(String list, int number, String word) {
        String form = table.listed(list, number);
        return form == null
                ? around(list + ".counted", word).replace("{n}", Integer.toString(number))
                : form.replace("{x}", word);
    }

    private String around(String key, String word) {
        String form = table.word(key, Sex.UNKNOWN);
        return Arrays.stream(word.split(OR, -1))
                .map(each -> form.replace("{x}", each))
                .collect(Collectors.joining(OR));
    }
}
