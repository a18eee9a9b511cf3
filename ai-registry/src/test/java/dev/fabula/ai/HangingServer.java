package dev.fabula.ai;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** Sends what it is told to, then nothing, and notices when the other side leaves. */
final class HangingServer implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final String sent;
    final CountDownLatch left = new CountDownLatch(1);

    HangingServer(String sent) throws IOException {
        this.sent = sent;
        Thread.ofVirtual().start(this::serve);
    }

    /** The head of a stream and one event of it. */
    static String streamOf(String event) {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private void serve() {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            while (socket.getInputStream().read() >= 0) {
                // The request; what counts is its end.
            }
            left.countDown();
        } catch (IOException e) {
            left.countDown();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
