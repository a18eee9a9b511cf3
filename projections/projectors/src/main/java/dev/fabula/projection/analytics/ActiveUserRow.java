package dev.fabula.projection.analytics;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * In which hours of a week somebody did something: bit n of a day is its hour n.
 *
 * @param week its Monday
 * @param person a pseudonym
 */
record ActiveUserRow(
        LocalDate week,
        String person,
        int monday,
        int tuesday,
        int wednesday,
        int thursday,
        int friday,
        int saturday,
        int sunday) {

    static ActiveUserRow none(LocalDate week, String person) {
        return new ActiveUserRow(week, person, 0, 0, 0, 0, 0, 0, 0);
    }

    ActiveUserRow with(DayOfWeek day, int hour) {
        int[] days = {monday, tuesday, wednesday, thursday, friday, saturday, sunday};
        days[day.getValue() - 1] |= 1 << hour;
        return new ActiveUserRow(week, person, days[0], days[1], days[2], days[3], days[4], days[5], days[6]);
    }
}
