package dev.fabula.ai;

import dev.fabula.contracts.ai.Cost;
import dev.fabula.contracts.ai.TokenUsage;

/**
 * What a call really took, all of its attempts together.
 *
 * @param provider who answered; where nobody did, who was tried last
 */
public record Spend(String provider, String model, String purpose, TokenUsage usage, Cost cost) {}
