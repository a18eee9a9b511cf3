package dev.fabula.application.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PixelsTest {

    private static final List<String> BLUE = List.of("rgb(0, 114, 178)");

    /** @param line over the axes and the grid */
    private static Pixels chart(Color line) throws IOException {
        BufferedImage picture = new BufferedImage(400, 200, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 400, 200);
        pen.setColor(new Color(0xe3e7ec));
        pen.drawLine(0, 100, 400, 100);
        pen.setColor(line);
        pen.drawLine(0, 180, 400, 20);
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return new Pixels(png.toByteArray());
    }

    @Test
    void axesWithoutASeriesAreABlankChart() throws IOException {
        assertThat(chart(Color.WHITE).share(BLUE)).isZero();
    }

    @Test
    void aThinLineIsSeen() throws IOException {
        assertThat(chart(new Color(0, 114, 178)).share(BLUE)).isBetween(0.004, 0.006);
        assertThat(chart(new Color(0, 114, 178)).colours()).isEqualTo(3);
    }
}
