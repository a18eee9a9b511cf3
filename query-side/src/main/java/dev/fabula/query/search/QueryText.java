package dev.fabula.query.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * What somebody looks for. It may say something about a living person, so it is in no message and no log.
 *
 * @param whole as it was typed, without white space around it
 * @param phrases what stood in quotes, to be found word by word in this order
 * @param words the others
 */
record QueryText(String whole, List<String> phrases, List<String> words) {

    private static final Pattern PHRASE = Pattern.compile("[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]");
    private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0\"“”„«»]+");

    /** @throws ResponseStatusException 400 naming the limit */
    static QueryText of(String q, SearchProperties limits) {
        String whole = q.strip();
        if (whole.isEmpty() || whole.length() > limits.longestQuery()) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST,
                    "q is 1 to " + limits.longestQuery() + " characters (fabula.search.longest-query)");
        }
        List<String> phrases = new ArrayList<>();
        Matcher phrase = PHRASE.matcher(whole);
        while (phrase.find()) {
            if (!phrase.group(1).isBlank()) {
                phrases.add(phrase.group(1).strip());
            }
        }
        List<String> words = new ArrayList<>();
        for (String word : SPACE.split(PHRASE.matcher(whole).replaceAll(" "))) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        if (phrases.size() + words.size() > limits.terms()) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST,
                    "q is at most " + limits.terms() + " words and phrases (fabula.search.terms)");
        }
        if (phrases.isEmpty() && words.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "q has no word in it");
        }
        return new QueryText(whole, List.copyOf(phrases), List.copyOf(words));
    }

    @Override
    public String toString() {
        return "a query of " + (phrases.size() + words.size()) + " terms";
    }
}
