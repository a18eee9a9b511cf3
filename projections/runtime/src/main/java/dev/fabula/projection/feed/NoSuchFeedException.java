package dev.fabula.projection.feed;

/** There is no feed or job of that name. */
public final class NoSuchFeedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchFeedException(String what) {
        super(what);
    }
}
