package dev.fabula.ai.route;

import java.util.SplittableRandom;

/** Marks from 0 to 1, as a Beta distribution of what the next one is like. Older ones count less and less. */
final class BetaMarks {

    /** After 70 further marks, one counts half. */
    private static final double DISCOUNT = 0.99;

    private double good;
    private double bad;

    synchronized void add(double mark) {
        good = good * DISCOUNT + mark;
        bad = bad * DISCOUNT + (1 - mark);
    }

    /** @param held what is held of it before anything is known, 0 to 1; counts like one mark */
    double draw(double held, SplittableRandom random) {
        double alpha;
        double beta;
        synchronized (this) {
            alpha = 0.5 + held + good;
            beta = 0.5 + (1 - held) + bad;
        }
        double x = gamma(alpha, random);
        double y = gamma(beta, random);
        return x / (x + y);
    }

    /** Marsaglia and Tsang, "A simple method for generating gamma variables", 2000. */
    private static double gamma(double shape, SplittableRandom random) {
        if (shape < 1) {
            return gamma(shape + 1, random) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double normal = random.nextGaussian();
            double v = Math.pow(1 + c * normal, 3);
            double u = 1 - random.nextDouble();
            if (v > 0 && Math.log(u) < normal * normal / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
