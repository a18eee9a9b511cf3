package dev.fabula.eventstore.postgres;

/** Why a command could not be appended; carried by the exception that its caller sees as Axon's own. */
final class Conflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What was there already. */
    enum With {
        STREAM_SEQUENCE,
        EVENT_ID,
        COMMAND_ID
    }

    private final With with;

    Conflict(With with) {
        super("conflict with " + with, null, false, false);
        this.with = with;
    }

    With with() {
        return with;
    }

    /** @param constraint its name in the database */
    static Conflict of(String constraint) {
        return new Conflict(
                switch (constraint) {
                    case "event_stream_sequence" -> With.STREAM_SEQUENCE;
                    case "event_id" -> With.EVENT_ID;
                    case "command_outcome_id" -> With.COMMAND_ID;
                    default -> throw new IllegalStateException("an append broke the constraint " + constraint);
                });
    }
}
