package dev.fabula.gedcom;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns records of 5.5 and 5.5.1 into those of 7.0, after the advice of its specification. */
final class ToSeven implements Conversion {
    private final Collection<String> extensions;

    /** @param extensions the tags of no version, for the header to declare */
    ToSeven(Collection<String> extensions) {
        this.extensions = extensions;
    }

    @Override
    public GedcomStructure convert(GedcomStructure record) {
        GedcomStructure converted = convert(record, List.of());
        return record.is("HEAD") ? head(converted) : converted;
    }

    private GedcomStructure head(GedcomStructure converted) {
        List<GedcomStructure> children = new ArrayList<>(Conversion.header(converted.children(), GedcomVersion.V7_0));
        // A schema is here if the records were of version 7 once: then nothing but it was kept under our own tags.
        GedcomStructure schema = converted.child("SCHMA");
        Set<String> declared = new TreeSet<>();
        if (schema != null) schema.children("TAG").forEach(tag -> declared.add(String.valueOf(tag.value())));
        List<GedcomStructure> declarations = new ArrayList<>();
        if (schema != null) declarations.addAll(schema.children());
        else for (String tag : KeptTags.keptDeclarations()) declarations.add(GedcomStructure.of("TAG", tag));
        for (String tag : extensions)
            if (needsDeclaration(tag, declared)) declarations.add(GedcomStructure.of("TAG", KeptTags.declaration(tag)));
        GedcomStructure told = GedcomStructure.of("SCHMA", null, declarations.toArray(GedcomStructure[]::new));
        if (schema != null) children.set(children.indexOf(schema), told);
        else children.add(1, told);
        return converted.withChildren(children);
    }

    /** Not where it becomes a standard tag, is declared, or is one of ours. */
    private static boolean needsDeclaration(String tag, Set<String> declared) {
        if (tag.equals(GedcomSummary.OTHER_TAGS)) return false;
        String bare = tag.startsWith("_") ? tag.substring(1) : "";
        if (StandardTags.contains(bare)) return false;
        String extension = KeptTags.extension(tag) + " ";
        return declared.stream().noneMatch(it -> it.startsWith(extension));
    }

    /** @param above the tags from the record down to what this is below, as 5.5.1 has them */
    private GedcomStructure convert(GedcomStructure from, List<String> above) {
        List<String> path = new ArrayList<>(above);
        path.add(KeptTags.plain(from.tag()));
        List<GedcomStructure> below = new ArrayList<>();
        for (GedcomStructure child : from.children()) {
            // The role was kept beside the relation that it was told by.
            boolean told = child.is("RELA") && from.child("_ROLE") != null;
            if (!told) below.add(convert(child, path));
        }
        String parent = above.isEmpty() ? "" : above.getLast();
        GedcomStructure named = named(from, parent, above);
        GedcomStructure to = new GedcomStructure(
                from.level(),
                from.xref() == null ? null : Xrefs.seven(from.xref()),
                named.tag(),
                named.pointer() && named.value() != null && !GedcomStructure.VOID.equals(named.value())
                        ? Xrefs.seven(named.value())
                        : named.value(),
                named.pointer(),
                from.line(),
                below);
        return valued(to, from, parent, above);
    }

    private static GedcomStructure named(GedcomStructure it, String parent, List<String> above) {
        String tag = it.tag();
        String bare = tag.startsWith("_") ? tag.substring(1) : tag;
        boolean kept = tag.startsWith("_");
        boolean nowhere = it.pointer() && GedcomStructure.VOID.equals(it.value());
        if (kept && KeptTags.SEVEN_ONLY.contains(bare)) return it.withTag(bare);
        if (kept && bare.equals("ROLE") && parent.equals("ASSO")) return it.withTag(bare);
        if (kept && bare.equals("LANG") && it.value() != null && Languages.isTag(it.value())) return it.withTag(bare);
        if (kept && nowhere && StandardTags.contains(bare)) return it.withTag(bare);
        if (kept && it.pointer() && bare.equals("ASSO")) return it.withTag(bare);
        if (tag.equals("NOTE") && (it.pointer() || above.isEmpty())) return it.withTag("SNOTE");
        if (KeptTags.FIVE_ONLY.contains(tag)) return it.withTag("_" + tag);
        if (tag.equals("FILE") && parent.equals("HEAD")) return it.withTag("_FILE");
        if (tag.equals("FORM") && parent.equals("OBJE")) return it.withTag("_FORM");
        if (tag.equals("RELA") && !parent.equals("ASSO")) return it.withTag("_RELA");
        if (KeptTags.POINTERS.contains(tag) && !above.isEmpty() && !it.pointer()) return unpointed(it, parent);
        if (KeptTags.AUTHORITIES.containsKey(tag)) return it.withTag("EXID");
        if (StandardTags.isUnknown(tag)) return it.withTag(KeptTags.extension(tag));
        return it;
    }

