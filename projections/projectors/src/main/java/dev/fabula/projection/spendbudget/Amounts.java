package dev.fabula.projection.spendbudget;

import java.math.BigDecimal;

/** Amounts as PostgreSQL keeps them. */
final class Amounts {

    private Amounts() {}

    /** Without a negative scale (1E+3), which would not be read back as it was stored. */
    static BigDecimal storable(BigDecimal amount) {
        return amount.scale() < 0 ? amount.setScale(0) : amount;
    }
}
