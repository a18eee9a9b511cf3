package dev.fabula.contracts.command;

/** What somebody wants to happen. Constructors refuse what makes no sense whatever the aggregate's state is. */
public interface Command {

    /** The id of the aggregate that decides, which is its stream: a ULID. */
    String target();
}
