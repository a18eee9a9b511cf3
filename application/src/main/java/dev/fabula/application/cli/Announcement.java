package dev.fabula.application.cli;

import dev.fabula.local.supervisor.LocalServers;
import dev.fabula.local.supervisor.ServerKind;
import dev.fabula.local.supervisor.ServerStatus;
import java.nio.file.Path;
import java.util.Set;

/** What is said once, when everything runs. */
final class Announcement {

    private final Progress progress;

    Announcement(Progress progress) {
        this.progress = progress;
    }

    void everythingRuns(String url, LocalServers servers, Set<ServerKind> local, Settings settings, Path data) {
        progress.line("");
        progress.line("Fabula runs after " + progress.elapsed().toMillis() / 1000.0 + " s:");
        row("application", url, "API; its document is at /openapi/ui");
        for (ServerStatus server : servers.status()) {
            row(server.kind().id(), "127.0.0.1:" + server.port(), "version " + server.version());
        }
        for (ServerKind kind : ServerKind.values()) {
            if (!local.contains(kind)) {
                row(
                        kind.id(),
                        "configured",
                        Settings.addressOf(kind) + " = " + withoutSecrets(settings.get(Settings.addressOf(kind))));
            }
        }
        row("data", data.toString(), "logs in " + servers.logs());
        progress.line("");
        progress.line("Try: curl -H \"Authorization: Bearer $(./fabula token)\" " + url + "/api/me");
    }

    private void row(String what, String where, String more) {
        progress.line(String.format("  %-14s %-24s %s", what, where, more));
    }

    private static String withoutSecrets(@org.jspecify.annotations.Nullable String address) {
        return address == null ? "" : address.replaceAll("//[^/@]*@", "//…@").replaceAll("(?i)(password=)[^&]*", "$1…");
    }
}
