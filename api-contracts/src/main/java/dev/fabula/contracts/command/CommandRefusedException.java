package dev.fabula.contracts.command;

import java.util.Map;

/**
 * An aggregate's no. Each has a stable code that clients may build on, in kebab case, and says what kind of no it is;
 * nothing was recorded.
 */
public class CommandRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What a client can do about it. */
    public enum Kind {
        /** It can never be right: something in it is wrong. */
        INVALID,
        /** There is nothing like it that the caller may see. */
        NOT_FOUND,
        /** It is not the caller's to ask for. */
        FORBIDDEN,
        /** Things have changed, or are not so far yet. */
        CONFLICT,
        /** What it takes is used up. */
        EXHAUSTED
    }

    private final String code;
    private final Kind kind;
    private final transient Map<String, Object> details;

    /** @param details more for clients that decide by it, simple values by name */
    public CommandRefusedException(Kind kind, String code, String message, Map<String, Object> details) {
        super(message);
        this.kind = kind;
        this.code = code;
        this.details = Map.copyOf(details);
    }

    public CommandRefusedException(Kind kind, String code, String message) {
        this(kind, code, message, Map.of());
    }

    public String code() {
        return code;
    }

    public Kind kind() {
        return kind;
    }

    public Map<String, Object> details() {
        return details;
    }
}
