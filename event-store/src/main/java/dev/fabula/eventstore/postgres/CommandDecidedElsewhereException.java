package dev.fabula.eventstore.postgres;

/** The same command was decided by somebody else a moment earlier; that outcome stands. */
public final class CommandDecidedElsewhereException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandDecidedElsewhereException(Throwable conflict) {
        super("the same command has been decided elsewhere", conflict);
    }
}
