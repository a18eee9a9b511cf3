package dev.fabula.application.cli;

import dev.fabula.local.supervisor.LocalServersException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything on this machine. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Start the local servers and the application; print what runs where.",
            "A server whose address is configured (fabula.postgres.url, fabula.kafka.bootstrap-servers, fabula.elasticsearch.url,"
                    + " fabula.neo4j.uri; as a variable or in fabula.properties) is used instead of a local one."
        })
final class UpCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private DataFolder data;

    @Option(names = "--detach", description = "return when everything runs; `fabula down` stops it")
    private boolean detach;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "the application's port (default: 8080; 0: any free one)")
    private int port;

    @Option(names = "--detached", hidden = true, description = "this is the process that --detach leaves behind")
    private boolean detached;

    @Override
    public Integer call() throws Exception {
        if (port < 0 || port > 65535) {
            throw new Refusal("--port " + port + " is not a port: 0 to 65535");
        }
        Path folder = data.path();
        try {
            if (detach) {
                return new Detached(folder, port).start();
            }
            new Platform(folder, port, detached, progress()).run();
            return FabulaCommand.KEEPS_RUNNING;
        } catch (LocalServersException refused) {
            throw new Refusal(String.valueOf(refused.getMessage()));
        }
    }

    private Progress progress() {
        return new Progress(Terminal.present() && !"dumb".equals(System.getenv("TERM")));
    }
}
