package dev.fabula.eventstore.command;

/**
 * What a repetition of a command is recognised by, within its tenant.
 *
 * @param id the sender's, 1 to 255 characters
 * @param fingerprint 32 bytes that differ where the command differs
 */
public record CommandKey(String id, byte[] fingerprint) {

    private static final int LONGEST = 255;

    public CommandKey {
        if (id.isEmpty() || id.length() > LONGEST || id.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a command id has 1 to " + LONGEST + " characters");
        }
    }
}
