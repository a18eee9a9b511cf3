package dev.fabula.ai.offline;

import dev.fabula.ai.offline.ModerationList.Phrase;
import dev.fabula.ai.offline.ModerationList.Regex;
import dev.fabula.ai.offline.ModerationList.Rule;
import dev.fabula.contracts.ai.AgeTier;
import dev.fabula.contracts.ai.ModerationVerdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Judges texts by lists of words and patterns: quick, and the same every time. It knows words, and not what is meant. */
public final class WordListModeration {

    private static final String SOURCE = "offline";

    private final Map<String, List<Phrase>> byFirstWord = new HashMap<>();
    private final Map<String, List<Phrase>> byFirstBeginning = new HashMap<>();
    private final List<Regex> regexes;
    private int longestBeginning;

    private WordListModeration(ModerationList list) {
        this.regexes = list.regexes();
        for (Phrase phrase : list.phrases()) {
            String first = phrase.words().getFirst();
            if (first.endsWith("*")) {
                String beginning = first.substring(0, first.length() - 1);
                byFirstBeginning
                        .computeIfAbsent(beginning, _ -> new ArrayList<>())
                        .add(phrase);
                longestBeginning = Math.max(longestBeginning, beginning.length());
            } else {
                byFirstWord.computeIfAbsent(first, _ -> new ArrayList<>()).add(phrase);
            }
        }
    }

    public static WordListModeration builtIn() {
        return new WordListModeration(ModerationList.builtIn());
    }

    static WordListModeration of(String list) {
        return new WordListModeration(ModerationList.parse(list));
    }

    public ModerationVerdict judge(String text, AgeTier tier) {
        var verdict = new Verdict(tier);
        List<String> words = Words.of(text);
        for (int i = 0; i < words.size(); i++) {
            int at = i;
            candidates(words.get(i), phrase -> {
                if (stands(phrase.words(), words, at)) {
                    verdict.found(phrase.rule());
                }
            });
        }
        boolean hasDigit = text.chars().anyMatch(Character::isDigit);
        boolean hasAt = text.indexOf('@') >= 0;
        for (Regex regex : regexes) {
            if (regex.found(text, hasDigit, hasAt)) {
                verdict.found(regex.rule());
            }
        }
        return new ModerationVerdict(verdict.allowed, List.copyOf(verdict.categories), SOURCE);
    }

    private void candidates(String word, Consumer<Phrase> each) {
        byFirstWord.getOrDefault(word, List.of()).forEach(each);
        for (int end = Words.SHORTEST_BEGINNING; end <= Math.min(longestBeginning, word.length()); end++) {
            byFirstBeginning.getOrDefault(word.substring(0, end), List.of()).forEach(each);
        }
    }

    private static boolean stands(List<String> phrase, List<String> words, int at) {
        if (at + phrase.size() > words.size()) {
            return false;
        }
        for (int i = 1; i < phrase.size(); i++) {
            String wanted = phrase.get(i);
            String word = words.get(at + i);
            boolean matches = wanted.endsWith(ModerationList.ANY_WORD)
                    ? word.startsWith(wanted.substring(0, wanted.length() - 1))
                    : word.equals(wanted);
            if (!matches) {
                return false;
            }
        }
        return true;
    }

    private static final class Verdict {
        private final AgeTier tier;
        private final TreeSet<String> categories = new TreeSet<>();
        private boolean allowed = true;

        Verdict(AgeTier tier) {
            this.tier = tier;
        }

        void found(Rule rule) {
            categories.add(rule.category());
            allowed &= !rule.refusedFor().contains(tier);
        }
    }
}
