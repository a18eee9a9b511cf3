package dev.fabula.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** People who write and read all the time. What they write must be taken in, whatever is away; a reader may be told so. */
final class Traffic implements AutoCloseable {

    private static final long PAUSE_MILLIS = 50;
    /** One person may ask for 60 beats a minute; a turn asks for two. */
    private static final long READING_MILLIS = 4_000;

    private static final long WRITING_MILLIS = 200;
    private static final int OK = 200;
    private static final int AWAY = 503;

    private final Somebody who;
    private final String legacy;
    private final String person;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> all;
    private final Queue<String> memories = new ConcurrentLinkedQueue<>();
    private final AtomicInteger beats = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile boolean over;

    /**
     * @param legacy to which memories are added
     * @param person of whom they tell
     */
    Traffic(Somebody who, String legacy, String person) {
        this.who = who;
        this.legacy = legacy;
        this.person = person;
        all = List.of(
                threads.submit(again(this::play)),
                threads.submit(again(this::remember)),
                threads.submit(again(this::read)));
    }

    private Callable<Void> again(Callable<?> turn) {
        return () -> {
            while (!over) {
                var _ = turn.call();
                Thread.sleep(PAUSE_MILLIS);
            }
            return null;
        };
    }

    private Void play() throws Exception {
        String session = Somebody.json(written(who.post(
                        "/api/story/start", Map.of("premise", "A door that is there only while somebody knocks"))))
                .path("session")
                .asString();
        var _ = written(who.post("/api/story/continue", Map.of("session", session, "choice", "1", "expectedBeat", 1)));
        var _ = written(who.post("/api/story/session/" + session + "/rating", Map.of("beat", 2, "rating", 4)));
        beats.addAndGet(2);
        for (long read = 0; read < READING_MILLIS && !over; read += PAUSE_MILLIS) {
            Thread.sleep(PAUSE_MILLIS);
        }
        return null;
    }

    private Void remember() throws Exception {
        int number = memories.size();
        String story = Somebody.json(written(who.post(
                        "/api/legacies/" + legacy + "/stories",
                        Map.of(
                                "title", title(number),
                                "text",
                                        "The shutters of the mill banged all night, and nobody slept. Number " + number
                                                + ".",
                                "people", List.of(person)))))
                .path("story")
                .asString();
        var _ = written(who.post("/api/stories/" + story + "/publication", Map.of()));
        memories.add(story);
        Thread.sleep(WRITING_MILLIS);
        return null;
    }

    /** Which no other memory has. */
    static String title(int number) {
        return "Remembered in the storm, number " + number;
    }

    private Void read() throws Exception {
        seen(who.get("/api/search?q=shutters"));
        seen(who.get("/api/graph/people/" + person + "/relatives?depth=3"));
        seen(who.get("/api/legacies/" + legacy + "/people"));
        return null;
    }

    private static HttpResponse<String> written(HttpResponse<String> answer) {
        assertThat(answer.statusCode() / 100)
                .as(answer.uri() + ": " + answer.body())
                .isEqualTo(2);
        return answer;
    }

    private void seen(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.uri() + ": " + answer.body()).isIn(OK, AWAY);
        (answer.statusCode() == OK ? answers : refusals).incrementAndGet();
    }

    /** The stories that were written and published. */
    List<String> memories() {
        return List.copyOf(memories);
    }

    /** Beats, answers and refusals so far, in words. */
    String tally() {
        return beats + " beats, " + memories.size() + " memories, " + answers + " answers, " + refusals + " times away";
    }

    /** Fails with what failed first, where anything did. */
    void end() throws Exception {
        over = true;
        for (Future<?> each : all) {
            var _ = each.get(1, TimeUnit.MINUTES);
        }
    }

    @Override
    public void close() {
        over = true;
        threads.close();
    }
}
