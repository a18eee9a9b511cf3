package dev.fabula.application.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/** Keeps an eye on every configured server, each in a virtual thread of its own. */
final class ServerWatch implements SmartLifecycle {

    private final List<WatchedServer> servers;
    private final Duration interval;
    private final Duration timeout;
    private final List<Thread> watching = new ArrayList<>();

    ServerWatch(List<WatchedServer> servers, Duration interval, Duration timeout) {
        this.servers = List.copyOf(servers);
        this.interval = interval;
        this.timeout = timeout;
    }

    @Override
    public synchronized void start() {
        servers.forEach(server -> watching.add(Thread.ofVirtual().start(() -> server.watch(interval, timeout))));
    }

    @Override
    public synchronized void stop() {
        watching.forEach(Thread::interrupt);
        watching.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !watching.isEmpty();
    }
}