    private static GedcomStructure unpointed(GedcomStructure it, String parent) {
        boolean described = it.value() != null || it.is("SOUR") || it.is("OBJE");
        if (it.is("SOUR") && parent.equals("HEAD")) return it;
        if (described) return it.withTag("_" + it.tag());
        return new GedcomStructure(
                it.level(), it.xref(), it.tag(), GedcomStructure.VOID, true, it.line(), it.children());
    }

    private static GedcomStructure valued(GedcomStructure to, GedcomStructure from, String parent, List<String> above) {
        String value = from.value();
        if (KeptTags.AUTHORITIES.containsKey(from.tag()) && to.is("EXID"))
            return below(to, GedcomStructure.of("TYPE", KeptTags.AUTHORITIES.get(from.tag())));
        if (value == null || from.pointer()) return to;
        return switch (from.tag()) {
            case "DATE", "_SDATE" -> phrased(to, from, DateForms::seven, DateForms.sevenAlone(value));
            case "AGE" -> phrased(to, from, AgeForms::seven, AgeForms.sevenAlone(value));
            case "PEDI" -> phrased(to, from, it -> Phrased.member(Enumerations.PEDIGREES, it), upper(value));
            case "MEDI" -> phrased(to, from, it -> Phrased.member(Enumerations.MEDIA, it), upper(value));
            case "RELA" ->
                parent.equals("ASSO")
                        ? phrased(to.withTag("ROLE"), from, it -> Phrased.member(Enumerations.ROLES, it), upper(value))
                        : to;
            case "ROLE" -> parent.equals("EVEN") ? citedRole(to, from, value) : to;
            case "TYPE" -> type(to, from, parent, above);
            case "FORM" -> parent.equals("FILE") ? format(to, value) : to;
            case "RESN" -> members(to, Enumerations.RESTRICTIONS);
            case "STAT" -> parent.equals("FAMC") ? members(to, Enumerations.CHILD_STATES) : to;
            case "LANG" -> {
                String tag = Languages.seven(value);
                yield tag == null ? to.withTag("_LANG") : to.withText(tag);
            }
            default -> to;
        };
    }

    private static GedcomStructure type(GedcomStructure to, GedcomStructure from, String parent, List<String> above) {
        String value = from.value() == null ? "" : from.value();
        if (parent.equals("NAME") && above.getFirst().equals("INDI"))
            return phrased(to, from, it -> Phrased.member(Enumerations.NAME_TYPES, it), upper(value));
        if (parent.equals("FORM") && above.contains("FILE"))
            return phrased(to.withTag("MEDI"), from, it -> Phrased.member(Enumerations.MEDIA, it), upper(value));
        return to;
    }

    private static GedcomStructure citedRole(GedcomStructure to, GedcomStructure from, String value) {
        GedcomStructure role = phrased(to, from, Phrased::role, upper(value));
        // 5.5.1 wants words in parentheses; those without would come back with them.
        boolean words = from.child("_PHRASE") == null && role.child("PHRASE") != null;
        return words && !value.startsWith("(") ? below(role, GedcomStructure.of("_TEXT", value)) : role;
    }

    private static GedcomStructure format(GedcomStructure to, String value) {
        String type = MediaFormats.seven(value);
        GedcomStructure typed = to.withText(type);
        return MediaFormats.five(type).equals(value) ? typed : below(typed, GedcomStructure.of("_TEXT", value));
    }

    /** @param alone the value if the phrase is here already */
    private static GedcomStructure phrased(
            GedcomStructure to, GedcomStructure from, Function<String, Phrased> reading, @Nullable String alone) {
        if (from.child("_PHRASE") != null) return to.withText(alone);
        Phrased said = reading.apply(from.value() == null ? "" : from.value());
        GedcomStructure valued = to.withText(said.value());
        return said.phrase() == null ? valued : below(valued, GedcomStructure.of("PHRASE", said.phrase()));
    }

    private static GedcomStructure members(GedcomStructure to, Set<String> members) {
        List<String> words = new ArrayList<>();
        for (String word : (to.value() == null ? "" : to.value()).split(",")) words.add(upper(word.strip()));
        return members.containsAll(words) ? to.withText(String.join(", ", words)) : to.withTag("_" + to.tag());
    }

    private static GedcomStructure below(GedcomStructure above, GedcomStructure first) {
        List<GedcomStructure> children = new ArrayList<>(above.children());
        children.addFirst(first);
        return above.withChildren(children);
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
