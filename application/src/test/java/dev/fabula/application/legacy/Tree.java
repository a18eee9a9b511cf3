package dev.fabula.application.legacy;

import dev.fabula.gedcom.GedcomLimits;
import dev.fabula.gedcom.GedcomReader;
import dev.fabula.gedcom.GedcomStructure;
import dev.fabula.gedcom.GedcomSummary;
import dev.fabula.gedcom.GedcomUpgrade;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a GEDCOM file says, whatever its version and the order in which it says it: each record's lines of version 7.0,
 * sorted, by tag and name; and how often each tag stands in it.
 */
record Tree(Map<String, List<String>> records, Map<String, Integer> tags) {

    /** Of the header there is what the file itself is: its version, its character set, who wrote it when. */
    private static final Set<String> OF_THE_FILE = Set.of("HEAD", "TRLR");

    static Tree of(byte[] file) throws IOException {
        Map<String, List<String>> records = new TreeMap<>();
        Map<String, Integer> tags = new TreeMap<>();
        List<String> extensions;
        try (GedcomReader reader = GedcomReader.open(new ByteArrayInputStream(file), GedcomLimits.DEFAULT)) {
            GedcomSummary summary = reader.readToEnd();
            extensions = List.copyOf(summary.unknownTags().keySet());
        }
        try (GedcomReader reader = GedcomReader.open(new ByteArrayInputStream(file), GedcomLimits.DEFAULT)) {
            GedcomUpgrade upgrade = null;
            for (GedcomStructure record = reader.next(); record != null; record = reader.next()) {
                if (upgrade == null) {
                    upgrade = GedcomUpgrade.of(record, extensions);
                }
                if (!OF_THE_FILE.contains(record.tag())) {
                    GedcomStructure seven = upgrade.convert(record).unplaced();
                    List<String> lines = new ArrayList<>();
                    add(seven, "", lines, tags);
                    lines.sort(null);
                    records.merge(seven.tag() + " " + seven.xref(), lines, (one, other) -> {
                        List<String> both = new ArrayList<>(one);
                        both.addAll(other);
                        both.sort(null);
                        return both;
                    });
                }
            }
        }
        return new Tree(records, tags);
    }

    /** Lines that only one of the two has, each with its record. */
    List<String> differences(Tree other) {
        List<String> all = new ArrayList<>();
        Set<String> names = new TreeSet<>(records.keySet());
        names.addAll(other.records.keySet());
        for (String name : names) {
            List<String> here = new ArrayList<>(records.getOrDefault(name, List.of()));
            List<String> there = new ArrayList<>(other.records.getOrDefault(name, List.of()));
            for (String line : List.copyOf(here)) {
                if (there.remove(line)) {
                    here.remove(line);
                }
            }
            here.forEach(line -> all.add(name + " here: " + line));
            there.forEach(line -> all.add(name + " there: " + line));
        }
        return all;
    }

    /** What is said where nothing is said counts for nothing: a sex that is not known, a child by birth. */
    private static void add(GedcomStructure structure, String above, List<String> lines, Map<String, Integer> tags) {
        boolean meant = (structure.is("SEX") && "U".equals(structure.value()))
                || (structure.is("PEDI") && "BIRTH".equals(structure.value()));
        if (meant) {
            return;
        }
        String path = above + '.' + structure.tag();
        lines.add(path + ' ' + structure.value());
        tags.merge(structure.tag(), 1, Integer::sum);
        structure.children().forEach(child -> add(child, path, lines, tags));
    }
}
