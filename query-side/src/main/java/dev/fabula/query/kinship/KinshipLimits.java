package dev.fabula.query.kinship;

/**
 * How much an answer may cost. An answer that met a limit says so: {@link KinshipAnswer#complete()}.
 *
 * @param generations up, and as many down, that a line may span, 1 to 24
 * @param paths that are looked at once they are found, nearest first, 1 to 10,000
 * @param relationships in an answer, nearest first, 1 to 100
 * @param work links that may be followed in one answer, 1,000 to 10,000,000
 */
public record KinshipLimits(int generations, int paths, int relationships, int work) {

    public static final int MOST_GENERATIONS = 24;
    public static final int MOST_PATHS = 10_000;
    public static final int MOST_RELATIONSHIPS = 100;
    public static final int LEAST_WORK = 1_000;
    public static final int MOST_WORK = 10_000_000;

    /** Twelfth cousins, and an answer within milliseconds. */
    public static final KinshipLimits USUAL = new KinshipLimits(13, 200, 12, 200_000);

    /** @throws IllegalArgumentException naming the limit that is out of its range */
    public KinshipLimits {
        check("generations", generations, 1, MOST_GENERATIONS);
        check("paths", paths, 1, MOST_PATHS);
        check("relationships", relationships, 1, MOST_RELATIONSHIPS);
        check("work", work, LEAST_WORK, MOST_WORK);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + least + " to " + most + ", not " + value);
        }
    }
}
