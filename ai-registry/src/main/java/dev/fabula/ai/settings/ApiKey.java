package dev.fabula.ai.settings;

/** A secret that must not be seen: its text is only where it is sent. */
public record ApiKey(String value) {

    public static ApiKey of(String value) {
        return new ApiKey(value);
    }

    @Override
    public String toString() {
        return "***";
    }
}
