package dev.fabula.contracts.search;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into chunks of whole sentences. Each but the last is as long as fits, and begins with what ended the one
 * before, so that nothing is torn from what it refers to. Who embeds and who folds must cut alike, today and after years:
 * whatever could cut a text differently is a new {@link #VERSION}. So the rules are its own, and not a library's, whose
 * tables of languages change.
 */
public final class Chunker {

    /** Of the rules and the sizes below. */
    public static final int VERSION = 1;
    /** The longest chunk, in UTF-16 units: about 250 tokens. */
    static final int LONGEST = 1_000;
    /** The longest repetition of what was before. */
    static final int OVERLAP = 150;
    /** What comes after so many chunks is not found by its meaning. */
    static final int MOST = 256;

    private static final String ENDS = ".!?…。！？";
    private static final String CLOSING = "\"'”’»«“)]}」』";

    private Chunker() {}

    /** From the beginning; none where there is nothing but white space. */
    public static List<Chunk> chunks(String text) {
        List<int[]> sentences = sentences(text);
        List<Chunk> chunks = new ArrayList<>();
        int first = 0;
        while (first < sentences.size() && chunks.size() < MOST) {
            int start = sentences.get(first)[0];
            int next = first + 1;
            while (next < sentences.size() && sentences.get(next)[1] - start <= LONGEST) {
                next++;
            }
            int end = sentences.get(next - 1)[1];
            chunks.add(new Chunk(chunks.size(), start, end, text.substring(start, end)));
            if (next >= sentences.size()) {
                break;
            }
            // Back over the last sentences that are short enough, and never to where this one began.
            int again = next;
            while (again - 1 > first
                    && end - sentences.get(again - 1)[0] <= OVERLAP
                    && sentences.get(next)[1] - sentences.get(again - 1)[0] <= LONGEST) {
                again--;
            }
            first = again;
        }
        return List.copyOf(chunks);
    }

    /** Where each begins and ends, without white space around it; none is longer than a chunk. */
    private static List<int[]> sentences(String text) {
        List<int[]> sentences = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (endsAt(text, i)) {
                add(text, start, i + 1, sentences);
                start = i + 1;
            }
        }
        add(text, start, text.length(), sentences);
        return sentences;
    }

    private static boolean endsAt(String text, int i) {
        char c = text.charAt(i);
        if (c == '\n') {
            return true;
        }
        boolean ending = ENDS.indexOf(c) >= 0;
        for (int back = i - 1; !ending && CLOSING.indexOf(c) >= 0 && back >= 0; back--) {
            ending = ENDS.indexOf(text.charAt(back)) >= 0;
            if (CLOSING.indexOf(text.charAt(back)) < 0) {
                break;
            }
        }
        return ending && (i + 1 == text.length() || isSpace(text.charAt(i + 1)) || isWide(c));
    }

    /** Chinese and Japanese have no space after a sentence. */
    private static boolean isWide(char c) {
        return c == '。' || c == '！' || c == '？';
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || c == '\u00a0' || c == '\u3000' || c == '\u2028' || c == '\u2029';
    }

    private static void add(String text, int from, int to, List<int[]> sentences) {
        int start = from;
        int end = to;
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        while (end - start > LONGEST) {
            int cut = cut(text, start);
            add(text, start, cut, sentences);
            start = cut;
            while (start < end && isSpace(text.charAt(start))) {
                start++;
            }
        }
        if (start < end) {
            sentences.add(new int[] {start, end});
        }
    }

    /** After the last space that a chunk has room for, or between two characters where there is none. */
    private static int cut(String text, int start) {
        int latest = start + LONGEST;
        for (int i = latest; i > start + LONGEST / 2; i--) {
            if (isSpace(text.charAt(i - 1))) {
                return i;
            }
        }
        return Character.isHighSurrogate(text.charAt(latest - 1)) ? latest - 1 : latest;
    }
}
