package dev.fabula.gedcom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns records of 7.0 into those of 5.5.1; what {@link ToSeven} has done is undone. */
final class ToFive implements Conversion {
    private static final Set<String> KEPT_WITH_OTHER_VALUES = Set.of("RESN", "STAT", "RELA");

    /** The tags of no version that extensions were made of. */
    private final Map<String, String> restored;

    private ToFive(Map<String, String> restored) {
        this.restored = restored;
    }

    static ToFive of(GedcomStructure head) {
        Map<String, String> restored = new HashMap<>();
        GedcomStructure schema = head.child("SCHMA");
        if (schema != null)
            for (GedcomStructure tag : schema.children("TAG")) {
                Map.Entry<String, String> made = tag.value() == null ? null : KeptTags.restored(tag.value());
                if (made != null) restored.put(made.getKey(), made.getValue());
            }
        return new ToFive(restored);
    }

    @Override
    public GedcomStructure convert(GedcomStructure record) {
        GedcomStructure converted = convert(record, List.of());
        return record.is("HEAD")
                ? converted.withChildren(Conversion.header(foreignSchema(converted), GedcomVersion.V5_5_1))
                : converted;
    }

    /** Without our own declarations, which are made again. */
    private static List<GedcomStructure> foreignSchema(GedcomStructure head) {
        List<GedcomStructure> children = new ArrayList<>();
        for (GedcomStructure child : head.children()) {
            if (!child.is("_SCHMA")) {
                children.add(child);
                continue;
            }
            List<GedcomStructure> foreign = new ArrayList<>(child.children());
            boolean ours = foreign.removeIf(tag -> tag.value() != null && KeptTags.isOurs(tag.value()));
            if (!ours || !foreign.isEmpty()) children.add(child.withChildren(foreign));
        }
        return children;
    }

    /** @param above the tags from the record down to what this is below, as version 7 has them */
    private GedcomStructure convert(GedcomStructure from, List<String> above) {
        List<String> path = new ArrayList<>(above);
        path.add(KeptTags.plain(from.tag()));
        List<GedcomStructure> below = new ArrayList<>();
        for (GedcomStructure child : from.children()) {
            if (KeptTags.plain(from.tag()).equals("ASSO") && child.is("ROLE")) below.addAll(role(child, path));
            else below.add(convert(child, path));
        }
        String parent = above.isEmpty() ? "" : above.getLast();
        GedcomStructure named = named(from, parent, above);
        GedcomStructure to = new GedcomStructure(
                from.level(),
                from.xref() == null ? null : Xrefs.five(from.xref()),
                named.tag(),
                named.pointer() && named.value() != null ? Xrefs.five(named.value()) : named.value(),
                named.pointer(),
                from.line(),
                below);
        return valued(to, from, parent, above);
    }

    private GedcomStructure named(GedcomStructure it, String parent, List<String> above) {
        String tag = it.tag();
        String bare = tag.startsWith("_") ? tag.substring(1) : "";
        if (restored.containsKey(tag)) return it.withTag(restored.get(tag));
        if (KeptTags.SEVEN_ONLY.contains(tag) && !(tag.equals("EXID") && number(it) != null))
            return it.withTag("_" + tag);
        boolean nowhere = it.pointer() && GedcomStructure.VOID.equals(it.value());
        // 5.5.1 has these without a pointer.
        if (nowhere && tag.equals("REPO")) return it.withText(null);
        if (nowhere && bare.isEmpty()) return it.withTag("_" + tag);
        if (tag.equals("SNOTE")) return it.withTag("NOTE");
        if (tag.equals("ASSO") && !(above.size() == 1 && parent.equals("INDI"))) return it.withTag("_ASSO");
        if (tag.equals("LANG") && !hasNameOfLanguage(parent)) return it.withTag("_LANG");
        if (KeptTags.FIVE_ONLY.contains(bare)) return it.withTag(bare);
        if (bare.equals("FILE") && parent.equals("HEAD")) return it.withTag(bare);
        if (bare.equals("FORM") && parent.equals("OBJE")) return it.withTag(bare);
        if (KEPT_WITH_OTHER_VALUES.contains(bare)) return it.withTag(bare);
        if (bare.equals("LANG") && hasNameOfLanguage(parent)) return it.withTag(bare);
        if (KeptTags.POINTERS.contains(bare) && !it.pointer()) return it.withTag(bare);
        return it;
    }

    private static boolean hasNameOfLanguage(String parent) {
        return parent.equals("HEAD") || parent.equals("SUBM");
    }

