package dev.fabula.command.gedcom;

import dev.fabula.command.Commands;
import dev.fabula.contracts.command.CommandRefusedException;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.GedcomChanges;
import dev.fabula.contracts.legacy.GedcomCommand.CompleteImport;
import dev.fabula.contracts.legacy.GedcomCommand.FailImport;
import dev.fabula.contracts.legacy.GedcomEvent;
import dev.fabula.contracts.legacy.GedcomEvent.GedcomImportStarted;
import dev.fabula.contracts.legacy.RelationshipCommand.RemoveRelationship;
import dev.fabula.contracts.legacy.RelationshipId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.History;
import dev.fabula.gedcom.GedcomException;
import dev.fabula.gedcom.GedcomLimits;
import dev.fabula.gedcom.GedcomReader;
import dev.fabula.gedcom.GedcomStructure;
import dev.fabula.gedcom.GedcomSummary;
import dev.fabula.gedcom.GedcomUpgrade;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells a legacy what a file says. It can be killed at any point and begun anew: it finds what it has told by ids that come
 * from the file, and what is there is not told again. Readers see nothing of it until {@link CompleteImport}.
 */
@Component
public final class GedcomImporter {

    private static final Logger LOG = LoggerFactory.getLogger(GedcomImporter.class);
    /** How long read models may take to catch up before the import is put back into the queue. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration SAY_EVERY = Duration.ofSeconds(1);

    private final ImportFiles files;
    private final ImportViews views;
    private final Commands commands;
    private final History history;

    GedcomImporter(ImportFiles files, ImportViews views, Commands commands, History history) {
        this.files = files;
        this.views = views;
        this.commands = commands;
        this.history = history;
    }

    /** This node stops; another one goes on. */
    public static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Works on an import until it has ended.
     *
     * @param stopping asked now and then
     * @throws StoppedException where this node is to stop
     * @throws IOException where the file cannot be read at the moment
     */
    public void run(TenantId tenant, String imported, BooleanSupplier stopping)
            throws IOException, InterruptedException {
        List<ImportFiles.Stored> stored = files.find(tenant, imported);
        ImportFiles.Stored whole =
                stored.stream().filter(ImportFiles.Stored::whole).findFirst().orElse(null);
        if (whole != null) {
            Long started = underWaySince(whole.job());
            if (started != null) {
                run(whole, started, stopping);
            }
        }
        // What came without its import ever being begun, or was sent twice, or is done with.
        stored.stream().filter(each -> each.whole() || each.old()).forEach(each -> files.remove(each.job()));
    }

    /** The position at which it was begun; nothing where it was not, or has ended. */
    private @Nullable Long underWaySince(ImportJob job) {
        Recorded<DomainEvent> last = null;
        for (Recorded<DomainEvent> recorded : history.stream(job.tenant(), job.imports(), Long.MAX_VALUE)) {
            if (recorded.event() instanceof GedcomEvent event
                    && event.imported().equals(job.imported())) {
                last = recorded;
            }
        }
        return last != null && last.event() instanceof GedcomImportStarted ? last.position() : null;
    }

    private void run(ImportFiles.Stored stored, long started, BooleanSupplier stopping)
            throws IOException, InterruptedException {
        ImportJob job = stored.job();
        LOG.info("the import {} is worked on", job.imported());
        try {
            TreeOutline outline;
            try (GedcomReader reader = GedcomReader.open(files.open(job), GedcomLimits.DEFAULT)) {
                outline = TreeOutline.of(reader);
            }
            awaitViews(started);
            TreeIds.Known known = new TreeIds.Known();
            views.people(job.tenant(), job.legacy(), job.imported(), known::add);
            boolean first = known.isNobody();
            TreeIds ids = new TreeIds(job, outline, known);
            String otherTree = stored.done() == 0 ? ids.otherTree() : null;
            if (otherTree != null) {
                throw new GedcomException(0, otherTree);
            }
            tell(stored, outline, ids, first, stopping);
        } catch (GedcomException unreadable) {
            commands.send(
                    new FailImport(job.imports(), job.legacy(), job.imported(), unreadable.line(), unreadable.reason()),
                    job.metadata());
            LOG.info("the import {} has failed", job.imported());
        }
    }

    private void tell(
            ImportFiles.Stored stored, TreeOutline outline, TreeIds ids, boolean first, BooleanSupplier stopping)
            throws IOException, InterruptedException {
        ImportJob job = stored.job();
        GedcomSummary summary = outline.summary();
        Findings findings = new Findings(summary);
        Batches batches = new Batches(commands, job, first && stored.done() == 0);
        Telling telling = new Telling(job, outline, ids, batches::add, batches::add, batches::add, findings::add);
        long total = summary.records().values().stream().mapToLong(each -> each).sum();
        long done = 0;
        long saidAt = System.nanoTime();
        try (GedcomReader reader = GedcomReader.open(files.open(job), GedcomLimits.DEFAULT)) {
            GedcomUpgrade upgrade = null;
            for (GedcomStructure record = reader.next(); record != null; record = reader.next()) {
                if (stopping.getAsBoolean()) {
                    throw new StoppedException();
                }
                if (upgrade == null) {
                    upgrade = GedcomUpgrade.of(record, summary.unknownTags().keySet());
                }
                telling.tell(upgrade.convert(record));
                done++;
                if (System.nanoTime() - saidAt > SAY_EVERY.toNanos()) {
                    batches.send();
                    files.progress(job, done, total);
                    saidAt = System.nanoTime();
                }
                if (done == stored.done()) {
                    batches.send();
                    batches.expectFresh(first);
                }
            }
        }
        telling.tellOneSidedChildren();
        batches.send();
        files.progress(job, done, total);
        int removed = first ? 0 : removeUntold(job, telling.told(), ids.people());
        awaitViews(batches.position().orElse(0L));
        commands.send(
                new CompleteImport(
                        job.imports(),
                        job.legacy(),
                        job.imported(),
                        summary.records(),
                        batches.people(),
                        batches.relationships().plus(new GedcomChanges(0, 0, removed, 0, 0)),
                        summary.unknownTags(),
                        findings.kept(),
                        findings.count()),
                job.metadata());
        LOG.info("the import {} is complete: {} records", job.imported(), done);
    }

    /**
     * What an earlier file of the tree told of how those of this one are joined, and this one does not. People whom it does
     * not tell of stay.
     */
    private int removeUntold(ImportJob job, Set<RelationshipId> told, Set<String> people) {
        List<RelationshipId> untold = new ArrayList<>();
        views.relationships(job.tenant(), job.legacy(), job.tree(), known -> {
            RelationshipId relationship = new RelationshipId(known.relationship());
            if (!told.contains(relationship) && people.contains(known.from())) {
                untold.add(relationship);
            }
        });
        int removed = 0;
        for (RelationshipId relationship : untold) {
            try {
                commands.send(new RemoveRelationship(relationship, job.legacy(), job.imported()), job.metadata());
                removed++;
            } catch (CommandRefusedException gone) {
                // Somebody has removed it since the read model was asked.
                LOG.debug("the relationship {} is gone already", relationship, gone);
            }
        }
        return removed;
    }

    private void awaitViews(long position) throws InterruptedException {
        if (!views.await(position, PATIENCE)) {
            throw new IllegalStateException("the read models have not reached " + position + " within " + PATIENCE);
        }
    }
}
