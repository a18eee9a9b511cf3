package dev.fabula.eventstore.command;

/** The same command was decided by somebody else a moment earlier; that outcome stands, and nothing of this one. */
public final class CommandDecidedElsewhereException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandDecidedElsewhereException(Throwable conflict) {
        super("the same command has been decided elsewhere", conflict);
    }
}
