package dev.fabula.command.search;

import dev.fabula.contracts.tenancy.TenantId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Which sources are to be looked at: a port to a queue that outlives its nodes. */
public interface EmbeddingWork {

    /** Up to which position history was looked through. */
    long followed();

    /** A data subject whose vectors go. */
    record Erased(TenantId tenant, String subject) {}

    /**
     * Notes what a part of history asks for and how far it goes, both or neither; nothing where another node was quicker.
     *
     * @param from the position before it
     * @param to its last position
     */
    void follow(long from, long to, Collection<Source> touched, Collection<Erased> erased);

    /** Notes sources whose vectors are to be of today's model. */
    void again(Collection<Source> sources);

    /**
     * @param again whether vectors of another model are replaced
     * @param stamp by which a reason that came meanwhile is noticed
     * @param failures so far, in a row
     */
    record Claimed(Source source, boolean again, long stamp, int failures) {}

    /**
     * Sources of one tenant whose time has come, which are this node's from now on. No two nodes work for the same tenant
     * at a time, so that neither pays for a text that the other one is paying for.
     *
     * @param lease after which they are anybody's again
     */
    List<Claimed> claim(int most, Duration lease);

    /** Nothing is left to do, unless something has happened meanwhile. */
    void done(Claimed claimed);

    /** It could not be done now. */
    void later(Claimed claimed, Duration wait);

    /** Deletes vectors that no event refers to, though they have been there for an hour. */
    int deleteForgotten();

    /** How many sources wait. */
    long waiting();
}
