package dev.fabula.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What PostgreSQL's programs are started through. PostgreSQL refuses root; in a user namespace of its own it is not
 * root, and its files stay ours. And it does not watch its parent, so the kernel is asked to tell it.
 *
 * @param prefix what stands before a program
 */
record Wrapper(List<String> prefix) {

    static Wrapper find() throws IOException, InterruptedException {
        List<String> prefix = new ArrayList<>();
        if (root()) {
            if (!works(List.of("unshare", "-U", "--", "true"))) {
                throw new IOException("PostgreSQL does not run as root, and this machine allows no user namespaces"
                        + " (unshare -U): run Fabula as an ordinary user");
            }
            prefix.addAll(List.of("unshare", "-U", "--"));
        }
        return new Wrapper(prefix);
    }

    private static boolean root() throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    }

    /** For programs that end by themselves. */
    List<String> run(List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    /** For the server itself: it gets SIGINT, its fast shutdown, when the thread that starts it is gone. */
    List<String> tie(List<String> command) throws IOException, InterruptedException {
        List<String> tied = new ArrayList<>();
        if (works(List.of("setpriv", "--pdeathsig", "INT", "true"))) {
            tied.addAll(List.of("setpriv", "--pdeathsig", "INT"));
        } else {
            System.err.println(
                    "no setpriv here: should this process be killed, PostgreSQL is stopped at the next start");
        }
        tied.addAll(command);
        return run(tied);
    }

    private static boolean works(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
