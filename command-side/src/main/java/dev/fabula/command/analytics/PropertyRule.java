package dev.fabula.command.analytics;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a property of a client event may be. There is no rule that lets free text through. */
sealed interface PropertyRule {

    boolean isRequired();

    /** The value as it is kept; nothing where it is not allowed. */
    @Nullable
    String accepted(JsonNode value);

    /** What is allowed, for who sent something else. */
    String said();

    /** One of some words. */
    record OneOf(boolean isRequired, List<String> words) implements PropertyRule {
        @Override
        public @Nullable String accepted(JsonNode value) {
            return value.isString() && words.contains(value.asString()) ? value.asString() : null;
        }

        @Override
        public String said() {
            return "one of " + String.join(", ", words);
        }
    }

    /** A whole number. */
    record Whole(boolean isRequired, int least, int most) implements PropertyRule {
        @Override
        public @Nullable String accepted(JsonNode value) {
            return value.isIntegralNumber()
                            && value.canConvertToInt()
                            && value.asInt() >= least
                            && value.asInt() <= most
                    ? Integer.toString(value.asInt())
                    : null;
        }

        @Override
        public String said() {
            return "a whole number from " + least + " to " + most;
        }
    }

    /** The id of something of ours. */
    record Ulid(boolean isRequired) implements PropertyRule {

        private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

        @Override
        public @Nullable String accepted(JsonNode value) {
            return value.isString() && FORM.matcher(value.asString()).matches() ? value.asString() : null;
        }

        @Override
        public String said() {
            return "a ULID (26 characters, upper case)";
        }
    }
}
