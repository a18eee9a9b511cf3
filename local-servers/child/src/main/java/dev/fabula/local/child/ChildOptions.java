package dev.fabula.local.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the parent asks for: {@code --data DIR --port N [--password-file FILE]}. Passwords come as files, because
 * everyone on the machine can read a command line.
 *
 * @param data the server's own data folder; may not exist yet
 * @param port the TCP port to serve on, on the loopback address only
 * @param passwordFile holds the administrator's password, where the server has one
 */
public record ChildOptions(Path data, int port, @Nullable Path passwordFile) {

    static ChildOptions parse(String[] args) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!args[i].startsWith("--") || i + 1 == args.length) {
                throw new IllegalArgumentException("expected --name value pairs, found: " + args[i]);
            }
            given.put(args[i].substring(2), args[i + 1]);
        }
        String passwordFile = given.get("password-file");
        return new ChildOptions(
                Path.of(required(given, "data")).toAbsolutePath(),
                Integer.parseInt(required(given, "port")),
                passwordFile == null ? null : Path.of(passwordFile).toAbsolutePath());
    }

    /** The administrator's password. */
    public String password() throws IOException {
        if (passwordFile == null) {
            throw new IllegalArgumentException("this server needs --password-file");
        }
        return Files.readString(passwordFile).strip();
    }

    private static String required(Map<String, String> given, String name) {
        String value = given.get(name);
        if (value == null) {
            throw new IllegalArgumentException("missing --" + name);
        }
        return value;
    }
}
