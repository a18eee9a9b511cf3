package dev.fabula.ai.route;

import dev.fabula.ai.settings.AdaptiveSettings;
import dev.fabula.ai.settings.RouteEntry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Learns who does best for a purpose, by discounted Thompson sampling: Agrawal and Goyal, "Analysis of Thompson sampling
 * for the multi-armed bandit problem", 2012, with marks between 0 and 1 in the place of wins and losses; the discount
 * after Raj and Kalyani, "Taming non-stationary bandits: a Bayesian approach", 2017.
 *
 * <p>Each model keeps a Beta distribution of marks for each of rating, speed and price. For a call, one mark is drawn from
 * each, and the greatest weighted sum comes first: what is little known is drawn widely, so it gets its chance. The lots
 * come from the call's seed: what was observed and the seed together decide.
 */
public final class Adaptive {

    private static final int LOWEST_RATING = 1;
    private static final int HIGHEST_RATING = 5;
    private static final double FULL_QUALITY = 100;

    private final AdaptiveSettings settings;
    private final Map<Arm, Marks> arms = new ConcurrentHashMap<>();

    public Adaptive(AdaptiveSettings settings) {
        this.settings = settings;
    }

    private record Arm(Model model, String purpose) {}

    private static final class Marks {
        final BetaMarks rating = new BetaMarks();
        final BetaMarks speed = new BetaMarks();
        final BetaMarks price = new BetaMarks();
    }

    /** @param rating 1 to 5 */
    public void rated(Model model, String purpose, int rating) {
        if (rating < LOWEST_RATING || rating > HIGHEST_RATING) {
            throw new IllegalArgumentException("a rating is 1 to 5, not " + rating);
        }
        marks(model, purpose).rating.add((rating - LOWEST_RATING) / (double) (HIGHEST_RATING - LOWEST_RATING));
    }

    public void answered(Model model, String purpose, Duration took, BigDecimal cost) {
        Marks marks = marks(model, purpose);
        marks.speed.add(
                half((double) took.toNanos(), (double) settings.goodLatency().toNanos()));
        marks.price.add(half(cost.doubleValue(), settings.goodCost()));
    }

    /** No answer is as good as one that takes for ever. */
    public void failed(Model model, String purpose) {
        marks(model, purpose).speed.add(0);
    }

    /** 1 at nothing, a half at what is good, and on towards 0. */
    private static double half(double value, double good) {
        return good / (good + value);
    }

    Comparator<RouteEntry> order(Collection<RouteEntry> chain, String purpose, long seed) {
        Map<Model, Double> scores = new HashMap<>();
        chain.forEach(entry -> scores.put(Model.of(entry), score(entry, purpose, seed)));
        return Comparator.comparingDouble(entry -> -scores.getOrDefault(Model.of(entry), 0.0));
    }

    private double score(RouteEntry entry, String purpose, long seed) {
        Model model = Model.of(entry);
        var random = new SplittableRandom(Seeds.mix(seed, model));
        Marks marks = marks(model, purpose);
        // What an operator holds of a model counts like one rating, until people have said what they think.
        double held = entry.quality() / FULL_QUALITY;
        return settings.ratingWeight() * marks.rating.draw(held, random)
                + settings.latencyWeight() * marks.speed.draw(0.5, random)
                + settings.costWeight() * marks.price.draw(0.5, random);
    }

    private Marks marks(Model model, String purpose) {
        return arms.computeIfAbsent(new Arm(model, purpose), _ -> new Marks());
    }
}
