package dev.fabula.application;

import dev.fabula.application.cli.FabulaCommand;

/** The entry point of the executable jar: everything it does is a command. */
public final class Fabula {
    private Fabula() {}

    public static void main(String[] args) {
        // Streams of models block, and there may be more of them than ten a core.
        System.setProperty("reactor.schedulers.defaultBoundedElasticOnVirtualThreads", "true");
        int status = FabulaCommand.execute(args);
        if (status != FabulaCommand.KEEPS_RUNNING) {
            System.exit(status);
        }
    }
}
