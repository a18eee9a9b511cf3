package dev.fabula.application;

import dev.fabula.application.cli.FabulaCommand;

/** The entry point of the executable jar: everything it does is a command. */
public final class Fabula {
    private Fabula() {}

    public static void main(String[] args) {
        int status = FabulaCommand.execute(args);
        if (status != FabulaCommand.KEEPS_RUNNING) {
            System.exit(status);
        }
    }
}
