package dev.fabula.contracts.legacy;

/**
 * What became of what a file tells.
 *
 * @param removed that an earlier file of the tree told, and this one does not any more
 * @param left alone, because somebody removed or merged them by hand
 */
public record GedcomChanges(int added, int changed, int removed, int unchanged, int left) {

    public static final GedcomChanges NONE = new GedcomChanges(0, 0, 0, 0, 0);

    public GedcomChanges plus(GedcomChanges other) {
        return new GedcomChanges(
                added + other.added,
                changed + other.changed,
                removed + other.removed,
                unchanged + other.unchanged,
                left + other.left);
    }
}
