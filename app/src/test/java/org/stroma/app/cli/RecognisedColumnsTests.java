package org.stroma.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Which column is what, when no option says so; and cells that cannot be what they stand for. */
class RecognisedColumnsTests {
    /** Paint viscosity: Montgomery, Introduction to Statistical Quality Control; example of ewma in R qcc. */
    private static final double[] VISCOSITY = {33.75, 33.05, 34, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20,
            33.62, 33.00, 33.54, 33.12, 33.84};

    @TempDir
    private Path folder = Path.of("");

    private Invocation run(String command, String text, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("data.csv"), text);
        List<String> arguments = new ArrayList<>(List.of(command, file.toString(), "--json"));
        arguments.addAll(Arrays.asList(options));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    private static String viscosity(String header) {
        StringBuilder text = new StringBuilder(header).append('\n');
        IntStream.range(0, VISCOSITY.length)
                .forEach(i -> text.append(i + 1).append(',').append(VISCOSITY[i]).append('\n'));
        return text.toString();
    }

    /** A column that counts the rows is no measurement, whatever it is called. R qcc: σ 0.426165146909828, 15th EWMA 33.52065. */
    @ParameterizedTest
    @ValueSource(strings = {"x,value", "obs,viscosity", "k,y", "x,weight", "sample,x"})
    void leavesRowNumbersOut(String header) throws IOException {
        JsonNode ewma = run("chart", viscosity(header), "--type", "ewma", "--width", "2.7").json();
        JsonNode cusum = run("chart", viscosity(header), "--type", "cusum").json();
        JsonNode single = run("chart", viscosity(header), "--type", "imr").json();
        JsonNode capability = run("capability", viscosity(header), "--lower", "32").json();
        JsonNode outliers = run("outliers", viscosity(header)).json();

        double mean = Arrays.stream(VISCOSITY).average().orElseThrow();
        assertThat(ewma.get("center").asDouble()).isCloseTo(mean, within(1e-12));
        assertThat(ewma.get("sigma").asDouble()).isCloseTo(0.426165146909828, within(5e-16));
        assertThat(ewma.get("limits").get("upper").get(0).asDouble()).isCloseTo(33.7534625126646, within(5e-14));
        assertThat(cusum.get("target").asDouble()).isCloseTo(mean, within(1e-12));
        assertThat(single.get("center").asDouble()).isCloseTo(mean, within(1e-12));
        assertThat(capability.get("n").asInt()).isEqualTo(15);
        assertThat(outliers.get("mean").asDouble()).isCloseTo(mean, within(1e-12));
    }

    @Test
    void takesTheColumnCalledValueBesideOtherNumbers() throws IOException {
        String text = "month,humidity,value\n0,40,5\n3,42,6\n6,41,5\n9,44,7\n";

        JsonNode json = run("chart", text, "--type", "ewma").json();

        assertThat(json.get("center").asDouble()).isEqualTo(5.75);
    }

    @Test
    void takesASeriesOfColumnsAsSubgroupsAndLeavesTheRest() throws IOException {
        String text = "k,x1,x2,x3,mean\n4,5,6,7,6\n7,6,7,5,6\n9,5,5,8,6\n";

        JsonNode json = run("chart", text, "--type", "xbar-r").json();

        assertThat(json.get("center").asDouble()).isCloseTo(6, within(1e-12));
        assertThat(json.get("points").size()).isEqualTo(3);
        assertThat(json.get("dispersion").get("center").asDouble()).isCloseTo(7 / 3.0, within(1e-12));
    }

    @Test
    void refusesToGuessAmongNumbers() throws IOException {
        Invocation run = run("chart", "left,right\n5,6\n7,9\n8,4\n", "--type", "cusum");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("more than one column could hold the values; name it with --value");
    }

    @ParameterizedTest
    @CsvSource({"1e200, larger than 1e60", "1e-200, smaller than 1e-60", "-1e61, larger than 1e60"})
    void refusesNumbersNoArithmeticCanCarry(String text, String reason) throws IOException {
        Invocation run = run("tolerance", "value\n1\n2\n" + text + "\n");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("data.csv, line 4, column \"value\": \"" + text + "\" is " + reason);
    }

    @Test
    void takesZeroInEveryNotation() throws IOException {
        JsonNode json = run("tolerance", "value\n0\n0.000\n0e5\n3\n").json();

        assertThat(json.get("mean").asDouble()).isEqualTo(0.75);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c", "p"})
    void refusesCountsThatAreNotWhole(String type) throws IOException {
        Invocation run = run("chart", "count,n\n3,50\n2.5,50\n", "--type", type);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("2.5, value 2, is no count").contains("[count-not-whole]");
    }

    @Test
    void refusesALevelThatIsNotThere() throws IOException {
        Invocation run = run("precision", "day,y\n1,10\n1,11\n,12\n2,13\n");

        assertThat(run.err()).contains("line 4, column \"day\": the level of the factor is missing here");
    }

    @Test
    void namesTheFileWhenSampleSizesAreMissing() throws IOException {
        assertThat(run("chart", "count\n3\n2\n", "--type", "u").err())
                .contains("data.csv: this chart needs sample sizes");
    }

    @Test
    void refusesALimitThatIsNoNumber() throws IOException {
        Invocation run = run("shelf-life", "t,y\n0,10\n3,9.8\n6,9.7\n", "--time", "t", "--response", "y", "--lower",
                "NaN");

        assertThat(run.err()).contains("lower must lie in (-inf, +inf)").contains("[out-of-range]");
    }

    @Test
    void refusesBlanksOfACurveUnderAnotherName() throws IOException {
        StringBuilder text = new StringBuilder("preparation,dose,response\nB,0,1.1\n");
        for (String preparation : List.of("S", "T")) {
            for (double dose : new double[]{1, 2, 4, 8, 16, 32}) {
                text.append(String.format(Locale.ROOT, "%s,%s,%s%n", preparation, dose, 1 + dose / (dose + 5)));
            }
        }

        Invocation run = run("potency", text.toString(), "--model", "4PL");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("[potency-blank-without-curve]");
    }

    /** Two lots crossed with two devices: the squares of the lots are not those of lots within devices. */
    @Test
    void readsFactorsThatCross() throws IOException {
        String text = """
                device,lot,replicate,result
                1,a,1,10.0
                1,a,2,10.2
                1,b,1,12.1
                1,b,2,12.0
                2,a,1,11.0
                2,a,2,11.3
                2,b,1,13.2
                2,b,2,13.0
                """;

        JsonNode crossed = run("precision", text, "--effects", "device+lot+device:lot").json();
        JsonNode nested = run("precision", text).json();
        Invocation both = run("precision", text, "--effects", "device*lot", "--factors", "device,lot");

        assertThat(crossed.get("components").get(1).get("name").asString()).isEqualTo("lot");
        assertThat(crossed.get("components").get(1).get("ss").asDouble()).isCloseTo(7.605, within(1e-12));
        assertThat(crossed.get("components").get(2).get("name").asString()).isEqualTo("device:lot");
        assertThat(nested.get("components").size()).isEqualTo(3);
        assertThat(nested.get("warnings").get(0).get("code").asString()).isEqualTo("levels-recur");
        assertThat(both.err()).contains("give either --factors or --effects");
    }
}
