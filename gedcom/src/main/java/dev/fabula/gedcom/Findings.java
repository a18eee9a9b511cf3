package dev.fabula.gedcom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a reader comes upon, within limits: its memory grows with the records' names alone. */
final class Findings {
    private final GedcomLimits limits;
    private final Encoding encoding;
    private final TreeMap<String, Integer> records = new TreeMap<>();
    private final TreeMap<String, Integer> unknownTags = new TreeMap<>();
    private final List<GedcomProblem> problems = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    /** Where records that have not come yet are pointed to for the first time. */
    private final Map<String, Integer> awaited = new HashMap<>();

    private int problemCount;
    private int recordCount;
    private @Nullable String sourceSystem;
    private @Nullable String sourceSystemVersion;

    Findings(GedcomLimits limits, Encoding encoding) {
        this.limits = limits;
        this.encoding = encoding;
        encoding.problems().forEach(this::add);
    }

    void problem(int line, GedcomProblem.Kind kind, String message) {
        add(new GedcomProblem(line, kind, message));
    }

    void record(GedcomStructure record) {
        if (++recordCount > limits.records())
            throw new GedcomException(record.line(), "the file has more than " + limits.records() + " records");
        records.merge(shortened(records, record.tag()), 1, Integer::sum);
        if (record.is("HEAD")) {
            sourceSystem = record.text("SOUR");
            sourceSystemVersion = record.text("SOUR", "VERS");
        }
        if (record.xref() != null) {
            awaited.remove(record.xref());
            if (!names.add(record.xref()))
                problem(
                        record.line(),
                        GedcomProblem.Kind.DUPLICATE_XREF,
                        record.xref() + " names an earlier record too");
        }
        structure(record);
    }

    private void structure(GedcomStructure structure) {
        tag(structure);
        text(structure);
        String target = structure.pointer() ? structure.value() : null;
        if (target != null
                && !target.equals(GedcomStructure.VOID)
                && !names.contains(target)
                && awaited.size() < limits.records()) awaited.putIfAbsent(target, structure.line());
        structure.children().forEach(this::structure);
    }

    private void tag(GedcomStructure structure) {
        String tag = structure.tag();
        if (!StandardTags.isUnknown(tag)) return;
        unknownTags.merge(shortened(unknownTags, tag), 1, Integer::sum);
        if (!StandardTags.isWellFormed(tag))
            problem(
                    structure.line(),
                    GedcomProblem.Kind.MALFORMED_TAG,
                    "the tag " + tag + " has other characters than capital letters, digits and underscores");
        else if (!tag.startsWith("_"))
            problem(
                    structure.line(),
                    GedcomProblem.Kind.NON_STANDARD_TAG,
                    "the tag " + tag + " is of no version, and is no extension since it begins with no underscore");
    }

    private void text(GedcomStructure structure) {
        String value = structure.value();
        if (value == null) return;
        boolean controls = false;
        for (int i = 0; i < value.length() && !controls; i++) {
            char c = value.charAt(i);
            controls = c < ' ' && c != '\n' && c != '\t';
        }
        if (controls)
            problem(
                    structure.line(),
                    GedcomProblem.Kind.CONTROL_CHARACTER,
                    "the value of " + structure.tag() + " has a control character");
        if (value.indexOf('\uFFFD') >= 0)
            problem(
                    structure.line(),
                    GedcomProblem.Kind.UNREADABLE_BYTES,
                    "the value of " + structure.tag() + " has bytes that mean nothing in " + encoding.charset());
    }

    GedcomSummary summary(int lines) {
        awaited.forEach(
                (xref, line) -> problem(line, GedcomProblem.Kind.DANGLING_POINTER, "no record is named " + xref));
        awaited.clear();
        List<GedcomProblem> sorted = new ArrayList<>(problems);
        sorted.sort(Comparator.comparingInt(GedcomProblem::line));
        return new GedcomSummary(
                encoding.version(),
                encoding.versionText(),
                encoding.charset(),
                sourceSystem,
                sourceSystemVersion,
                lines,
                records,
                List.copyOf(sorted),
                problemCount,
                unknownTags);
    }

    private String shortened(Map<String, Integer> counts, String tag) {
        return counts.containsKey(tag) || counts.size() < limits.unknownTags() ? tag : GedcomSummary.OTHER_TAGS;
    }

    private void add(GedcomProblem problem) {
        problemCount++;
        if (problems.size() < limits.problems()) problems.add(problem);
    }
}
