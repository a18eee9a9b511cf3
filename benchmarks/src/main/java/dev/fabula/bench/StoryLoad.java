package dev.fabula.bench;

import dev.fabula.eventstore.codec.Ulids;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * People who play whole stories, one after the other: a start, some choices, and after each beat a look at the story.
 */
final class StoryLoad {

    private static final int BEATS = 6;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final ApplicationProcess application;
    private final HttpClient http;
    private final Duration pause;
    private final String bearer;
    private final Histogram start = histogram();
    private final Histogram goOn = histogram();
    private final Histogram read = histogram();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** @param pause how long somebody looks at a beat before they go on, on average */
    StoryLoad(ApplicationProcess application, HttpClient http, String bearer, Duration pause) {
        this.application = application;
        this.http = http;
        this.bearer = bearer;
        this.pause = pause;
    }

    private static Histogram histogram() {
        return new ConcurrentHistogram(LONGEST.toNanos(), 3);
    }

    Histogram starts() {
        return start;
    }

    Histogram continues() {
        return goOn;
    }

    Histogram reads() {
        return read;
    }

    /** All that changes something. */
    Histogram writes() {
        Histogram both = histogram();
        both.add(start);
        both.add(goOn);
        return both;
    }

    /**
     * Plays.
     *
     * @return requests a second
     */
    double play(int users, Duration length) throws InterruptedException {
        long begin = System.nanoTime();
        long end = begin + length.toNanos();
        List<Thread> playing = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            int number = user;
            playing.add(Thread.ofVirtual().start(() -> {
                try {
                    for (int story = 0; System.nanoTime() < end && failure.get() == null; story++) {
                        story(number * 1_000 + story, end);
                    }
                } catch (IOException | InterruptedException | RuntimeException failed) {
                    failure.compareAndSet(null, failed);
                }
            }));
        }
        for (Thread each : playing) {
            each.join();
        }
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("somebody could not play on: " + failed, failed);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return (start.getTotalCount() + goOn.getTotalCount() + read.getTotalCount()) / seconds;
    }

    private void story(int number, long end) throws IOException, InterruptedException {
        JsonNode beat = timed(
                start,
                post(
                        "/api/story/start",
                        Map.of(
                                "premise",
                                "A lighthouse keeper finds letter " + number + " in a bottle",
                                "genres",
                                List.of("mystery", "adventure"),
                                "seed",
                                number)),
                201);
        String session = beat.path("session").asString();
        for (int i = 1; i < BEATS && System.nanoTime() < end; i++) {
            timed(read, get("/api/story/session/" + session), 0);
            look();
            timed(
                    goOn,
                    post(
                            "/api/story/continue",
                            Map.of("session", session, "choice", Integer.toString(i % 2 + 1), "expectedBeat", i)),
                    200);
        }
        timed(read, get("/api/story/session/" + session + "/beats"), 0);
    }

    /** Never all at the same time: as long as arrivals by chance are apart. */
    private void look() throws InterruptedException {
        if (!pause.isZero()) {
            Thread.sleep(Duration.ofNanos((long)
                    (pause.toNanos() * -Math.log1p(-ThreadLocalRandom.current().nextDouble()))));
        }
    }

    private HttpRequest post(String path, Map<String, ?> body) {
        return HttpRequest.newBuilder(application.uri(path))
                .timeout(LONGEST)
                .header("Authorization", bearer)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", '"' + Ulids.next() + '"')
                .POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))
                .build();
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(application.uri(path))
                .timeout(LONGEST)
                .header("Authorization", bearer)
                .build();
    }

    /** @param expected status; 0 where a story may not be seen yet */
    private JsonNode timed(Histogram time, HttpRequest request, int expected) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        time.recordValue(System.nanoTime() - begin);
        int status = answer.statusCode();
        if (expected == 0 ? status != 200 && status != 404 : status != expected) {
            throw new IOException(request.uri() + " answered " + status + ": " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body());
    }
}
