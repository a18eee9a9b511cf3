package dev.fabula.query.storysession;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Rows of the caller's tenant, as they are or as they were. */
interface StorySource {

    /** Generations of branches, at most. */
    int MOST_ANCESTORS = 1_000;

    /** The session, its parent and so on up to the root; empty where there is no such session. */
    List<SessionRow> lineage(String session);

    /** Those rows that there are. */
    Map<BeatAt, BeatRow> beats(Collection<BeatAt> wanted);

    /** @throws IllegalStateException where what is read would have no end */
    static void requireEnd(List<SessionRow> lineage) {
        if (lineage.size() > MOST_ANCESTORS) {
            throw new IllegalStateException(
                    "session " + lineage.getFirst().session() + " has more than " + MOST_ANCESTORS + " ancestors");
        }
    }
}
