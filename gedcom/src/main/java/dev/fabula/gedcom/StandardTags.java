package dev.fabula.gedcom;

import java.util.Set;

/** The tags of the versions: GEDCOM 5.5 (1996), 5.5.1 (1999) and 7.0 (2021). */
final class StandardTags {
    private StandardTags() {}

    private static final Set<String> ALL = Set.of((
            // 5.5 and 5.5.1
            "ABBR ADDR ADR1 ADR2 ADR3 ADOP AFN AGE AGNC ALIA ANCE ANCI ANUL ASSO AUTH BAPL BAPM BARM BASM BIRT BLES BLOB "
                    + "BURI CALN CAST CAUS CENS CHAN CHAR CHIL CHR CHRA CITY CONC CONF CONL CONT COPR CORP CREM CTRY DATA DATE DEAT "
                    + "DESC DESI DEST DIV DIVF DSCR EDUC EMAIL EMIG ENDL ENGA EVEN FACT FAM FAMC FAMF FAMS FAX FCOM FILE FONE FORM GEDC "
                    + "GIVN GRAD HEAD HUSB IDNO IMMI INDI LANG LATI LEGA LONG MAP MARB MARC MARL MARR MARS MEDI NAME NATI NATU "
                    + "NCHI NICK NMR NOTE NPFX NSFX OBJE OCCU ORDI ORDN PAGE PEDI PHON PLAC POST PROB PROP PUBL QUAY REFN RELA RELI "
                    + "REPO RESI RESN RETI RFN RIN ROLE ROMN SEX SLGC SLGS SOUR SPFX SSN STAE STAT SUBM SUBN SURN TEMP TEXT TIME "
                    + "TITL TRLR TYPE VERS WIFE WILL WWW "
                    // 7.0
                    + "CREA CROP EXID HEIGHT INIL LEFT MIME NO PHRASE SCHMA SDATE SNOTE TAG TOP TRAN UID WIDTH")
            .split(" "));

    static boolean contains(String tag) {
        return ALL.contains(tag);
    }

    /** Whether it is of no version. */
    static boolean isUnknown(String tag) {
        return !ALL.contains(tag);
    }

    /** Capital letters, digits and underscores, as all versions demand. */
    static boolean isWellFormed(String tag) {
        return tag.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_');
    }
}
