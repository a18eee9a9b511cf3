package dev.fabula.contracts.search;

/**
 * A part of a text.
 *
 * @param number from 0
 * @param start where it begins in the text, in UTF-16 units
 * @param end where it ends, exclusive
 * @param text what it says
 */
public record Chunk(int number, int start, int end, String text) {

    /** What is embedded: a part alone often does not say what it is about, and the title does. */
    public String under(String title) {
        return title.isBlank() ? text : title.strip() + "\n" + text;
    }
}
