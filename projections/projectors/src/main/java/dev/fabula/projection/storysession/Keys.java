package dev.fabula.projection.storysession;

import dev.fabula.contracts.storysession.StorySessionId;

/** Keys of what a session has several of: the session's id, a slash, and what is unique within it. */
final class Keys {

    private static final int BEAT_DIGITS = 6;

    private Keys() {}

    static String within(StorySessionId session, String part) {
        return session.value() + '/' + part;
    }

    /** In six digits, so that the keys of a session's beats are in the order of the beats. */
    static String ofBeat(StorySessionId session, int beat) {
        String number = Integer.toString(beat);
        return within(session, "0".repeat(Math.max(0, BEAT_DIGITS - number.length())) + number);
    }

    static String sessionOf(String key) {
        int end = key.indexOf('/');
        return end < 0 ? key : key.substring(0, end);
    }
}
