package dev.fabula.query.storysession;

import static dev.fabula.readschema.jooq.Tables.STORY_SESSION;

import dev.fabula.contracts.tenancy.Caller;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The caller's own story sessions, for whoever knows them by id alone; others' are not there. */
@Component
public class SessionsInView {

    private final DSLContext sql;
    private final StoriesNow stories;

    SessionsInView(DSLContext sql, StoriesNow stories) {
        this.sql = sql;
        this.stories = stories;
    }

    /** @param premise nothing for a branch */
    public record Seen(
            String session, String title, @Nullable String premise, List<String> genres, Instant startedAt) {}

    @Transactional(readOnly = true)
    public Map<String, Seen> of(Collection<String> some) {
        Caller caller = Caller.required();
        Map<String, Seen> seen = new HashMap<>();
        sql.select(STORY_SESSION.fields())
                .from(STORY_SESSION)
                .where(STORY_SESSION.TENANT_ID.eq(caller.tenant().value()))
                .and(STORY_SESSION.OWNER.eq(caller.actor().value()))
                .and(STORY_SESSION.SESSION.in(some))
                .fetch(StoriesNow::session)
                .forEach(row -> seen.put(
                        row.session(),
                        new Seen(row.session(), row.title(), row.premise(), row.genres(), row.startedAt())));
        return seen;
    }

    /** A beat of a session that is known to be the caller's. */
    public record Beat(String session, int beat) {}

    /** What is told at some beats, in the telling that is current; of a beat that says nothing, nothing. */
    @Transactional(readOnly = true)
    public Map<Beat, String> texts(Collection<Beat> some) {
        Map<Beat, String> texts = new HashMap<>();
        stories.beats(some.stream()
                        .map(beat -> new BeatAt(beat.session(), beat.beat()))
                        .toList())
                .forEach((at, row) -> {
                    BeatRow.Alternative current = row.alternative(row.current());
                    if (current != null && current.text() != null) {
                        texts.put(new Beat(at.session(), at.beat()), Objects.requireNonNull(current.text()));
                    }
                });
        return texts;
    }
}
