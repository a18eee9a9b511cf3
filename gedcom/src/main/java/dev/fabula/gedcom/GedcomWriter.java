package dev.fabula.gedcom;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes records one after the other, as version 5.5.1 or 7.0, in UTF-8 with lines that end in a line feed. HEAD comes first: by its
 * version it is told whether the records must be converted. What the version written cannot say is kept under a tag of an extension. At
 * the end stands TRLR, whether it was written or not.
 */
public final class GedcomWriter implements Closeable {
    private final Writer out;
    private final LineWriter lines;
    private final GedcomVersion version;
    private final Collection<String> extensions;
    private @Nullable Conversion conversion;
    private boolean ended;

    private GedcomWriter(OutputStream out, GedcomVersion version, Collection<String> extensions) {
        if (version == GedcomVersion.V5_5) throw new IllegalArgumentException("5.5 is read but not written; 5.5.1 is");
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.lines = new LineWriter(this.out, version.isSeven());
        this.version = version;
        this.extensions = new TreeSet<>(extensions);
    }

    /**
     * Begins a file. The writer closes the stream.
     *
     * @param version 5.5.1 or 7.0
     * @param extensions the tags of no version that the records have (the keys of {@link GedcomSummary#unknownTags}), which version 7
     *     declares in its header
     */
    public static GedcomWriter open(OutputStream out, GedcomVersion version, Collection<String> extensions) {
        return new GedcomWriter(out, version, extensions);
    }

    /**
     * Writes a record, converted if need be.
     *
     * @throws IllegalStateException if the first one is not HEAD, or anything follows TRLR
     * @throws GedcomException if a value or tag cannot stand in a file
     */
    public void write(GedcomStructure record) throws IOException {
        if (ended) throw new IllegalStateException("TRLR has been written");
        if (conversion == null) {
            if (!record.is("HEAD")) throw new IllegalStateException("HEAD comes first, not " + record.tag());
            conversion = Conversion.of(record, version, extensions);
        } else if (record.is("HEAD")) {
            throw new IllegalStateException("HEAD has been written");
        }
        ended = record.is("TRLR");
        lines.write(conversion.convert(record));
    }

    @Override
    public void close() throws IOException {
        try (out) {
            if (!ended && conversion != null) out.write("0 TRLR\n");
            ended = true;
        }
    }
}
