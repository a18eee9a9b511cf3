package dev.fabula.ai.route;

/** Nobody may answer. */
public final class NoRouteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is in the way. */
    public enum Why {
        NO_ROUTE,
        MODEL_NOT_ALLOWED,
        PROMPT_TOO_LONG
    }

    private final Why why;

    NoRouteException(Why why) {
        super(why.toString());
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
