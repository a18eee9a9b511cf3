package dev.fabula.query.kinship;

import java.util.ArrayList;
import java.util.List;

/**
 * Names ways over partners. One word are the step-relatives and the four kinds of in-laws whom every dictionary has; all
 * others are said one after the other: a husband's brother's wife, since not everyone calls her a sister-in-law.
 */
final class Affinity {

    private Affinity() {}

    static KinshipTerm term(FamilyGraph graph, Way way) {
        List<KinshipPart> parts = isInLaw(way) ? List.of(inLaw(graph, way)) : parts(graph, way);
        RelationKind kind = parts.size() == 1 ? parts.getFirst().relation() : RelationKind.IN_LAW;
        return KinshipTerm.of(kind, via(way), parts);
    }

    private static ViaPartner via(Way way) {
        boolean first = way.lines().getFirst().isEmpty();
        boolean last = way.lines().getLast().isEmpty();
        if (first && last) {
            return ViaPartner.BOTH;
        }
        if (first) {
            return ViaPartner.FIRST;
        }
        return last ? ViaPartner.LAST : ViaPartner.MIDDLE;
    }

    /** A spouse's parent, brother or sister; the spouse of a child, brother or sister. Half-siblings are siblings here. */
    private static boolean isInLaw(Way way) {
        if (way.bonds().size() != 1 || way.bonds().getFirst() != Bond.SPOUSE) {
            return false;
        }
        Way.Line before = way.lines().getFirst();
        Way.Line behind = way.lines().getLast();
        if (before.isEmpty()) {
            return isOwn(behind) && behind.up() == 1 && behind.down() <= 1;
        }
        return behind.isEmpty() && isOwn(before) && before.down() == 1 && before.up() <= 1;
    }

    private static KinshipPart inLaw(FamilyGraph graph, Way way) {
        Way.Line before = way.lines().getFirst();
        Way.Line behind = way.lines().getLast();
        return KinshipPart.line(
                RelationKind.IN_LAW,
                before.up() + behind.up(),
                before.down() + behind.down(),
                false,
                graph.sex(behind.end()));
    }

    private static List<KinshipPart> parts(FamilyGraph graph, Way way) {
        List<KinshipPart> parts = new ArrayList<>();
        int at = 0;
        while (at < way.bonds().size()) {
            Way.Line before = way.lines().get(at);
            Way.Line behind = way.lines().get(at + 1);
            boolean married = way.bonds().get(at) == Bond.SPOUSE;
            if (married && isStep(before, behind)) {
                parts.add(step(before.up() + behind.up(), before.down() + behind.down(), graph.sex(behind.end())));
                if (++at == way.bonds().size()) {
                    return parts;
                }
                parts.add(partner(graph, way, at));
            } else if (married && before.rises() && isOwn(before)) {
                parts.add(step(before.up(), 0, graph.sex(partnerBehind(graph, way, at))));
            } else {
                addLine(graph, before, parts);
                parts.add(partner(graph, way, at));
            }
            at++;
        }
        addLine(graph, way.lines().getLast(), parts);
        return joined(parts);
    }

    private static KinshipPart step(int up, int down, Sex sex) {
        return KinshipPart.line(RelationKind.STEP, up, down, false, sex);
    }

    private static KinshipPart partner(FamilyGraph graph, Way way, int bond) {
        return KinshipPart.partner(way.bonds().get(bond), graph.sex(partnerBehind(graph, way, bond)));
    }

    private static void addLine(FamilyGraph graph, Way.Line line, List<KinshipPart> parts) {
        if (!line.isEmpty()) {
            RelationKind kind = line.half() && line.kind() == RelationKind.BLOOD ? RelationKind.HALF : line.kind();
            parts.add(KinshipPart.line(kind, line.up(), line.down(), line.half(), graph.sex(line.end())));
        }
    }

    /** A brother's wife's son is a brother's step-son. */
    private static List<KinshipPart> joined(List<KinshipPart> parts) {
        KinshipPart last = parts.getLast();
        int before = parts.size() - 2;
        boolean falls = last.relation() == RelationKind.BLOOD || last.relation() == RelationKind.ADOPTIVE;
        if (before < 1
                || !falls
                || last.up() > 0
                || last.down() == 0
                || parts.get(before).bond() != Bond.SPOUSE) {
            return parts;
        }
        List<KinshipPart> joined = new ArrayList<>(parts.subList(0, before));
        joined.add(step(0, last.down(), last.sex()));
        return joined;
    }

    /** The one at the other end of a bond. */
    private static int partnerBehind(FamilyGraph graph, Way way, int bond) {
        return way.path().stream()
                .filter(step -> step.move() == PathStep.Move.PARTNER)
                .skip(bond)
                .mapToInt(step -> graph.number(step.person()))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Whether two lines with a marriage between them are step: the spouse of an ancestor, that spouse's ancestors and
     * descendants; the descendants of a spouse, or of a descendant's spouse.
     */
    private static boolean isStep(Way.Line before, Way.Line behind) {
        if (!isOwn(before) || !isOwn(behind)) {
            return false;
        }
        if (before.rises()) {
            return behind.isEmpty() || behind.rises() || behind.falls();
        }
        return (before.isEmpty() || before.falls()) && behind.falls();
    }

    /** By birth or adoption: the foster mother's husband is not a step-father. */
    private static boolean isOwn(Way.Line line) {
        return line.kind() == RelationKind.BLOOD || line.kind() == RelationKind.ADOPTIVE;
    }
}
