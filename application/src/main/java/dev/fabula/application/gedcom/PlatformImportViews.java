package dev.fabula.application.gedcom;

import dev.fabula.command.gedcom.ImportViews;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.projection.runtime.Freshness;
import dev.fabula.query.legacy.ImportReads;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What an import looks for, in the read models of the query side. */
final class PlatformImportViews implements ImportViews {

    private static final List<String> PROJECTIONS = List.of("person", "relationship", "gedcom-record", "gedcom-import");

    private final Freshness freshness;
    private final ImportReads reads;

    PlatformImportViews(Freshness freshness, ImportReads reads) {
        this.freshness = freshness;
        this.reads = reads;
    }

    @Override
    public boolean await(long position, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (String projection : PROJECTIONS) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            if (!freshness.await(projection, position, left)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void people(TenantId tenant, LegacyId legacy, String imported, Consumer<KnownPerson> each) {
        reads.people(
                tenant,
                legacy.value(),
                imported,
                known -> each.accept(new KnownPerson(known.person(), known.name(), known.sources())));
    }

    @Override
    public void relationships(TenantId tenant, LegacyId legacy, String tree, Consumer<KnownRelationship> each) {
        reads.relationships(
                tenant,
                legacy.value(),
                tree,
                known -> each.accept(new KnownRelationship(known.relationship(), known.from())));
    }
}
