package dev.fabula.ai.offline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.MessageType;

/**
 * What messages say, as the offline provider understands them: hints are lines {@code Name: value} of system messages,
 * choices are user messages {@code Choice: …}.
 *
 * @param hints by name, in lower case
 * @param told the texts of earlier answers, the oldest first, without what they offered
 * @param offered the choices that earlier answers offered
 * @param choices what was chosen, the oldest first
 * @param system what system messages say, all of it
 * @param asked the last user message; empty if there is none
 */
record Conversation(
        Map<String, String> hints,
        List<String> told,
        List<String> offered,
        List<String> choices,
        String system,
        String asked) {

    private static final Set<String> HINTS =
            Set.of("premise", "genres", "characters", "age tier", "summary", "beat", "title");
    private static final Pattern HINT =
            Pattern.compile("^\\s*([A-Za-z][A-Za-z ]{1,20}):[ \\t]*(.+)$", Pattern.MULTILINE);
    private static final Pattern CHOICE =
            Pattern.compile("^\\s*choice:\\s*(.+)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern OFFER = Pattern.compile("^\\s*[1-9]\\.\\s+(.+)$", Pattern.MULTILINE);
    private static final String OFFERS_BEGIN = "\n---";

    static Conversation of(List<Message> messages) {
        Map<String, String> hints = new HashMap<>();
        List<String> told = new ArrayList<>();
        List<String> offered = new ArrayList<>();
        List<String> choices = new ArrayList<>();
        var system = new StringBuilder();
        String asked = "";
        for (Message message : messages) {
            String text = message.getText() == null ? "" : message.getText();
            if (message.getMessageType() == MessageType.SYSTEM) {
                system.append(text).append('\n');
                hint(text, hints);
            } else if (message.getMessageType() == MessageType.ASSISTANT) {
                int offers = text.indexOf(OFFERS_BEGIN);
                told.add(offers < 0 ? text : text.substring(0, offers));
                OFFER.matcher(offers < 0 ? "" : text.substring(offers))
                        .results()
                        .forEach(offer -> offered.add(offer.group(1).strip()));
            } else {
                asked = text;
                Matcher choice = CHOICE.matcher(text);
                if (choice.find()) {
                    choices.add(choice.group(1).strip());
                }
            }
        }
        return new Conversation(hints, told, offered, choices, system.toString(), asked);
    }

    private static void hint(String text, Map<String, String> hints) {
        Matcher line = HINT.matcher(text);
        while (line.find()) {
            String name = line.group(1).strip().toLowerCase(Locale.ROOT);
            if (HINTS.contains(name)) {
                hints.putIfAbsent(name, line.group(2).strip());
            }
        }
    }

    boolean isStory() {
        return hints.containsKey("premise");
    }

    String hint(String name) {
        return hints.getOrDefault(name, "");
    }

    /** Of the beat to be told, from 1. */
    int beat() {
        String number = hint("beat");
        return number.matches("[0-9]{1,6}") ? Integer.parseInt(number) : told.size() + 1;
    }
}
