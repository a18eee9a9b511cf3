package dev.fabula.eventstore.postgres;

import dev.fabula.local.supervisor.DatabaseAccess;
import dev.fabula.local.supervisor.DatabaseAccess.Login;
import java.util.List;

/** A process that appends until it is killed, and says on its standard output what was acknowledged. */
final class WriterProcess {

    private WriterProcess() {}

    /** Arguments: URL, password of the role that appends, password of the one that operates, seed, contested streams. */
    public static void main(String[] args) throws Exception {
        Login none = new Login("", "");
        DatabaseAccess access = new DatabaseAccess(
                args[0], none, none, new Login("fabula_append", args[1]), new Login("fabula_operate", args[2]), none);
        TestHistory history = new TestHistory(access);
        List<String> contested = List.of(args).subList(4, args.length);
        try (Writers _ =
                new Writers(history, 16, Long.parseLong(args[3]), contested, new Ledger(), WriterProcess::say)) {
            say(List.of("ready"));
            // Ends with the parent, should that die first.
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
        System.exit(0);
    }

    private static synchronized void say(List<String> words) {
        System.out.println(String.join(" ", words));
        System.out.flush();
    }
}
