package dev.fabula.application.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The application alone, for images and for servers that are already there. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description =
                "Run the application alone, against the servers that configuration names (fabula.postgres.url and so on).")
final class ServeCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        Server server = new Server();
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop"));
        server.start(Map.of());
        return FabulaCommand.KEEPS_RUNNING;
    }
}
