package dev.fabula.projection.spendbudget;

import dev.fabula.contracts.spendbudget.SpendBudgetEvent.SpendSettled;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;

/**
 * {@code <budget>/<day>/<purpose>/<provider>/<model>}. A slash within one of these is escaped, because names of models
 * have some; what would be too long for a key ends in a hash of the whole, so that it stays unique.
 */
final class UsageKey {

    private static final int LONGEST = 255;
    private static final int HASH = 32;

    private UsageKey() {}

    static String of(SpendSettled event, LocalDate day) {
        String key = String.join(
                "/",
                event.budget(),
                day.toString(),
                escaped(event.purpose()),
                escaped(event.provider()),
                escaped(event.model()));
        return key.length() <= LONGEST ? key : shortened(key);
    }

    static String budgetOf(String key) {
        int end = key.indexOf('/');
        return end < 0 ? key : key.substring(0, end);
    }

    private static String escaped(String part) {
        return part.replace("%", "%25").replace("/", "%2F");
    }

    private static String shortened(String key) {
        int end = LONGEST - HASH - 1;
        // Half a character is no text.
        if (Character.isHighSurrogate(key.charAt(end - 1))) {
            end--;
        }
        return key.substring(0, end) + '~' + hash(key);
    }

    private static String hash(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH / 2);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
