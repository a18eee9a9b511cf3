package dev.fabula.gedcom;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place.
 *
 * @param name jurisdictions from the smallest to the largest, with commas between
 * @param form what the jurisdictions are, in the same way
 * @param latitude degrees north, from -90 to 90; null where it is not said, or not in a way that can be read
 * @param longitude degrees east, from -180 to 180
 */
public record GedcomPlace(
        String name,
        @Nullable String form,
        @Nullable Double latitude,
        @Nullable Double longitude,
        List<GedcomNote> notes,
        List<GedcomStructure> unknown) {

    static GedcomPlace of(GedcomStructure structure) {
        Parts parts = new Parts(structure);
        Double latitude = degrees(structure.text("MAP", "LATI"), 'N', 'S', 90);
        Double longitude = degrees(structure.text("MAP", "LONG"), 'E', 'W', 180);
        if (latitude != null && longitude != null) parts.one("MAP");
        else latitude = longitude = null;
        return new GedcomPlace(
                structure.value() == null ? "" : structure.value().strip(),
                parts.text("FORM"),
                latitude,
                longitude,
                parts.notes(),
                parts.rest());
    }

    /** As the format has it, N18.150944, or a plain number. */
    private static @Nullable Double degrees(@Nullable String text, char plus, char minus, int most) {
        if (text == null) return null;
        String number = text.strip();
        int sign = 1;
        if (!number.isEmpty() && (number.charAt(0) == plus || number.charAt(0) == minus)) {
            sign = number.charAt(0) == plus ? 1 : -1;
            number = number.substring(1);
        }
        if (!number.matches("[+-]?\\d{1,3}(\\.\\d{1,20})?")) return null;
        double degrees = sign * Double.parseDouble(number);
        return Math.abs(degrees) <= most ? degrees : null;
    }
}
