package dev.fabula.query.search;

/**
 * What a query means.
 *
 * @param model whose vectors it can be compared with
 */
public record QueryVector(String model, float[] numbers) {

    @Override
    public String toString() {
        return "a vector of " + model;
    }
}
