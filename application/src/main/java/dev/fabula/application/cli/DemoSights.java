package dev.fabula.application.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Says where to look at what a demonstration has filled in; every line runs as it stands. */
final class DemoSights {

    private static final int AROUND = 4;

    private final LocalApi api;
    private final PrintWriter out;

    DemoSights(LocalApi api, PrintWriter out) {
        this.api = api;
        this.out = out;
    }

    /**
     * @param slug of the legacy that was filled
     * @param other tenant that was filled, too
     * @param somebody of whom the legacy tells
     */
    void show(String slug, String other, @Nullable String somebody) throws InterruptedException {
        out.println();
        out.println("Where to look; docs/tour.md walks it:");
        curl("search", "/api/search?q=" + LocalApi.encoded("honey of the dark summer") + "&mode=hybrid");
        curl("people", "/api/legacies/" + slug + "/people");
        String farthest = somebody == null ? null : farthest(somebody);
        if (farthest != null) {
            curl("graph path", "/api/graph/relationship?from=" + somebody + "&to=" + farthest);
        }
        curl("stories", "/api/user/history");
        line("dashboard", "./fabula dashboard");
        line("feeds", "./fabula feeds");
        line("read models", "./fabula projections");
        line("rebuild", "./fabula rebuild search-stories --wait && ./fabula rebuild promote search-stories");
        line(
                "next door",
                "curl -H \"Authorization: Bearer $(./fabula token --tenant " + other + ")\" " + api.url()
                        + "/api/legacies");
        out.flush();
    }

    private @Nullable String farthest(String person) throws InterruptedException {
        try {
            String last = null;
            for (JsonNode relative : api.get("/api/graph/people/" + person + "/relatives?depth=" + AROUND)
                    .path("people")) {
                last = relative.path("person").asString();
            }
            return last;
        } catch (Refusal away) {
            out.println("the graph does not answer yet: " + away.getMessage());
            return null;
        }
    }

    private void curl(String what, String path) {
        line(what, "curl -H \"Authorization: Bearer $(./fabula token)\" \"" + api.url() + path + '"');
    }

    private void line(String what, String how) {
        out.println(String.format("  %-12s %s", what, how));
    }
}
