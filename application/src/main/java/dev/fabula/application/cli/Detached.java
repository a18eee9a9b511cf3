package dev.fabula.application.cli;

import dev.fabula.local.supervisor.LocalServers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the platform in a process of its own, shows its progress, and leaves it behind once everything runs. */
final class Detached {

    private final Path data;
    private final int port;

    Detached(Path data, int port) {
        this.data = data;
        this.port = port;
    }

    @SuppressWarnings("SystemOut") // what the other process says is passed on as it is
    int start() throws IOException, InterruptedException {
        LocalServers.holder(data).ifPresent(holder -> {
            throw new Refusal("the data folder " + data + " is in use by process " + holder.pid() + ", since "
                    + holder.since() + "; `fabula status` shows it, `fabula down` stops it");
        });
        Path output = Files.createTempFile("fabula-up", ".log");
        try {
            Process process = new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try (OutputStream tie = process.getOutputStream();
                    RandomAccessFile said = new RandomAccessFile(output.toFile(), "r")) {
                while (true) {
                    boolean ended = process.waitFor(100, TimeUnit.MILLISECONDS);
                    boolean ready = RunFile.read(data).filter(RunFile::ready).isPresent();
                    pass(said);
                    if (ended) {
                        return process.exitValue() == 0 ? 1 : process.exitValue();
                    }
                    if (ready) {
                        tie.write(Handover.DONE.getBytes(StandardCharsets.US_ASCII));
                        Thread.sleep(200); // the announcement follows the run file at once
                        pass(said);
                        return 0;
                    }
                }
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static void pass(RandomAccessFile said) throws IOException {
        byte[] more = new byte[(int) Math.min(1 << 20, said.length() - said.getFilePointer())];
        said.readFully(more);
        System.out.write(more);
        System.out.flush();
    }

    /** This very command in a session of its own, so that a terminal that closes does not take it along. */
    private List<String> command() {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-jar", System.getProperty("java.class.path")));
        command.addAll(List.of("up", "--detached", "--data", data.toString(), "--port", Integer.toString(port)));
        return command;
    }
}
