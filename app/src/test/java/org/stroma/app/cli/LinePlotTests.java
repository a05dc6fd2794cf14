package org.stroma.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class LinePlotTests {
    private static final double[] X = {1, 2, 3, 4};
    private static final double[] Y = {2, 1, 4, 3};

    @TempDir
    private Path folder = Path.of("");

    private static LinePlot plot(boolean logarithmic, double[] x) {
        LinePlot plot = new LinePlot("title", "x", "y", logarithmic);
        plot.group("points", x, Y, x, Y);
        return plot;
    }

    private String written(LinePlot plot) throws Exception {
        Path file = folder.resolve("picture.svg");
        plot.write(file);
        return Files.readString(file);
    }

    private static Element parsed(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(svg.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    @Test
    void stacksPicturesWithoutOverlap() throws Exception {
        Element all = parsed(written(plot(false, X).above(plot(false, X)).above(plot(false, X))));

        NodeList inner = all.getElementsByTagName("svg");
        assertThat(all.getAttribute("height")).isEqualTo("1800px");
        assertThat(IntStream.range(0, inner.getLength()).mapToObj(i -> ((Element) inner.item(i)).getAttribute("y")))
                .containsExactly("0px", "600px", "1200px");
    }

    @Test
    void namesPointsByTheirLabels() throws Exception {
        LinePlot positions = plot(false, X);
        positions.nameMarks(List.of("1", "2", "3", "4"));
        LinePlot lots = plot(false, X);
        lots.nameMarks(List.of("L26-101", "L26-102", "L26-103", "L26-104"));
        LinePlot many = plot(false, X);
        many.nameMarks(IntStream.range(0, 41).mapToObj(i -> "L26-" + i).toList());
        String plain = drawn(written(plot(false, X)));

        assertThat(drawn(written(positions))).isEqualTo(plain);
        assertThat(drawn(written(many))).isEqualTo(plain);
        assertThat(drawn(written(lots))).isNotEqualTo(plain);
    }

    /** Words are drawn as outlines: within about two decades each mark is named, beyond only the powers of ten. */
    @Test
    void namesMarksBetweenThePowersOfTen() throws Exception {
        String narrow = written(plot(true, new double[]{1, 2, 4, 190}));
        String wide = written(plot(true, new double[]{1, 2, 4, 210}));

        assertThat(outlines(narrow)).isGreaterThan(outlines(wide) + 3);
    }

    private static String drawn(String svg) {
        return svg.replaceAll("clip\\d+", "clip");
    }

    private static int outlines(String svg) {
        return svg.split("<path", -1).length;
    }
}
