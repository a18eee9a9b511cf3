package dev.fabula.ai.settings;

import java.time.Duration;

/**
 * How slow the offline provider pretends to be.
 *
 * @param perCall before an answer begins
 * @param perToken between the parts of an answer that is streamed
 */
public record OfflineDelays(Duration perCall, Duration perToken) {

    public static final OfflineDelays NONE = new OfflineDelays(Duration.ZERO, Duration.ZERO);
}
