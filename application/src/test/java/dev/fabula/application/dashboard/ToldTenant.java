package dev.fabula.application.dashboard;

import static dev.fabula.application.TestCaller.expect;

import dev.fabula.application.TestApplication;
import dev.fabula.application.TestCaller;
import dev.fabula.eventstore.codec.Ulids;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A tenant in which something happened, over HTTP like everywhere: stories, ratings, a legacy, events of clients. */
final class ToldTenant {
    private ToldTenant() {}

    /** With nobody to say that it is enough for this minute. */
    static TestApplication start(Class<?> test, String... arguments) throws Exception {
        return TestApplication.start(
                test,
                List.of(),
                Stream.concat(
                                Stream.of(
                                        "--spring.profiles.active=local",
                                        "--fabula.story.per-user=60000",
                                        "--fabula.story.per-tenant=60000"),
                                Stream.of(arguments))
                        .toArray(String[]::new));
    }

    /** Returns once analytics show it. */
    static TestCaller tell(TestApplication application) throws Exception {
        TestCaller olivia = new TestCaller(application, "&tenant=alder&user=olivia");
        TestCaller gwen = new TestCaller(application, "&tenant=alder&user=gwen");
        for (String premise : List.of("A ferry that only runs in fog", "A door in the tide", "A lamp that hums")) {
            play(olivia, premise);
        }
        play(gwen, "A ferry that only runs in fog");
        expect(201, olivia.post("/api/legacies", Map.of("slug", "vale", "name", "The Vales")));
        for (String name : List.of("Mira /Vale/", "Jon /Vale/")) {
            expect(201, olivia.post("/api/legacies/vale/people", Map.of("names", List.of(Map.of("full", name)))));
        }
        expect(202, gwen.post("/api/analytics/event", Map.of("events", List.of(pageViewed(), pageViewed()))));
        olivia.follow(gwen);
        olivia.read("/api/analytics/dashboard");
        return olivia;
    }

    private static void play(TestCaller player, String premise) throws Exception {
        JsonNode first = expect(
                201,
                player.post("/api/story/start", Map.of("premise", premise, "genres", List.of("fantasy"), "seed", 7)));
        String session = first.path("session").asString();
        for (Map<String, ?> next : List.of(Map.of("choice", "1"), Map.of("choice", "2"), Map.of("text", "She sings"))) {
            Map<String, Object> body = new HashMap<>(next);
            body.put("session", session);
            expect(200, player.post("/api/story/continue", body));
        }
        String story = "/api/story/session/" + session;
        expect(204, player.post(story + "/rating", Map.of("beat", 2, "rating", 4)));
        expect(204, player.post(story + "/end", Map.of()));
    }

    private static Map<String, Object> pageViewed() {
        return Map.of(
                "id", Ulids.next(),
                "name", "page-viewed",
                "occurredAt", Instant.now().toString(),
                "properties", Map.of("page", "shelf"));
    }
}
