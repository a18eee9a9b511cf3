package dev.fabula.eventstore;

/** History holds an event that cannot be read here: of an unknown type or revision, malformed, or changed. */
public final class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long position;
    private final String type;
    private final int revision;
    private final String tenant;

    public UnreadableEventException(
            long position, String type, int revision, String tenant, String reason, Throwable cause) {
        super(
                "the event at position " + position + " (" + type + ", revision " + revision + ") cannot be read: "
                        + reason,
                cause);
        this.position = position;
        this.type = type;
        this.revision = revision;
        this.tenant = tenant;
    }

    public long position() {
        return position;
    }

    /** The wire name. */
    public String type() {
        return type;
    }

    public int revision() {
        return revision;
    }

    public String tenant() {
        return tenant;
    }
}
