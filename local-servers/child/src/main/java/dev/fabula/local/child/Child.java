package dev.fabula.local.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The life of a server process, the same for every server.
 *
 * <p>Standard output speaks to the parent, a line at a time: {@code STEP <what>} while something takes long,
 * {@code READY <port>} once, {@code FAILED <why>} before an exit with status 1. Everything else the server prints goes
 * to standard error, which the parent keeps as its log.
 *
 * <p>Standard input ties the process to its parent: the line {@code stop} asks for a clean stop; its end without that
 * line means that the parent is gone, however it died. Either way the process ends, by force if it has to: every
 * server run here recovers from that, and an orphan would hold the port and the data folder.
 */
public final class Child {

    private static final Duration PATIENCE_WHEN_ASKED = Duration.ofSeconds(20);
    private static final Duration PATIENCE_WHEN_ORPHANED = Duration.ofSeconds(3);

    private final PrintStream parent;
    private final ChildServer server;
    private volatile boolean stopping;

    private Child(PrintStream parent, ChildServer server) {
        this.parent = parent;
        this.server = server;
    }

    /** Runs the server until the parent ends it; does not return normally before. Exits with 1 where it cannot start. */
    @SuppressWarnings("SystemOut") // standard output is the channel to the parent
    public static void run(String[] args, ChildServer server) {
        PrintStream parent = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        new Child(parent, server).live(args);
    }

    private void live(String[] args) {
        Thread.ofPlatform().name("parent-watch").daemon().start(this::watchParent);
        try {
            int port = server.start(ChildOptions.parse(args), what -> say("STEP", what));
            say("READY", Integer.toString(port));
            server.awaitEnd();
            if (!stopping) {
                fail("the server ended by itself; its log says why");
            }
        } catch (Exception | LinkageError failure) {
            if (stopping) {
                return; // a start or a wait that the stop interrupted; the watch ends the process
            }
            failure.printStackTrace();
            fail(String.valueOf(failure.getMessage() == null ? failure : failure.getMessage()));
        }
    }

    private void watchParent() {
        boolean asked = false;
        try {
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String line = in.readLine();
            asked = "stop".equals(line);
        } catch (IOException gone) {
            // A broken pipe says the same as its end: the parent is gone.
            System.err.println("lost the parent: " + gone.getMessage());
        }
        stopping = true;
        Duration patience = asked ? PATIENCE_WHEN_ASKED : PATIENCE_WHEN_ORPHANED;
        Thread.ofPlatform().name("last-resort").daemon().start(() -> haltAfter(patience));
        int status = 0;
        try {
            server.stop();
        } catch (Exception failure) {
            failure.printStackTrace();
            status = 1;
        }
        Runtime.getRuntime().halt(status);
    }

    private void say(String word, String text) {
        parent.println(word + " " + text.replaceAll("\\R", " "));
    }

    private void fail(String why) {
        say("FAILED", why);
        Runtime.getRuntime().halt(1);
    }

    private static void haltAfter(Duration patience) {
        try {
            Thread.sleep(patience);
        } catch (InterruptedException nobodyDoesThis) {
            Thread.currentThread().interrupt();
        }
        System.err.println("still not stopped after " + patience.toSeconds() + " s: halting");
        Runtime.getRuntime().halt(1);
    }
}
