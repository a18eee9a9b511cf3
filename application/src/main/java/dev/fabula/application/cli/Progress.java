package dev.fabula.application.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Tells the person who waits what is going on, a line each; in colour on a terminal. */
final class Progress {

    private final boolean colour;
    private final long started = System.nanoTime();
    private final PrintStream out =
            new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);

    Progress(boolean colour) {
        this.colour = colour;
    }

    /** Something of one part of the platform. */
    void say(String part, String what) {
        String time = String.format(Locale.ROOT, "%6.1f s", elapsed().toMillis() / 1000.0);
        boolean done = what.startsWith("ready");
        boolean trouble = what.contains("ended") || what.contains("failed") || what.contains("taken");
        String paint = !colour ? "" : done ? "\u001b[32m" : trouble ? "\u001b[33m" : "\u001b[2m";
        out.printf("%s  %-14s %s%s%s%n", time, part, paint, what, paint.isEmpty() ? "" : "\u001b[0m");
    }

    /** A line as it is. */
    void line(String text) {
        out.println(text);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
