package dev.fabula.ai.settings;

import java.time.Duration;

/**
 * How much counts what when routes adapt. The weights are relative to each other.
 *
 * @param goodLatency an answer that takes this long gets half the marks for speed
 * @param goodCost in the currency; an answer that costs this much gets half the marks for price
 */
public record AdaptiveSettings(
        double ratingWeight, double latencyWeight, double costWeight, Duration goodLatency, double goodCost) {

    public static AdaptiveSettings defaults() {
        return new AdaptiveSettings(0.6, 0.2, 0.2, Duration.ofSeconds(5), 0.01);
    }
}
