package dev.fabula.ai;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Streams the beginning of an answer of OpenAI's language, and then cuts the connection in the middle of a chunk. */
final class CuttingServer implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final String[] parts;

    CuttingServer(String... parts) throws IOException {
        this.parts = parts;
        Thread.ofVirtual().start(this::serve);
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                readRequest(socket.getInputStream());
                OutputStream out = socket.getOutputStream();
                write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
                for (String part : parts) {
                    String chunk = Wire.chunk("{\"content\":\"" + part + "\"}", "null", "");
                    write(out, Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n");
                }
                write(out, "ff\r\ndata: {\"id\"");
            } catch (SocketException e) {
                return;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** All of it: a socket that is closed with something unread is reset, and what was written may be lost. */
    private static void readRequest(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        String length = head.toString()
                .lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .findFirst()
                .orElseThrow();
        in.readNBytes(Integer.parseInt(length.substring(15).strip()));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
