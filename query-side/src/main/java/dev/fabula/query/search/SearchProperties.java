package dev.fabula.query.search;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Searching, under {@code fabula.search}.
 *
 * @param longestQuery characters of a query
 * @param terms words and phrases of a query
 * @param window how many hits of each list are looked at: no search leads to more
 * @param pageSize hits a page, at most
 * @param timeout of one request to the index
 * @param cursor how long a cursor can be used after the page that it came with
 * @param weights what being found by meaning counts in a hybrid search where being found by words counts 1, from 0 to 10 by
 *     model; 1 of a model that is not named
 */
@ConfigurationProperties("fabula.search")
public record SearchProperties(
        @DefaultValue("300") int longestQuery,
        @DefaultValue("32") int terms,
        @DefaultValue("200") int window,
        @DefaultValue("50") int pageSize,
        @DefaultValue("3s") Duration timeout,
        @DefaultValue("2m") Duration cursor,
        @DefaultValue Map<String, Double> weights) {

    private static final double MOST_WEIGHT = 10;

    public SearchProperties {
        if (window < 1 || window > 1_000 || pageSize < 1 || pageSize > window) {
            throw new IllegalArgumentException(
                    "fabula.search: window is 1 to 1000, and page-size 1 to as much as window");
        }
        weights = Map.copyOf(weights);
        weights.forEach((model, weight) -> {
            if (!(weight >= 0 && weight <= MOST_WEIGHT)) {
                throw new IllegalArgumentException("fabula.search.weights." + model + " is 0 to 10, and not " + weight);
            }
        });
    }

    double weight(String model) {
        return weights.getOrDefault(model, 1.0);
    }
}
