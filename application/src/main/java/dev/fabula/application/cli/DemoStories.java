package dev.fabula.application.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Plays stories as people would. */
final class DemoStories {

    private final LocalApi api;

    /** @param api of the one who plays */
    DemoStories(LocalApi api) {
        this.api = api;
    }

    /** Plays a story unless this user has one of its title. Whether it was played. */
    boolean play(DemoTenant.Played story) throws InterruptedException {
        for (JsonNode known : api.get("/api/user/history?limit=100").path("sessions")) {
            if (known.path("title").asString().equals(story.title())) {
                return false;
            }
        }
        String session = api.write(
                        "POST",
                        "/api/story/start",
                        Map.of(
                                "premise", story.premise(),
                                "title", story.title(),
                                "genres", story.genres(),
                                "platform", "demo"))
                .path("session")
                .asString();
        goOn(session, 1, story.moves());
        String path = "/api/story/session/" + session;
        for (int i = 0; i < story.ratings().size(); i++) {
            var _ = api.write(
                    "POST",
                    path + "/rating",
                    Map.of("beat", i + 1, "rating", story.ratings().get(i)));
        }
        DemoTenant.Branch branch = story.branch();
        if (branch != null) {
            String other = api.write("POST", path + "/branch", Map.of("beat", branch.beat(), "title", branch.title()))
                    .path("session")
                    .asString();
            goOn(other, branch.beat(), branch.moves());
        }
        if (story.end()) {
            var _ = api.write("POST", path + "/end", Map.of());
        }
        return true;
    }

    /** @param beat the last one that there is */
    private void goOn(String session, int beat, List<DemoTenant.Move> moves) throws InterruptedException {
        int last = beat;
        for (DemoTenant.Move move : moves) {
            Map<String, Object> asked = new HashMap<>(move.asked());
            asked.put("session", session);
            asked.put("expectedBeat", last++);
            var _ = api.write("POST", "/api/story/continue", asked);
        }
    }
}