    /** The tag of an identifier that 5.5.1 has a tag for. */
    private static @Nullable String number(GedcomStructure exid) {
        String type = exid.text("TYPE");
        if (exid.children().size() != 1) return null;
        for (Map.Entry<String, String> authority : KeptTags.AUTHORITIES.entrySet())
            if (authority.getValue().equals(type)) return authority.getKey();
        return null;
    }

    /** RELA says the role; where that would not lead back to it, the role is kept beside. */
    private List<GedcomStructure> role(GedcomStructure role, List<String> path) {
        Phrased meant = new Phrased(role.value(), role.text("PHRASE"));
        String text = meant.phrase() != null ? meant.phrase() : meant.value();
        boolean plain = role.children().stream()
                .allMatch(it -> it.is("PHRASE") && it.children().isEmpty());
        boolean told = text != null && meant.saidBy(it -> Phrased.member(Enumerations.ROLES, it), text) != null;
        GedcomStructure relation = GedcomStructure.of("RELA", text);
        if (told && plain) return List.of(relation);
        GedcomStructure kept = convert(role, path).withTag("_ROLE");
        return text == null ? List.of(kept) : List.of(relation, kept);
    }

    private static GedcomStructure valued(GedcomStructure to, GedcomStructure from, String parent, List<String> above) {
        String value = from.value();
        if (from.is("EXID") && to.is("EXID")) return number(to, from);
        if (from.pointer()) return to;
        if (from.child("_TEXT") != null && (from.is("ROLE") || from.is("FORM"))) return asItWas(to, from);
        return switch (from.tag()) {
            case "DATE", "SDATE" -> said(to, from, phrase -> DateForms.five(value, phrase), DateForms::five);
            case "AGE" -> said(to, from, phrase -> AgeForms.five(value, phrase), AgeForms::five);
            case "PEDI" -> said(to, from, member(Enumerations.PEDIGREES, value), ToFive::lower);
            case "MEDI" ->
                said(
                        parent.equals("FORM") && above.contains("FILE") ? to.withTag("TYPE") : to,
                        from,
                        member(Enumerations.MEDIA, value),
                        ToFive::lower);
            case "ROLE" -> parent.equals("EVEN") ? said(to, from, phrase -> citedRole(value, phrase), it -> it) : to;
            case "TYPE" ->
                parent.equals("NAME") && above.getFirst().equals("INDI")
                        ? said(to, from, member(Enumerations.NAME_TYPES, value), ToFive::lower)
                        : to;
            case "FORM" -> parent.equals("FILE") && value != null ? to.withText(MediaFormats.five(value)) : to;
            case "RESN" -> value == null ? to : to.withText(lower(value));
            case "STAT" -> parent.equals("FAMC") && value != null ? to.withText(lower(value)) : to;
            case "LANG" -> language(to);
            default -> to;
        };
    }

    private static GedcomStructure number(GedcomStructure to, GedcomStructure from) {
        String tag = number(from);
        return tag == null ? to : to.withTag(tag).withChildren(List.of());
    }

    /** Another way of saying it in 5.5.1 than the usual one was kept. */
    private static GedcomStructure asItWas(GedcomStructure to, GedcomStructure from) {
        List<GedcomStructure> below = new ArrayList<>(to.children());
        below.removeIf(it -> it.is("_TEXT") || it.is("_PHRASE"));
        return to.withText(from.text("_TEXT")).withChildren(below);
    }

    private static GedcomStructure language(GedcomStructure to) {
        if (!to.is("LANG") || to.value() == null) return to;
        String name = Languages.five(to.value());
        return name == null ? to.withTag("_LANG") : to.withText(name);
    }

    private static Function<String, @Nullable String> member(Set<String> members, @Nullable String value) {
        return phrase -> new Phrased(value, phrase).saidBy(text -> Phrased.member(members, text), phrase);
    }

    private static @Nullable String citedRole(@Nullable String value, String phrase) {
        return new Phrased(value, phrase).saidBy(Phrased::role, "(" + phrase + ")");
    }

    /**
     * @param both the text that says value and phrase; null if there is none
     * @param alone the text for the value, whose phrase then is kept beside
     */
    private static GedcomStructure said(
            GedcomStructure to,
            GedcomStructure from,
            Function<String, @Nullable String> both,
            Function<String, String> alone) {
        GedcomStructure phrase = from.child("PHRASE");
        String words = phrase == null || !phrase.children().isEmpty() ? null : phrase.value();
        String text = words == null ? null : both.apply(words);
        if (text == null) return from.value() == null ? to : to.withText(alone.apply(from.value()));
        List<GedcomStructure> below = new ArrayList<>(to.children());
        below.remove(to.child("_PHRASE"));
        return to.withText(text).withChildren(below);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
