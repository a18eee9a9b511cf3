package dev.fabula.command.storysession;

import dev.fabula.contracts.storysession.BeatChoice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model's answer, taken apart: the text, and the ways on that it offers. Models do not always keep to the form, so
 * whatever can be made sense of is; only an answer without any text is none.
 */
record WrittenBeat(String text, List<BeatChoice> choices) {

    /** Where the text ends, at the beginning of a line. */
    static final Pattern SEPARATOR = Pattern.compile("(?m)^\\s*(?:-{3,}|\\*{3,}|_{3,})\\s*$");

    private static final Pattern CHOICE = Pattern.compile("(?m)^\\s*(?:[-*•]|\\(?\\d{1,2}[.):])\\s*(.+?)\\s*$");
    private static final int MOST_CHOICES = 6;
    private static final int LONGEST_CHOICE = 300;
    private static final int GOOD_FROM = 60;
    private static final int GOOD_TO = 300;
    private static final int GOOD_CHOICES = 3;

    static WrittenBeat of(String answer) {
        Matcher separator = SEPARATOR.matcher(answer);
        String text = answer;
        String rest = "";
        if (separator.find()) {
            text = answer.substring(0, separator.start());
            rest = answer.substring(separator.end());
        } else {
            Matcher first = Pattern.compile("(?m)^\\s*\\(?1[.):]\\s").matcher(answer);
            if (first.find()) {
                text = answer.substring(0, first.start());
                rest = answer.substring(first.start());
            }
        }
        return new WrittenBeat(text.strip(), choices(rest));
    }

    private static List<BeatChoice> choices(String lines) {
        List<BeatChoice> choices = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Matcher line = CHOICE.matcher(lines);
        while (line.find() && choices.size() < MOST_CHOICES) {
            String text = line.group(1).replace("**", "");
            text = text.length() <= LONGEST_CHOICE ? text : text.substring(0, LONGEST_CHOICE);
            if (!text.isBlank() && seen.add(text.toLowerCase(Locale.ROOT))) {
                choices.add(new BeatChoice(Integer.toString(choices.size() + 1), text));
            }
        }
        return List.copyOf(choices);
    }

    /**
     * How well it keeps to the form, 0 to 1: half for a length of 60 to 300 words, the other half for three distinct ways
     * on. Says nothing of how good a story it is.
     */
    double quality() {
        int words = text.isBlank() ? 0 : text.split("\\s+").length;
        double length = words >= GOOD_FROM && words <= GOOD_TO
                ? 1
                : words < GOOD_FROM ? words / (double) GOOD_FROM : GOOD_TO / (double) words;
        double offered = Math.min(choices.size(), GOOD_CHOICES) / (double) GOOD_CHOICES;
        return Math.round((length + offered) * 50) / 100.0;
    }

    /** All that a reader would see, for moderation. */
    String everything() {
        StringBuilder all = new StringBuilder(text);
        choices.forEach(choice -> all.append('\n').append(choice.text()));
        return all.toString();
    }
}
