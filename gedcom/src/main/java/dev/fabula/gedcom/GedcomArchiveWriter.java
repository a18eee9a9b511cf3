package dev.fabula.gedcom;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a GEDZIP archive: the records, in version 7.0, and then the local files that they name. */
public final class GedcomArchiveWriter implements Closeable {
    private final ZipOutputStream zip;
    private final Set<String> names = new HashSet<>();

    private GedcomArchiveWriter(OutputStream out) {
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    /** Begins an archive. The writer closes the stream. */
    public static GedcomArchiveWriter open(OutputStream out) {
        return new GedcomArchiveWriter(out);
    }

    /**
     * The writer of the records, which must be closed before anything else is written.
     *
     * @param extensions as in {@link GedcomWriter#open}
     * @throws IllegalStateException if the archive has records already
     */
    public GedcomWriter records(Collection<String> extensions) throws IOException {
        begin(GedcomArchive.RECORDS);
        OutputStream entry = new FilterOutputStream(zip) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                zip.closeEntry();
            }
        };
        return GedcomWriter.open(entry, GedcomVersion.V7_0, extensions);
    }

    /**
     * Writes a file under the name by which FILE structures know it.
     *
     * @throws IllegalArgumentException if the name leads out of the archive, or means its records
     * @throws IllegalStateException if the archive has a file of that name
     */
    public void file(String name, InputStream content) throws IOException {
        boolean outside = name.isEmpty()
                || name.startsWith("/")
                || name.endsWith("/")
                || name.contains("\\")
                || name.contains(":")
                || List.of(name.split("/", -1)).contains("..");
        if (outside || name.equals(GedcomArchive.RECORDS))
            throw new IllegalArgumentException("no name for a file of an archive: " + name);
        begin(name);
        content.transferTo(zip);
        zip.closeEntry();
    }

    private void begin(String name) throws IOException {
        if (!names.add(name)) throw new IllegalStateException("the archive has " + name + " already");
        zip.putNextEntry(new ZipEntry(name));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
