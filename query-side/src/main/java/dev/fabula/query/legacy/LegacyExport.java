package dev.fabula.query.legacy;

import dev.fabula.gedcom.GedcomVersion;
import dev.fabula.gedcom.GedcomWriter;
import dev.fabula.query.QueryProperties;
import dev.fabula.query.ReadModelProgress;
import dev.fabula.query.legacy.ExportQueries.Scope;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes a legacy as a file of family trees, of one moment. Each export has a connection to the database for as long as its
 * reader takes, so there are few at a time, and none takes longer than it may.
 */
@Component
class LegacyExport {

    /** What an export is read from; whatever all of them hold is told. */
    private static final List<String> READ_MODELS = List.of("gedcom-import", "person", "relationship", "gedcom-record");

    private final ExportQueries queries;
    private final Living living;
    private final ReadModelProgress progress;
    private final ObjectProvider<PlatformTransactionManager> transactions;
    private final QueryProperties properties;
    private final Semaphore places;

    LegacyExport(
            ExportQueries queries,
            Living living,
            ReadModelProgress progress,
            ObjectProvider<PlatformTransactionManager> transactions,
            QueryProperties properties) {
        this.queries = queries;
        this.living = living;
        this.progress = progress;
        this.places = new Semaphore(properties.exports());
        this.transactions = transactions;
        this.properties = properties;
    }

    /** All of a file is read from one moment of the database. */
    private TransactionTemplate moment() {
        TransactionTemplate moment = new TransactionTemplate(transactions.getObject());
        moment.setReadOnly(true);
        moment.setTimeout(Math.toIntExact(properties.longestExport().toSeconds()));
        return moment;
    }

    /** For whom a file is. */
    enum Audience {
        INSIDERS,
        OUTSIDERS
    }

    /** Where the file goes, once it is certain that there will be one. */
    @FunctionalInterface
    interface Destination {
        OutputStream open() throws IOException;
    }

    /**
     * Writes the file.
     *
     * @throws ExportsBusyException where others are being written
     * @throws IOException where the reader has gone; then, as with any other failure, the file has no end
     */
    void write(LegacyRow legacy, Audience audience, GedcomVersion version, Destination destination) throws IOException {
        if (!places.tryAcquire()) {
            throw new ExportsBusyException();
        }
        try {
            // Asked before the moment that is read, which so holds all of it.
            long upTo = READ_MODELS.stream().mapToLong(progress::reached).min().orElseThrow();
            moment().executeWithoutResult(_ -> {
                try {
                    Scope scope = queries.scope(legacy.legacy(), upTo);
                    write(file(legacy, audience, version, scope), version, destination);
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            });
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        } finally {
            places.release();
        }
    }

    private ExportFile file(LegacyRow legacy, Audience audience, GedcomVersion version, Scope scope) {
        return switch (audience) {
            case INSIDERS -> new InsidersFile(queries, scope, legacy.name(), version);
            case OUTSIDERS ->
                new OutsidersFile(
                        queries,
                        people -> living.hiddenFromOutsiders(scope.imports(), people),
                        scope,
                        legacy.name(),
                        version);
        };
    }

    private static void write(ExportFile file, GedcomVersion version, Destination destination) throws IOException {
        file.prepare();
        // Closed only where all is well: closing writes the end, by which a reader knows that nothing is missing.
        GedcomWriter writer = GedcomWriter.open(destination.open(), version, Set.of());
        file.write(writer);
        writer.close();
    }
}
