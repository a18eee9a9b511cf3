package dev.fabula.projection.feed;

/** What an operator asked for cannot be done as things are. */
public final class FeedRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    FeedRefusedException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Stable, in kebab case. */
    public String code() {
        return code;
    }
}
