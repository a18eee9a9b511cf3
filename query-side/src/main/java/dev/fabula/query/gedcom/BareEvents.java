package dev.fabula.query.gedcom;

import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.gedcom.legacy.FactWords;
import java.util.List;
import java.util.Set;

/**
 * Events of which nothing is known but that they happened. Version 7.0 says that with the letter Y (chapter 2, Events): a
 * line without anything would say nothing.
 */
public final class BareEvents {

    private static final String HAPPENED = "Y";
    private static final Set<String> EVENTS = Set.of(
            "ADOP", "ANUL", "BAPM", "BARM", "BASM", "BIRT", "BLES", "BURI", "CENS", "CHR", "CHRA", "CONF", "CREM",
            "DEAT", "DIV", "DIVF", "EMIG", "ENGA", "FCOM", "GRAD", "IMMI", "MARB", "MARC", "MARL", "MARR", "MARS",
            "NATU", "ORDN", "PROB", "RETI", "WILL");

    private BareEvents() {}

    /** The facts, those that are bare with a word for it. */
    public static List<LifeFact> told(List<LifeFact> facts) {
        return facts.stream().map(fact -> isBare(fact) ? happened(fact) : fact).toList();
    }

    private static boolean isBare(LifeFact fact) {
        String tag = FactWords.tag(fact.kind());
        return tag != null
                && EVENTS.contains(tag)
                && fact.value() == null
                && fact.date() == null
                && fact.place() == null
                && fact.type() == null
                && fact.note() == null
                && fact.more().isEmpty();
    }

    private static LifeFact happened(LifeFact fact) {
        return new LifeFact(fact.id(), fact.kind(), HAPPENED, null, null, null, null, List.of());
    }
}
