package dev.fabula.ai.settings;

import java.math.BigDecimal;

/**
 * A model, and what it costs.
 *
 * @param inputPerMillion price of a million tokens of the prompt, in the currency of {@link AiSettings}
 * @param outputPerMillion price of a million tokens of the answer
 * @param contextTokens how many prompt and answer may have together; 0 if that is not known
 */
public record ModelSettings(
        String provider, String model, BigDecimal inputPerMillion, BigDecimal outputPerMillion, int contextTokens) {}
