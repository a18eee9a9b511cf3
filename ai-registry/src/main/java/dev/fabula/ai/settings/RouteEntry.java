package dev.fabula.ai.settings;

/**
 * A model that may answer.
 *
 * @param rank lower ones are asked first; among equal ones the weight decides by lot
 * @param weight how often it comes first among its equals, in proportion; above 0
 * @param quality how good its texts are held to be, 0 to 100
 */
public record RouteEntry(String provider, String model, int rank, int weight, int quality) {

    public RouteEntry {
        if (weight < 1) {
            throw new IllegalArgumentException("the weight of " + provider + "/" + model + " must be above 0");
        }
        if (quality < 0 || quality > 100) {
            throw new IllegalArgumentException("the quality of " + provider + "/" + model + " must be 0 to 100");
        }
    }
}
