package dev.fabula.projection.runtime;

/** There is nothing of that name. */
public final class NoSuchProjectionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchProjectionException(String what) {
        super("there is no " + what);
    }
}
