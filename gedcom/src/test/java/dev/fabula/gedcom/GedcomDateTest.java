package dev.fabula.gedcom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GedcomDateTest {

    /** Each day in two calendars, as history tells it. */
    @ParameterizedTest
    @CsvSource({
        // The day before the Gregorian calendar began, and the October revolution
        "@#DJULIAN@ 4 OCT 1582,1582-10-14",
        "@#DJULIAN@ 25 OCT 1917,1917-11-07",
        "JULIAN 29 FEB 1900,1900-03-13",
        // Battle of Hastings; the ides of March
        "@#DJULIAN@ 14 OCT 1066,1066-10-20",
        "JULIAN 15 MAR 44 BCE,-0043-03-13",
        // The first day of the Republic, 9 Thermidor, 18 Brumaire, the last day of the calendar, the leap day of year 3
        "@#DFRENCH R@ 1 VEND 1,1792-09-22",
        "@#DFRENCH R@ 9 THER 2,1794-07-27",
        "FRENCH_R 18 BRUM 8,1799-11-09",
        "FRENCH_R 10 NIVO 14,1805-12-31",
        "FRENCH_R 6 COMP 3,1795-09-22",
        // New years, Independence Day, Purim in a common and in a leap year
        "@#DHEBREW@ 1 TSH 5758,1997-10-02",
        "@#DHEBREW@ 5 IYR 5708,1948-05-14",
        "HEBREW 14 ADR 5785,2025-03-14",
        "HEBREW 14 ADS 5785,2025-03-14",
        "HEBREW 14 ADS 5784,2024-03-24",
        "HEBREW 1 TSH 5784,2023-09-16",
        "29 FEB 2000,2000-02-29",
        "5 MAY 0005 B.C.,-0004-05-05"
    })
    void findsTheDayInEveryCalendar(String text, String day) {
        GedcomDate date = GedcomDate.parse(text);
        long expected = LocalDate.parse(day).toEpochDay();
        assertThat(date.qualifier()).isEqualTo(GedcomDate.Qualifier.EXACT);
        assertThat(date.days()).isEqualTo(new GedcomDays(expected, expected));
        assertThat(date.original()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1900,EXACT,1900-01-01,1900-12-31",
        "FEB 1904,EXACT,1904-02-01,1904-02-29",
        "ABT 1930,ABOUT,1930-01-01,1930-12-31",
        "abt. 1930,ABOUT,1930-01-01,1930-12-31",
        "CAL MAR 1900,CALCULATED,1900-03-01,1900-03-31",
        "EST 2 MAR 1900,ESTIMATED,1900-03-02,1900-03-02",
        "BEF 1970,BEFORE,,1969-12-31",
        "AFT 1970,AFTER,1971-01-01,",
        "BET MAY 1979 AND AUG 1979,BETWEEN,1979-05-01,1979-08-31",
        "BET 1980 AND 1970,BETWEEN,1970-01-01,1980-12-31",
        "FROM 1970,FROM,1970-01-01,",
        "TO 1970,TO,,1970-12-31",
        "FROM APR 2000 TO 5 MAR 2001,FROM_TO,2000-04-01,2001-03-05",
        "FROM @#DHEBREW@ 1 TSH 5758 TO @#DJULIAN@ 1 JAN 2000,FROM_TO,1997-10-02,2000-01-14",
        "INT 1995 (from estimated age),INTERPRETED,1995-01-01,1995-12-31",
        "100 B.C.,EXACT,-0099-01-01,-0099-12-31",
        "@#DHEBREW@ 5758,EXACT,1997-10-02,1998-09-20",
        "@#DHEBREW@ ADR 5758,EXACT,1998-02-27,1998-03-27",
        "@#DFRENCH R@ COMP 2,EXACT,1794-09-17,1794-09-21",
        // England's year began in March: before, the later year is meant; afterwards it may be either
        "11 FEB 1731/32,EXACT,1732-02-11,1732-02-11",
        "27 OCT 1699/00,EXACT,1699-10-27,1700-10-27",
        "1712/13,EXACT,1712-01-01,1713-12-31",
        "BET 5 APR 1712/13 AND 28 SEP 1714/15,BETWEEN,1712-04-05,1715-09-28"
    })
    void spansAllDaysThatAreMeant(String text, GedcomDate.Qualifier qualifier, String earliest, String latest) {
        GedcomDate date = GedcomDate.parse(text);
        assertThat(date.qualifier()).isEqualTo(qualifier);
        assertThat(date.days())
                .isEqualTo(new GedcomDays(
                        earliest == null
                                ? GedcomDays.NO_BEGINNING
                                : LocalDate.parse(earliest).toEpochDay(),
                        latest == null
                                ? GedcomDays.NO_END
                                : LocalDate.parse(latest).toEpochDay()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "in winter",
                "31 FEB 1900",
                "29 FEB 1900",
                "1900-01-01",
                "5 MAY",
                "0",
                "BET 1900",
                "BET. 1928 - 1970",
                "1699/05",
                "@#DROMAN@ 5 X 3",
                "HEBREW 14 ADS 5785 BCE",
                "ABT",
                "30 ADS 5784",
                "6 COMP 4",
                "JULIAN",
                "1 2 3 4"
            })
    void keepsWhatIsNoDateAsWords(String text) {
        GedcomDate date = GedcomDate.parse(text);
        assertThat(date.qualifier()).isEqualTo(GedcomDate.Qualifier.PHRASE);
        assertThat(date.phrase()).isEqualTo(text);
        assertThat(date.original()).isEqualTo(text);
        assertThat(date.days()).isNull();
    }

    @Test
    void readsPhrasesOfBothVersions() {
        assertThat(GedcomDate.parse("(about Easter)").phrase()).isEqualTo("about Easter");
        GedcomDate seven = GedcomDate.of(
                GedcomStructure.of("DATE", "27 MAR 1910", GedcomStructure.of("PHRASE", "on Easter Sunday")));
        assertThat(seven.phrase()).isEqualTo("on Easter Sunday");
        assertThat(seven.qualifier()).isEqualTo(GedcomDate.Qualifier.INTERPRETED);
        GedcomDate words = GedcomDate.of(GedcomStructure.of("DATE", null, GedcomStructure.of("PHRASE", "long ago")));
        assertThat(words.phrase()).isEqualTo("long ago");
        assertThat(words.days()).isNull();
    }

    @Test
    void takesTheCalendarThatHasTheMonthWhereNoneIsNamed() {
        assertThat(GedcomDate.parse("2 TVT 5758").days())
                .isEqualTo(GedcomDate.parse("HEBREW 2 TVT 5758").days());
        assertThat(GedcomDate.parse("5 VEND 0010").days())
                .isEqualTo(GedcomDate.parse("FRENCH_R 5 VEND 10").days());
        assertThat(GedcomDate.parse("2 TVT 5758").days()).isNotNull();
    }

    @Test
    void sortsALifeTheWayItWasLived() {
        List<String> life = List.of(
                "100 B.C.",
                "BEF 1900",
                "1900",
                "5 MAR 1900",
                "ABT JUN 1900",
                "AFT 1900",
                "JULIAN 1 JAN 1917",
                "who knows");
        assertThat(life.reversed().stream()
                        .map(GedcomDate::parse)
                        .sorted(GedcomDate.CHRONOLOGICAL)
                        .map(GedcomDate::original))
                .containsExactly(
                        "100 B.C.",
                        "BEF 1900",
                        "1900",
                        "5 MAR 1900",
                        "ABT JUN 1900",
                        "AFT 1900",
                        "JULIAN 1 JAN 1917",
                        "who knows");
    }
}
