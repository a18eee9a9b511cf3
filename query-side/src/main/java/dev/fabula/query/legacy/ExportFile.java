package dev.fabula.query.legacy;

import dev.fabula.gedcom.GedcomException;
import dev.fabula.gedcom.GedcomStructure;
import dev.fabula.gedcom.GedcomWriter;
import java.io.IOException;
import java.util.function.Supplier;

/** The file of a legacy for one audience. */
interface ExportFile {

    /** Finds out who is in it and what everything is called; all that can be refused is refused here. */
    void prepare() throws IOException;

    /** Writes all records, but for the end. */
    void write(GedcomWriter out) throws IOException;

    /**
     * Writes a record.
     *
     * @param what it is the record of, for who looks for the mistake
     * @throws IllegalStateException where what is stored of it cannot stand in a file
     */
    static void write(GedcomWriter out, String what, Supplier<GedcomStructure> record) throws IOException {
        try {
            out.write(record.get());
        } catch (GedcomException broken) {
            throw new IllegalStateException("what is stored of " + what + " cannot be exported", broken);
        }
    }
}
