package dev.fabula.gedcom;

import java.util.Set;

/** Closed sets of values, as version 7.0 writes them. */
final class Enumerations {
    private Enumerations() {}

    static final Set<String> ROLES = Set.of(
            "CHIL",
            "CLERGY",
            "FATH",
            "FRIEND",
            "GODP",
            "HUSB",
            "MOTH",
            "MULTIPLE",
            "NGHBR",
            "OFFICIATOR",
            "PARENT",
            "SPOU",
            "WIFE",
            "WITN",
            "OTHER");
    static final Set<String> PEDIGREES = Set.of("BIRTH", "ADOPTED", "FOSTER", "SEALING", "OTHER");
    static final Set<String> CHILD_STATES = Set.of("CHALLENGED", "DISPROVEN", "PROVEN");
    static final Set<String> NAME_TYPES =
            Set.of("AKA", "BIRTH", "IMMIGRANT", "MAIDEN", "MARRIED", "PROFESSIONAL", "OTHER");
    static final Set<String> MEDIA = Set.of(
            "AUDIO",
            "BOOK",
            "CARD",
            "ELECTRONIC",
            "FICHE",
            "FILM",
            "MAGAZINE",
            "MANUSCRIPT",
            "MAP",
            "NEWSPAPER",
            "PHOTO",
            "TOMBSTONE",
            "VIDEO",
            "OTHER");
    static final Set<String> RESTRICTIONS = Set.of("CONFIDENTIAL", "LOCKED", "PRIVACY");

    static final Set<String> PERSON_EVENTS = Set.of(
            "ADOP", "BAPM", "BARM", "BASM", "BIRT", "BLES", "BURI", "CENS", "CHR", "CHRA", "CONF", "CREM", "DEAT",
            "EMIG", "EVEN", "FCOM", "GRAD", "IMMI", "NATU", "ORDN", "PROB", "RETI", "WILL");
    static final Set<String> PERSON_ATTRIBUTES = Set.of(
            "CAST", "DSCR", "EDUC", "FACT", "IDNO", "NATI", "NCHI", "NMR", "OCCU", "PROP", "RELI", "RESI", "SSN",
            "TITL");
    static final Set<String> FAMILY_EVENTS =
            Set.of("ANUL", "CENS", "DIV", "DIVF", "ENGA", "EVEN", "MARB", "MARC", "MARL", "MARR", "MARS");
    static final Set<String> FAMILY_ATTRIBUTES = Set.of("NCHI", "RESI", "FACT");
}
