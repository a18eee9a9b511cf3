package dev.fabula.eventstore.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** Stands between a node and its database and can break the connection after the database has done its work. */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket door;
    private final String host;
    private final int port;
    private final AtomicBoolean cutNextAnswer = new AtomicBoolean();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    CuttingProxy(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** The answer to the next append does not arrive; its connection breaks instead. */
    void cutNextAnswer() {
        cutNextAnswer.set(true);
    }

    boolean hasCut() {
        return !cutNextAnswer.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(host, port);
                open.addAll(List.of(client, server));
                AtomicBoolean appending = new AtomicBoolean();
                Thread.ofVirtual()
                        .start(() -> copy(client, server, sent -> {
                            // The driver sends a statement's text for the first few times.
                            if (sent.contains("event_store.append(") && cutNextAnswer.get()) {
                                appending.set(true);
                            }
                            return false;
                        }));
                Thread.ofVirtual()
                        .start(() ->
                                copy(server, client, _ -> appending.get() && cutNextAnswer.compareAndSet(true, false)));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void copy(Socket from, Socket to, Predicate<String> cut) {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (cut.test(new String(buffer, 0, n, StandardCharsets.ISO_8859_1))) {
                    return;
                }
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException broken) {
            // The other half is closed, too.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
