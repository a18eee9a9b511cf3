package dev.fabula.eventstore.command;

/** The same command is being decided on this node right now. */
public final class CommandInProgressException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandInProgressException(String id) {
        super("a command with the id " + id + " is in progress");
    }
}
