package dev.fabula.local.supervisor;

/** The servers cannot run here; the message says why and what would help. */
public final class LocalServersException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LocalServersException(String why) {
        super(why);
    }

    LocalServersException(String why, Throwable cause) {
        super(why, cause);
    }
}
