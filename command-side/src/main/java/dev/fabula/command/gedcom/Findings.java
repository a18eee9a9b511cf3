package dev.fabula.command.gedcom;

import dev.fabula.contracts.legacy.GedcomFinding;
import dev.fabula.gedcom.GedcomProblem;
import dev.fabula.gedcom.GedcomSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What is to be said of a file that was imported nevertheless: the first of it, and how much there is. */
final class Findings {

    private static final int MOST = 500;
    private static final int LONGEST = 300;

    private final List<GedcomFinding> kept = new ArrayList<>();
    private int count;

    Findings(GedcomSummary summary) {
        for (GedcomProblem problem : summary.problems()) {
            add(new GedcomFinding(
                    problem.line(),
                    problem.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    problem.message()));
        }
        count += summary.problemCount() - summary.problems().size();
    }

    void add(GedcomFinding finding) {
        count++;
        if (kept.size() < MOST) {
            String message = finding.message();
            kept.add(new GedcomFinding(
                    finding.line(), finding.kind(), message.substring(0, Math.min(message.length(), LONGEST))));
        }
    }

    /** In the order of their lines. */
    List<GedcomFinding> kept() {
        return kept.stream()
                .sorted(Comparator.comparingInt(GedcomFinding::line))
                .toList();
    }

    int count() {
        return count;
    }
}
