package dev.fabula.command.gedcom;

import dev.fabula.contracts.tenancy.TenantId;
import java.io.InputStream;
import java.util.List;

/** Files from when they are sent until they are imported: a port to a place that all nodes share. */
public interface ImportFiles {

    /**
     * @param whole whether all of it has come
     * @param old whether it began to come so long ago that it comes no more
     * @param done records that were told already, as far as anybody has said
     * @param total records; 0 until they are counted
     */
    record Stored(ImportJob job, boolean whole, boolean old, long done, long total) {}

    void begin(ImportJob job);

    /**
     * Adds bytes at the end.
     *
     * @param part from 0
     */
    void add(ImportJob job, int part, byte[] bytes);

    /** All of it has come. */
    void end(ImportJob job);

    /** From its beginning, read in parts. */
    InputStream open(ImportJob job);

    /** The files that were sent for an import. */
    List<Stored> find(TenantId tenant, String imported);

    /** For whoever asks how far it is; records. */
    void progress(ImportJob job, long done, long total);

    /** Forgets the file, and how far it was. */
    void remove(ImportJob job);
}
