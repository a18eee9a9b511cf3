package dev.fabula.projection.storysession;

import dev.fabula.projection.elasticsearch.SearchServer;
import dev.fabula.projection.postgres.PostgresSink;
import dev.fabula.projection.runtime.Registered;
import java.util.List;
import javax.sql.DataSource;

/** The projections of this context. */
public final class StorySessionProjections {

    private StorySessionProjections() {}

    /** @param database as the role that operates; the templates must be there */
    public static List<Registered<?, ?>> in(DataSource database) {
        return List.of(
                new Registered<>(
                        new SessionsProjection(), new PostgresSink<>(database, "story_session", SessionRow.class)),
                new Registered<>(new BeatsProjection(), new PostgresSink<>(database, "story_beat", BeatRow.class)),
                new Registered<>(
                        new OpenBeatsProjection(), new PostgresSink<>(database, "open_beat", OpenBeatRow.class)));
    }

    /** What can be searched, where there is an Elasticsearch. */
    public static List<Registered<?, ?>> in(SearchServer search) {
        return List.of(search.registered(new SearchSessionsProjection(), SessionDocument.MAPPING));
    }
}
