package dev.fabula.command.storysession;

import java.util.regex.Pattern;

/**
 * A story in a few sentences, carried on from beat to beat without asking a model: what was chosen, and how each beat
 * begins. Where it grows too long the middle goes, because the beginning says what the story is about and the end where it is.
 */
final class Summary {

    static final int LONGEST = 1_500;
    private static final int LONGEST_SENTENCE = 240;
    private static final int BEGINNING = 400;
    private static final String GAP = " … ";
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?…][\"'”’»]?)\\s+");

    private Summary() {}

    /** The summary with one more beat. */
    static String after(StorySoFar story, String text) {
        StringBuilder longer = new StringBuilder(story.summary());
        String wish = story.wish();
        if (wish != null) {
            longer.append(longer.isEmpty() ? "" : " ")
                    .append("(")
                    .append(shortened(wish))
                    .append(")");
        }
        longer.append(longer.isEmpty() ? "" : " ").append(shortened(SENTENCE_END.split(text.strip(), 2)[0]));
        return longer.length() <= LONGEST
                ? longer.toString()
                : longer.substring(0, BEGINNING)
                        + GAP
                        + longer.substring(longer.length() - (LONGEST - BEGINNING - GAP.length()));
    }

    private static String shortened(String sentence) {
        String flat = sentence.replaceAll("\\s+", " ").strip();
        return flat.length() <= LONGEST_SENTENCE ? flat : flat.substring(0, LONGEST_SENTENCE - 1) + "…";
    }
}
