package dev.fabula.projection.analytics;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts as they are added up. */
final class Money {

    private static final int MILLIONTHS = 6;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private Money() {}

    /** Without a negative scale (1E+3), which would not be read back from PostgreSQL as it was stored. */
    static BigDecimal sum(BigDecimal one, BigDecimal other) {
        BigDecimal sum = one.add(other);
        return sum.scale() < 0 ? sum.setScale(0) : sum;
    }

    static long millionths(BigDecimal amount) {
        return amount.movePointRight(MILLIONTHS)
                .setScale(0, RoundingMode.HALF_UP)
                .min(MOST)
                .longValueExact();
    }
}
