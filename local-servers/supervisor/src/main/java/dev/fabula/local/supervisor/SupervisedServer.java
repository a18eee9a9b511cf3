package dev.fabula.local.supervisor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One server: started, listened to, started again when it dies, stopped. */
final class SupervisedServer {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STABLE = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    /** A first start that failed this often will not succeed. */
    private static final int FIRST_ATTEMPTS = 3;

    private final ServerKind kind;
    private final Distribution distribution;
    private final List<String> command;
    private final int port;
    private final Path log;
    private final Listener listener;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private final Thread watch;

    private volatile @Nullable Process process;
    private volatile ServerStatus.State state = ServerStatus.State.STOPPED;
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile String detail = "";

    SupervisedServer(
            ServerKind kind, Distribution distribution, List<String> command, int port, Path log, Listener listener) {
        this.kind = kind;
        this.distribution = distribution;
        this.command = command;
        this.port = port;
        this.log = log;
        this.listener = listener;
        this.watch = Thread.ofPlatform().name("local-" + kind.id()).daemon().unstarted(this::keepRunning);
    }

    void start() {
        watch.start();
    }

    CompletableFuture<Void> ready() {
        return ready;
    }

    ServerStatus status() {
        Process now = process;
        return new ServerStatus(
                kind,
                state,
                distribution.version(),
                port,
                now != null && now.isAlive() ? now.pid() : 0,
                restarts.get(),
                detail);
    }

    private void keepRunning() {
        Duration pause = FIRST_PAUSE;
        try {
            rotateLog();
            while (stopRequested.getCount() > 0) {
                long started = System.nanoTime();
                state = restarts.get() == 0 ? ServerStatus.State.STARTING : ServerStatus.State.RESTARTING;
                live(started);
                if (stopRequested.getCount() == 0) {
                    break;
                }
                int deaths = restarts.incrementAndGet();
                if (!ready.isDone() && deaths >= FIRST_ATTEMPTS) {
                    ready.completeExceptionally(new LocalServersException(detail));
                    break;
                }
                pause = Duration.ofNanos(System.nanoTime() - started).compareTo(STABLE) > 0 ? FIRST_PAUSE : pause;
                state = ServerStatus.State.RESTARTING;
                say("ended (" + detail + "), starting again in " + pause.toMillis() / 1000.0 + " s");
                if (stopRequested.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    break;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        } catch (IOException | InterruptedException failed) {
            detail = String.valueOf(failed.getMessage());
            ready.completeExceptionally(new LocalServersException(detail, failed));
            say("failed: " + detail);
        }
        state = ServerStatus.State.STOPPED;
    }

    /** From start to end of one process. */
    private void live(long started) throws IOException, InterruptedException {
        say("starting");
        detail = "no word from it; its log is " + log;
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process = child;
        if (stopRequested.getCount() == 0) {
            askToStop(child);
        }
        try (BufferedReader words = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line = words.readLine(); line != null; line = words.readLine()) {
                hear(line, started);
            }
        }
        child.waitFor();
    }

    private void hear(String line, long started) {
        int space = line.indexOf(' ');
        String word = space < 0 ? line : line.substring(0, space);
        String text = space < 0 ? "" : line.substring(space + 1);
        switch (word) {
            case "STEP" -> say(text);
            case "FAILED" -> detail = text;
            case "READY" -> {
                state = ServerStatus.State.READY;
                detail = "process ended; its log is " + log;
                say("ready after "
                        + Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0 + " s at 127.0.0.1:"
                        + text);
                ready.complete(null);
            }
            default -> {} // whatever a server prints there by mistake is nothing to us
        }
    }

    /** Asks for a clean stop; returns at once. */
    void requestStop() {
        stopRequested.countDown();
        Process child = process;
        if (child != null) {
            askToStop(child);
        }
    }

    private static void askToStop(Process child) {
        try (OutputStream in = child.getOutputStream()) {
            in.write("stop\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException alreadyGone) {
            // A broken pipe: it has ended, which is what was asked for.
            return;
        }
    }

    /** Waits for the end, and enforces it where it does not come. */
    void awaitStopped() {
        try {
            if (watch.isAlive() && !watch.join(PATIENCE)) {
                Process child = process;
                if (child != null) {
                    child.destroyForcibly();
                }
                watch.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        ready.completeExceptionally(new LocalServersException(kind.id() + " was stopped"));
    }

    private void rotateLog() throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void say(String what) {
        listener.event(kind, what);
    }
}
