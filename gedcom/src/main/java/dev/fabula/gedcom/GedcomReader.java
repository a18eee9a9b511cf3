package dev.fabula.gedcom;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file's records one after the other: HEAD first, TRLR last. It holds one record at a time, and the names of all. A file that is
 * no GEDCOM, is broken off or exceeds a limit is refused with a {@link GedcomException}, at the latest where its reading ends: whoever
 * must not act on half a file reads it to the end first, with {@link #check}, and then again.
 */
public final class GedcomReader implements Closeable {
    private static final Pattern HEAD = Pattern.compile("[\\s\uFEFF]*0[ \\t]+HEAD([ \\t].*)?");

    private final LineSource lines;
    private final Closeable source;
    private final GedcomLimits limits;
    private final boolean seven;
    private final GedcomVersion version;
    private final Findings findings;
    private @Nullable Line pending;
    private boolean begun;
    private boolean finished;

    private GedcomReader(InputStream in, GedcomLimits limits) throws IOException {
        InputStream counted = new CountedStream(in, read -> {
            if (read > limits.bytes())
                throw new GedcomException(0, "the file has more than " + limits.bytes() + " bytes");
        });
        byte[] first = counted.readNBytes(Encoding.GLANCE_BYTES);
        Encoding encoding = Encoding.of(first);
        this.source = in;
        this.limits = limits;
        this.version = encoding.version();
        this.seven = version.isSeven();
        this.findings = new Findings(limits, encoding);
        InputStream whole = new SequenceInputStream(
                new ByteArrayInputStream(first, encoding.markLength(), first.length - encoding.markLength()), counted);
        this.lines = new LineSource(
                encoding.charset().reader(whole), limits.lineCharacters(), encoding.charset() == GedcomCharset.ANSEL);
    }

    /** Opens a file or a GEDZIP archive, whichever its first bytes say. The reader closes the stream. */
    public static GedcomReader open(InputStream in, GedcomLimits limits) throws IOException {
        try {
            return new GedcomReader(GedcomArchive.unpackedIfArchive(in, limits), limits);
        } catch (ZipException | EOFException damage) {
            throw new GedcomException(0, "the archive is damaged: " + damage.getMessage());
        }
    }

    public static GedcomReader open(Path file, GedcomLimits limits) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return open(in, limits);
        } catch (IOException | RuntimeException failure) {
            in.close();
            throw failure;
        }
    }

    /** Reads a file to its end and says what is in it. */
    public static GedcomSummary check(Path file, GedcomLimits limits) throws IOException {
        try (GedcomReader reader = open(file, limits)) {
            return reader.readToEnd();
        }
    }

    public GedcomVersion version() {
        return version;
    }

    /** The next record; null after TRLR. */
    public @Nullable GedcomStructure next() throws IOException {
        if (finished) return null;
        try {
            return readNext();
        } catch (ZipException | EOFException damage) {
            throw new GedcomException(lines.number(), "the archive is damaged here: " + damage.getMessage());
        }
    }

    /** Reads what is left and says what was in the whole file. */
    public GedcomSummary readToEnd() throws IOException {
        GedcomStructure record;
        do {
            record = next();
        } while (record != null);
        return summary();
    }

    /** What was in the file, once {@link #next} has given null. */
    public GedcomSummary summary() {
        if (!finished) throw new IllegalStateException("the file has not been read to its end");
        return findings.summary(lines.number());
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private @Nullable GedcomStructure readNext() throws IOException {
        Line first = begun ? pending : begin();
        if (first == null)
            throw new GedcomException(lines.number(), "the file ends here without TRLR: it may be broken off");
        if (begun && first.tag().equals("HEAD")) throw new GedcomException(first.number(), "a second HEAD");
        begun = true;
        GedcomStructure record = readRecord(first);
        findings.record(record);
        if (record.is("TRLR")) {
            if (pending != null) throw new GedcomException(pending.number(), "follows TRLR, which ends a file");
            finished = true;
        }
        return record;
    }

    private Line begin() throws IOException {
        String text = lines.next();
        if (text == null) throw new GedcomException(0, "the file is empty");
        if (!HEAD.matcher(text).matches())
            throw new GedcomException(
                    lines.number(), "no GEDCOM: it begins with " + Line.shown(text) + " where 0 HEAD belongs");
        return Line.parse(text, lines.number());
    }

    /** Reads up to the next line of level 0, which stays pending. */
    private GedcomStructure readRecord(Line first) throws IOException {
        Draft record = new Draft(first, 0, seven);
        // By the level that lines say: what a line of the next level belongs to.
        List<Draft> open = new ArrayList<>();
        open.add(record);
        int structures = 1;
        if (first.continues()) misplaced(first, "continues nothing");
        while (true) {
            String text = lines.next();
            pending = text == null ? null : Line.parse(text, lines.number());
            if (pending == null || pending.level() == 0) return record.finish(seven);
            Line line = pending;
            if (line.level() > open.size())
                throw new GedcomException(
                        line.number(),
                        "level " + line.level() + " follows level " + (open.size() - 1) + ": one is left out");
            while (open.size() > line.level()) open.removeLast();
            Draft above = open.getLast();
            if (line.continues()) {
                if (line.tag().equals("CONC") && seven)
                    misplaced(line, "CONC is of no meaning in version 7; read as in 5.5.1");
                above.continueWith(line, seven, limits.valueCharacters());
                open.add(above);
                continue;
            }
            if (above.level() < line.level() - 1)
                misplaced(line, "stands below a continuation; kept below what that continues");
            if (above.level() + 1 > limits.depth())
                throw new GedcomException(line.number(), "more than " + limits.depth() + " levels below a record");
            if (++structures > limits.structures())
                throw new GedcomException(
                        line.number(), "more than " + limits.structures() + " structures in one record");
            Draft draft = new Draft(line, above.level() + 1, seven);
            above.add(draft);
            open.add(draft);
        }
    }

    private void misplaced(Line line, String message) {
        findings.problem(line.number(), GedcomProblem.Kind.MISPLACED_CONTINUATION, message);
    }
}
