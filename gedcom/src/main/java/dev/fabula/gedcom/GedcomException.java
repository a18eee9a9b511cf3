package dev.fabula.gedcom;

/** A file that cannot be read as GEDCOM: the line, from 1, or 0 where the whole file is meant, and what is wrong with it. */
public final class GedcomException extends RuntimeException {
    private final int line;
    private final String reason;

    public GedcomException(int line, String reason) {
        super(line == 0 ? reason : "line " + line + ": " + reason);
        this.line = line;
        this.reason = reason;
    }

    public int line() {
        return line;
    }

    public String reason() {
        return reason;
    }
}
