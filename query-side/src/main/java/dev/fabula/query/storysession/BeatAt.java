package dev.fabula.query.storysession;

/** Which session's row of which beat. */
record BeatAt(String session, int beat) {

    /** As the row is found. */
    String key() {
        return "%s/%06d".formatted(session, beat);
    }
}
