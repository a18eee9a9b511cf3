package dev.fabula.command.storysession;

import dev.fabula.ai.GenerationListener;
import dev.fabula.contracts.ai.ProviderAttempt;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Lets a text through to listeners sentence by sentence, each only once it was found fit to be read together with what
 * came before it; from the first that was not, nothing more is let through. The choices after the text come with the beat.
 */
final class ModeratedStream implements GenerationListener {

    /** Words that are harmless alone may not be together: so much of what was let through is looked at again. */
    private static final int CONTEXT = 200;
    /** A sentence that does not end is let through in parts of this length. */
    private static final int LONGEST = 400;

    private final Telling telling;
    private final Predicate<String> fit;
    private final StringBuilder heard = new StringBuilder();
    private int letThrough;
    private boolean stopped;

    ModeratedStream(Telling telling, Predicate<String> fit) {
        this.telling = telling;
        this.fit = fit;
    }

    @Override
    public void token(String text) {
        heard.append(text);
        if (stopped) {
            return;
        }
        int separator = separator();
        int end = separator >= 0 ? separator : lastSentenceEnd();
        if (end > letThrough) {
            String piece = heard.substring(letThrough, end);
            if (fit.test(heard.substring(Math.max(0, letThrough - CONTEXT), end))) {
                telling.say("token", Map.of("text", piece));
                letThrough = end;
            } else {
                stopped = true;
            }
        }
        if (separator >= 0) {
            stopped = true;
        }
    }

    @Override
    public void restarted(ProviderAttempt failed) {
        heard.setLength(0);
        letThrough = 0;
        stopped = false;
        telling.say(
                "restart",
                Map.of(
                        "provider", failed.provider(),
                        "model", failed.model(),
                        "outcome", failed.outcome().wireName()));
    }

    private int separator() {
        int from = Math.max(0, letThrough - 1);
        var separator = WrittenBeat.SEPARATOR.matcher(heard);
        // A line that is not over yet may still become something else.
        return separator.find(from) && separator.end() < heard.length() ? separator.start() : -1;
    }

    private int lastSentenceEnd() {
        for (int i = heard.length() - 1; i > letThrough; i--) {
            if (Character.isWhitespace(heard.charAt(i)) && isEnd(heard.charAt(i - 1))) {
                return i + 1;
            }
        }
        return heard.length() - letThrough > LONGEST ? heard.length() : letThrough;
    }

    private static boolean isEnd(char c) {
        return c == '.' || c == '!' || c == '?' || c == '…' || c == '"' || c == '”' || c == '»' || c == '\n';
    }
}
