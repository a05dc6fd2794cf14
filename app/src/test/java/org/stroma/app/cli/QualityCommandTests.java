package org.stroma.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class QualityCommandTests {
    /** Post-thaw viability of twelve lots in percent. */
    private static final String VIABILITY = lots(91.2, 92.0, 90.4, 91.8, 93.1, 90.9, 91.5, 92.4, 89.8, 91.1, 92.7,
            90.6);

    @TempDir
    private Path folder = Path.of("");

    private Invocation run(String command, String text, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("data.csv"), text);
        List<String> arguments = new ArrayList<>(List.of(command, file.toString()));
        arguments.addAll(Arrays.asList(options));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    private static String lots(double... values) {
        StringBuilder text = new StringBuilder("lot,\"viability, %\"\n");
        for (int i = 0; i < values.length; i++) {
            text.append("L").append(i + 1).append(',').append(values[i]).append('\n');
        }
        return text.toString();
    }

    @Test
    void chartsIndividualsAsJson() throws IOException {
        Invocation run = run("chart", VIABILITY, "--type", "imr", "--rules", "nelson,western-electric", "--json");

        JsonNode json = run.json();
        assertThat(run.exit()).isZero();
        assertThat(json.get("center").asDouble()).isCloseTo(91.458333, within(5e-7));
        assertThat(json.get("limits").get("lower").asDouble()).isCloseTo(87.493150, within(5e-7));
        assertThat(json.get("limits").get("upper").asDouble()).isCloseTo(95.423517, within(5e-7));
        assertThat(json.get("points").size()).isEqualTo(12);
        assertThat(json.get("points").get(4).get("x").asString()).isEqualTo("L5");
        assertThat(json.get("points").get(4).get("value").asDouble()).isEqualTo(93.1);
        assertThat(json.get("points").get(4).get("signals").size()).isZero();
        assertThat(json.get("dispersion").get("statistic").asString()).isEqualTo("moving-range");
    }

    @Test
    void namesTheRuleAndItsPoints() throws IOException {
        Invocation run = run("chart", lots(10, 11, 9, 10, 11, 9, 10, 30, 10), "--type", "imr", "--json", "--center",
                "10",
                "--sigma", "1", "--rules", "nelson");

        JsonNode json = run.json();
        assertThat(json.get("points").get(7).get("signals").get(0).asString()).isEqualTo("nelson-1");
        assertThat(json.get("signals").get(0).get("at").asInt()).isEqualTo(8);
        assertThat(json.get("beyondLimits").get(0).asInt()).isEqualTo(8);
    }

    /** Montgomery (1991), dyed cloth, first five rolls: limits follow the sample size. */
    @Test
    void chartsRatesOfUnequalSamples() throws IOException {
        JsonNode json = run("chart", "x;size\n14;10\n12;8\n20;13\n11;10\n7;9.5\n", "--type", "u", "--json").json();

        double center = 64 / 50.5;
        assertThat(json.get("center").asDouble()).isCloseTo(center, within(1e-12));
        assertThat(json.get("limits").get("upper").get(1).asDouble())
                .isCloseTo(center + 3 * Math.sqrt(center / 8), within(1e-12));
    }

    @Test
    void readsSubgroupsInRowsAndInColumns() throws IOException {
        String wide = "sample\ta\tb\tc\n1\t5\t6\t7\n2\t6\t7\t5\n3\t5\t5\t8\n";
        String tall = "sample,y\n1,5\n1,6\n1,7\n2,6\n2,7\n2,5\n3,5\n3,5\n3,8\n";

        JsonNode one = run("chart", wide, "--type", "xbar-r", "--json").json();
        JsonNode other = run("chart", tall, "--type", "xbar-r", "--json").json();
        JsonNode third = run("chart", tall.replace("sample,y", "row,y"), "--type", "xbar-r", "--subgroup-size", "3",
                "--value", "y", "--json").json();

        assertThat(other.get("limits")).isEqualTo(one.get("limits"));
        assertThat(third.get("limits")).isEqualTo(one.get("limits"));
        assertThat(one.get("points").size()).isEqualTo(3);
    }

    @Test
    void aColumnOfTrialsSetsTheLimits() throws IOException {
        String text = "x,trial\n4,TRUE\n6,TRUE\n5,TRUE\n40,FALSE\n";

        JsonNode json = run("chart", text, "--type", "c", "--json").json();
        JsonNode all = run("chart", text, "--type", "c", "--baseline", "none", "--value", "x", "--json").json();

        assertThat(json.get("center").asDouble()).isEqualTo(5);
        assertThat(json.get("points").get(3).get("baseline").asBoolean()).isFalse();
        assertThat(json.get("beyondLimits").get(0).asInt()).isEqualTo(4);
        assertThat(all.get("center").asDouble()).isEqualTo(13.75);
    }

    @Test
    void chartsWithMemoryAndSeveralCharacteristics() throws IOException {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("no,a,b\n");
        for (int i = 1; i <= 15; i++) {
            text.append(i).append(',').append(random.nextGaussian()).append(',').append(random.nextGaussian())
                    .append('\n');
        }

        JsonNode t2 = run("chart", text.toString(), "--type", "t2", "--false-alarm", "0.01", "--json").json();
        JsonNode ewma = run("chart", text.toString(), "--type", "ewma", "--value", "a", "--lambda", "0.3", "--json")
                .json();
        JsonNode cusum = run("chart", text.toString(), "--type", "cusum", "--value", "a", "--decision", "4", "--json")
                .json();

        assertThat(t2.get("limits").get("upper").asDouble()).isPositive();
        assertThat(ewma.get("limits").get("upper").size()).isEqualTo(15);
        assertThat(cusum.get("limits").get("upper").asDouble()).isEqualTo(4);
        assertThat(cusum.get("lowerSum").get("limits").get("lower").asDouble()).isEqualTo(-4);
    }

    @Test
    void drawsLimitsAndSignals() throws IOException {
        Path picture = folder.resolve("chart.svg");

        Invocation run = run("chart", lots(10, 11, 9, 10, 11, 9, 10, 30, 10), "--type", "imr", "--plot",
                picture.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(picture).content().startsWith("<?xml").contains("<svg");
    }

    @Test
    void statesCapability() throws IOException {
        JsonNode json = run("capability", VIABILITY, "--lower", "80", "--json").json();

        assertThat(json.get("ppk").asDouble()).isCloseTo(3.881850, within(5e-7));
        assertThat(json.get("cpk").asDouble()).isCloseTo(2.889736, within(5e-7));
        assertThat(json.get("tier").asString()).isEqualTo("run-chart");
        assertThat(json.get("intervals").get("ppk").get(1).get("lowerBound").asDouble())
                .isCloseTo(2.511377, within(5e-7));
    }

    @Test
    void capabilityLeavesOutWhatIsNoBaseline() throws IOException {
        String text = "lot,value,baseline\n1,5.1,TRUE\n2,4.8,TRUE\n3,5.0,TRUE\n4,99,FALSE\n";

        assertThat(run("capability", text, "--upper", "8", "--json").json().get("n").asInt()).isEqualTo(3);
        assertThat(run("capability", text, "--upper", "8", "--baseline", "none", "--value", "value", "--json").json()
                .get("n").asInt()).isEqualTo(4);
    }

    @Test
    void aCountChartRefusesUnequalSamples() throws IOException {
        assertThat(run("chart", "x,size\n3,10\n4,20\n", "--type", "c").err()).contains("--type u");
        assertThat(run("chart", "x,size\n3,10\n4,10\n", "--type", "c").exit()).isZero();
    }

    @Test
    void statesToleranceLimits() throws IOException {
        JsonNode json = run("tolerance", VIABILITY, "--side", "lower", "--json").json();

        assertThat(json.get("factor").asDouble()).isCloseTo(3.7471, within(5e-5));
        assertThat(json.get("lower").asDouble()).isCloseTo(87.7715, within(5e-5));
        assertThat(json.get("upper").isNull()).isTrue();
    }

    @Test
    void findsOutliers() throws IOException {
        String text = lots(54.1, 52.8, 55.0, 53.6, 54.4, 46.9);

        JsonNode json = run("outliers", text, "--json").json();
        JsonNode dixon = run("outliers", text, "--test", "dixon", "--json").json();

        assertThat(json.get("tests").get(0).get("statistic").asDouble()).isCloseTo(1.976796, within(5e-7));
        assertThat(json.get("tests").get(0).get("critical").asDouble()).isCloseTo(1.887145, within(5e-7));
        assertThat(json.get("outliers").get(0).asInt()).isEqualTo(6);
        assertThat(json.get("tests").get(0).get("x").asString()).isEqualTo("L6");
        assertThat(dixon.get("tests").get(0).get("method").asString()).isEqualTo("dixon-r10");
    }

    @Test
    void splitsPrecision() throws IOException {
        double[] values = {97.8, 99.1, 101.4, 100.2, 98.9, 97.5, 102.3, 101.0, 99.6, 100.9, 98.0, 98.8};
        StringBuilder text = new StringBuilder("run,recovery\n");
        for (int i = 0; i < values.length; i++) {
            text.append(i / 2 + 1).append(',').append(values[i]).append('\n');
        }

        JsonNode json = run("precision", text.toString(), "--json").json();

        assertThat(json.get("components").get(0).get("name").asString()).isEqualTo("run");
        assertThat(json.get("components").get(0).get("variance").asDouble()).isCloseTo(1.777167, within(5e-7));
        assertThat(json.get("repeatability").get("sd").asDouble()).isCloseTo(0.871302, within(5e-7));
        assertThat(json.get("total").get("sd").asDouble()).isCloseTo(1.592587, within(5e-7));
        assertThat(json.get("total").get("cv").asDouble()).isCloseTo(1.598582, within(5e-7));
    }

    @Test
    void nestsFactorsInTheCustomaryOrder() throws IOException {
        String text = "result,day,site\n1,1,A\n2,1,A\n3,2,A\n5,2,A\n2,1,B\n4,1,B\n6,2,B\n5,2,B\n";

        JsonNode json = run("precision", text, "--json").json();

        assertThat(json.get("components").get(0).get("name").asString()).isEqualTo("site");
        assertThat(json.get("components").get(1).get("name").asString()).isEqualTo("day");
    }

    @Test
    void printsTablesForPeopleInBothLanguages() throws IOException {
        assertThat(run("chart", VIABILITY, "--type", "imr").out()).contains("Centre 91.4583", "Moving range");
        assertThat(run("chart", VIABILITY, "--type", "imr", "--lang", "zh-CN").out()).contains("中心线 91.4583", "移动极差",
                "控制下限", "控制上限");
        assertThat(run("capability", VIABILITY, "--lower", "80").out()).contains("Ppk", "3.88185");
        assertThat(run("tolerance", VIABILITY, "--lang", "zh-CN").out()).contains("容忍区间", "容忍下限", "容忍上限");
        assertThat(run("outliers", VIABILITY).out()).contains("Grubbs");
        assertThat(run("precision", "run,y\n1,2\n1,3\n2,4\n2,6\n").out()).contains("Variance components");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chart --type imr", "capability --lower 1", "tolerance", "outliers", "precision"})
    void refusesOnStandardErrorAlone(String words) throws IOException {
        String[] parts = words.split(" ");
        String[] options = Arrays.copyOfRange(parts, 1, parts.length);

        for (String text : List.of("", "lot,value\nL1,abc\nL2,5\n", "lot,value\nL1,\nL2,5\n", "a,b,c\n1,2\n",
                "lot,value\nL1,5\nL2,5\nL3,5\n")) {
            Invocation run = run(parts[0], text, options);

            assertThat(run.exit()).as(text).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).startsWith("stroma: ").hasLineCount(1);
        }
    }

    @Test
    void refusesWhatIsAmbiguousOrUnknown() throws IOException {
        assertThat(run("tolerance", "a,b\n1,2\n3,4\n").err()).contains("name it with --value");
        assertThat(run("chart", VIABILITY, "--type", "xbar").err()).contains("must be one of imr, xbar-r");
        assertThat(run("chart", VIABILITY, "--type", "imr", "--rules", "nelson-9").err()).contains("nelson-9");
        assertThat(run("chart", VIABILITY, "--type", "p").err()).contains("--size");
        assertThat(run("capability", VIABILITY).err()).contains("a lower or an upper limit");
        assertThat(run("outliers", VIABILITY, "--test", "cochran").exit()).isEqualTo(2);
    }

    @Test
    void leavesMissingValuesOutAndSaysSo() throws IOException {
        String text = "lot,y\nL1,5\nL2,NA\nL3,4\nL4,\nL5,7\nL6,6\nL7,20\n";

        for (String[] command : new String[][]{{"outliers"}, {"tolerance"}, {"capability", "--lower", "1"},
                {"chart", "--type", "imr"}}) {
            List<String> options = new ArrayList<>(Arrays.asList(command).subList(1, command.length));
            options.add("--json");
            Invocation run = run(command[0], text, options.toArray(String[]::new));

            assertThat(run.exit()).as(command[0]).isZero();
            assertThat(run.json().get("warnings").get(0).get("code").asString()).isEqualTo("missing-left-out");
            assertThat(run.json().get("warnings").get(0).get("message").asString()).startsWith("2 ");
        }
    }

    @Test
    void chartsSubgroupsWithALostValueAsUnequal() throws IOException {
        String text = "a,b,c\n1,2,3\n2,,4\n3,4,6\n1,3,2\n";

        Invocation run = run("chart", text, "--type", "xbar-s", "--json");

        assertThat(run.exit()).isZero();
        assertThat(run.json().get("points").get(1).get("value").asDouble()).isEqualTo(3);
        assertThat(run.json().get("limits").get("upper").size()).isEqualTo(4);
    }

    @Test
    void keepsTheNameOfAnOutlierBehindAGap() throws IOException {
        Invocation run = run("outliers", "y\n54.1\n\"\"\n52.8\n55.0\nNA\n53.6\n54.4\n46.9\n", "--json");

        assertThat(run.json().get("tests").get(0).get("x").asString()).isEqualTo("7");
        assertThat(run.json().get("tests").get(0).get("statistic").asDouble()).isCloseTo(1.976796, within(5e-7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=;\ny;z\n1;2\n2;3\n4;5\n", "y|z\n1|2\n2|3\n4|5\n",
            "\uFEFFy\tz\r\n1\t2\r\n2\t3\r\n4\t5\r\n"})
    void readsWhatSpreadsheetsWrite(String text) throws IOException {
        Invocation run = run("tolerance", text, "--value", "y", "--json");

        assertThat(run.exit()).isZero();
        assertThat(run.json().get("mean").asDouble()).isCloseTo(7.0 / 3, within(1e-12));
    }

    @Test
    void refusesInTheLanguageAskedFor() throws IOException {
        Invocation column = run("tolerance", "y\n1\n2\n", "--value", "z", "--lang", "zh-CN");
        Invocation number = run("tolerance", "y\n1\n2,5\n", "--lang", "zh-CN");
        Invocation values = run("tolerance", "y\n1\n", "--lang", "zh-CN");
        Invocation english = run("tolerance", "y\n1\n", "--value", "z");

        assertThat(List.of(column, number, values, english)).allSatisfy(run -> {
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
        });
        assertThat(column.err()).contains("没有“z”列");
        assertThat(number.err()).contains("第 3 行");
        assertThat(values.err()).contains("[too-few-values]").contains("：");
        assertThat(english.err()).contains("there is no column \"z\"");
    }

    @Test
    void drawsManyPointsByTheExtremesOfEachStretch() throws IOException {
        StringBuilder text = new StringBuilder("value\n");
        Random random = new Random(3);
        for (int i = 0; i < 20000; i++) {
            text.append(i == 12345 ? 99.0 : random.nextGaussian()).append('\n');
        }
        Path picture = folder.resolve("many.svg");

        Invocation run = run("chart", text.toString(), "--type", "imr", "--json", "--plot", picture.toString());

        assertThat(run.exit()).isZero();
        assertThat(run.json().get("points").size()).isEqualTo(20000);
        assertThat(run.json().get("beyondLimits").toString()).contains("12346");
        assertThat(Files.size(picture)).isLessThan(6_000_000);
    }
}
