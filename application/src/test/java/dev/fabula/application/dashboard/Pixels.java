package dev.fabula.application.dashboard;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;

/** What is painted on a picture. */
final class Pixels {

    /** Of a channel, 0 to 255: edges are blended with their ground. */
    private static final int TOLERANCE = 24;

    private final BufferedImage picture;

    Pixels(byte[] png) throws IOException {
        picture = Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(png)), "no picture");
    }

    /** How many different colours there are. */
    long colours() {
        return java.util.stream.IntStream.range(0, picture.getHeight())
                .flatMap(y ->
                        java.util.stream.IntStream.range(0, picture.getWidth()).map(x -> picture.getRGB(x, y)))
                .distinct()
                .count();
    }

    /** 0 to 1: how much is of one of these colours, each as rgb(…) of CSS. */
    double share(List<String> wanted) {
        List<int[]> channels = wanted.stream().map(Pixels::channels).toList();
        long painted = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int pixel = picture.getRGB(x, y);
                if (channels.stream().anyMatch(colour -> near(colour, pixel))) {
                    painted++;
                }
            }
        }
        return (double) painted / ((long) picture.getWidth() * picture.getHeight());
    }

    private static boolean near(int[] colour, int pixel) {
        return Math.abs(colour[0] - (pixel >> 16 & 0xff)) <= TOLERANCE
                && Math.abs(colour[1] - (pixel >> 8 & 0xff)) <= TOLERANCE
                && Math.abs(colour[2] - (pixel & 0xff)) <= TOLERANCE;
    }

    private static int[] channels(String css) {
        String[] numbers = css.replaceAll("[^0-9,]", "").split(",", -1);
        return new int[] {Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2])};
    }
}
