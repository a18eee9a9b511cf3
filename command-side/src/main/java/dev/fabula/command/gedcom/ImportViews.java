package dev.fabula.command.gedcom;

import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.tenancy.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What earlier files have told: a port to the read models. Nothing is decided from it but where to look. */
public interface ImportViews {

    /** @param sources by what files know them */
    record KnownPerson(String person, String name, List<String> sources) {}

    /** @param from a parent, a partner, or whom an association is told of */
    record KnownRelationship(String relationship, String from) {}

    /** Waits until the read models have everything up to a position; whether they came so far. */
    boolean await(long position, Duration patience) throws InterruptedException;

    /** Those whom another import than this one has told of, one after the other. */
    void people(TenantId tenant, LegacyId legacy, String imported, Consumer<KnownPerson> each);

    /** Those that files of that tree have told, and that are told still. */
    void relationships(TenantId tenant, LegacyId legacy, String tree, Consumer<KnownRelationship> each);
}
