package dev.fabula.query.search;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a text, with where the words are that were found. Places and no markup: whoever shows it escapes the text and
 * marks it in the language of their own page.
 *
 * @param marks each the first place and the one after the last, in UTF-16 units of {@code text}
 */
record Marks(String field, String text, List<List<Integer>> marks) {

    /** What the index is asked to put around a word; for private use, so no text that is written by people has them. */
    static final char BEGIN = '\ue000';

    static final char END = '\ue001';

    static Marks of(String field, String marked) {
        StringBuilder text = new StringBuilder();
        List<List<Integer>> marks = new ArrayList<>();
        int begin = -1;
        for (int i = 0; i < marked.length(); i++) {
            char c = marked.charAt(i);
            if (c == BEGIN) {
                begin = text.length();
            } else if (c == END) {
                if (begin >= 0 && begin < text.length()) {
                    marks.add(List.of(begin, text.length()));
                }
                begin = -1;
            } else {
                text.append(c);
            }
        }
        return new Marks(field, text.toString(), List.copyOf(marks));
    }
}
