package dev.fabula.application.cli;

import java.io.Console;

/** Whether a person watches, on both ends of the line. */
final class Terminal {
    private Terminal() {}

    @SuppressWarnings("SystemConsoleNull") // null is still what there is without any console provider
    static boolean present() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
