package dev.fabula.query.kinship;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KinshipSpeedTest {

    private static final int PAIRS = 400;
    /** Ten times what it takes, for machines that are busy with something else. */
    private static final long MOST_MEDIAN_MICROSECONDS = 20_000;

    /** A village where everyone is related many times over is the hardest case: about twelve generations, 5,000 people. */
    @Test
    void answersAnyTwoOfFiveThousandVillagersInMilliseconds() {
        FamilyGraph village = RandomFamily.village(5, 5_000, 12).graph();
        SplittableRandom random = new SplittableRandom(1);
        long[] microseconds = new long[PAIRS];
        int related = 0;
        for (int i = 0; i < PAIRS; i++) {
            String one = Integer.toString(random.nextInt(village.size()));
            String other = Integer.toString(random.nextInt(village.size()));
            long start = System.nanoTime();
            KinshipAnswer answer = Kinship.between(village, one, other);
            microseconds[i] = (System.nanoTime() - start) / 1_000;
            related += answer.nearest().kind() == RelationKind.NONE ? 0 : 1;
        }
        Arrays.sort(microseconds);
        assertThat(related).isGreaterThan(PAIRS / 2);
        assertThat(microseconds[PAIRS / 2]).isLessThan(MOST_MEDIAN_MICROSECONDS);
    }
}
