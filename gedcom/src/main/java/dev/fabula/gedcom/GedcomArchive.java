package dev.fabula.gedcom;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** A GEDZIP archive (GEDCOM 7.0, chapter 4): a zip file that holds {@code gedcom.ged} and the local files that it names. */
public final class GedcomArchive implements Closeable {
    /** The archive's file that has the records. */
    public static final String RECORDS = "gedcom.ged";

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    /** Small contents may be packed as well as they like. */
    private static final long FREE_BYTES = 1 << 20;

    private final ZipFile zip;
    private final GedcomLimits limits;

    private GedcomArchive(ZipFile zip, GedcomLimits limits) {
        this.zip = zip;
        this.limits = limits;
    }

    public static GedcomArchive open(Path file, GedcomLimits limits) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException damage) {
            throw new GedcomException(0, "no archive: " + damage.getMessage());
        }
        if (zip.size() > limits.archiveEntries() || zip.getEntry(RECORDS) == null) {
            boolean many = zip.size() > limits.archiveEntries();
            zip.close();
            throw new GedcomException(0, many ? tooMany(limits) : "the archive has no " + RECORDS);
        }
        return new GedcomArchive(zip, limits);
    }

    /** The names of all files but that of the records, as FILE structures name them. */
    public List<String> files() {
        List<String> names = new ArrayList<>();
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            if (!entry.isDirectory() && !entry.getName().equals(RECORDS)) names.add(entry.getName());
        }
        return names;
    }

    /** The content of a file, whose reading fails with a {@link GedcomException} once it exceeds the limits. */
    public InputStream file(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) throw new GedcomException(0, "the archive has no file " + name);
        return new CountedStream(zip.getInputStream(entry), read -> guard(read, entry.getCompressedSize(), limits));
    }

    public GedcomReader records() throws IOException {
        return GedcomReader.open(file(RECORDS), limits);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** The records of what may be an archive: found without unpacking to anywhere, by reading over what comes before them. */
    static InputStream unpackedIfArchive(InputStream in, GedcomLimits limits) throws IOException {
        PushbackInputStream whole = new PushbackInputStream(in, ZIP.length);
        byte[] first = whole.readNBytes(ZIP.length);
        whole.unread(first);
        if (!Arrays.equals(first, ZIP)) return whole;
        long[] packed = {0};
        ZipInputStream zip = new ZipInputStream(new CountedStream(whole, read -> packed[0] = read));
        InputStream unpacked = new CountedStream(zip, read -> guard(read, packed[0], limits));
        for (int entries = 1; ; entries++) {
            ZipEntry entry = zip.getNextEntry();
            if (entry == null) throw new GedcomException(0, "the archive has no " + RECORDS);
            if (entries > limits.archiveEntries()) throw new GedcomException(0, tooMany(limits));
            if (entry.getName().equals(RECORDS)) return unpacked;
            unpacked.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void guard(long unpacked, long packed, GedcomLimits limits) {
        if (unpacked > limits.bytes())
            throw new GedcomException(0, "the archive unpacks to more than " + limits.bytes() + " bytes");
        if (unpacked > FREE_BYTES && unpacked > packed * limits.archiveRatio())
            throw new GedcomException(
                    0, "the archive unpacks to more than " + limits.archiveRatio() + " times its size");
    }

    private static String tooMany(GedcomLimits limits) {
        return "the archive has more than " + limits.archiveEntries() + " files";
    }
}
