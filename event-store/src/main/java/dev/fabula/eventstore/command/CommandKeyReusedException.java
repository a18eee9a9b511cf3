package dev.fabula.eventstore.command;

/** The id of a command that has been decided came with another command. */
public final class CommandKeyReusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandKeyReusedException(String id) {
        super("the command id " + id + " belongs to another command");
    }
}
