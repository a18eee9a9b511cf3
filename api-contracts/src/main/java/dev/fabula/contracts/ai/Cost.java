package dev.fabula.contracts.ai;

import java.math.BigDecimal;

/**
 * What something costs.
 *
 * @param amount in units of the currency, exact
 * @param currency a code of ISO 4217, for instance USD
 */
public record Cost(BigDecimal amount, String currency) {}
