package org.stroma.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ShelfLifeCommandTests {
    private static final String FROZEN = """
            month,lot,viability
            0,L1,92.1
            3,L1,91.8
            6,L1,91.9
            9,L1,91.2
            12,L1,91.0
            18,L1,90.6
            24,L1,89.9
            0,L2,91.4
            3,L2,91.5
            6,L2,90.9
            9,L2,90.6
            12,L2,90.7
            18,L2,89.8
            24,L2,89.5
            0,L3,92.6
            3,L3,92.2
            6,L3,91.7
            9,L3,91.9
            12,L3,91.3
            18,L3,90.8
            24,L3,90.6
            """;

    @TempDir
    private Path folder = Path.of("");

    private Invocation run(String text, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("stability.csv"), text);
        List<String> arguments = new ArrayList<>(
                List.of("shelf-life", file.toString(), "--time", "month", "--batch", "lot",
                        "--response", "viability"));
        arguments.addAll(Arrays.asList(options));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    @Test
    void printsTheAgreedFieldsAsJson() throws IOException {
        Invocation run = run(FROZEN, "--lower", "80", "--storage", "frozen", "--covered", "24", "--json");

        JsonNode json = run.json();
        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(json.get("model").asString()).isEqualTo("different-intercepts-common-slope");
        assertThat(json.get("shelfLife").asDouble()).isCloseTo(121.244, within(5e-4));
        assertThat(json.get("worstBatch").asString()).isEqualTo("L2");
        assertThat(json.get("byModel").get("different-intercepts-common-slope").isNumber()).isTrue();
        assertThat(json.get("byModel").get("common-intercept-common-slope").isNumber()).isTrue();
        assertThat(json.get("byModel").get("different-intercepts-different-slopes").isNumber()).isTrue();
        assertThat(json.get("pooledError").isNumber()).isTrue();
        assertThat(json.get("proposal").get("months").asInt()).isEqualTo(24);
        assertThat(json.get("proposal").get("rule").asString()).isEqualTo("extrapolation-frozen-none");
        assertThat(json.get("anova").get(2).get("f").asDouble()).isCloseTo(0.226783, within(5e-7));
        assertThat(json.get("poolability").get("intercepts").get("f").asDouble()).isCloseTo(48.9293, within(5e-5));
        assertThat(json.get("warnings").isArray()).isTrue();
        assertThat(json.get("input").get("delimiter").asString()).isEqualTo("comma");
    }

    @Test
    void obeysEveryOption() throws IOException {
        Invocation run = run(FROZEN, "--lower", "85", "--upper", "100", "--alpha", "0.05", "--confidence", "0.9",
                "--sides",
                "1", "--error-term", "REDUCED", "--transform", "log", "--json");

        JsonNode json = run.json();
        assertThat(json.get("poolability").get("errorTerm").asString()).isEqualTo("reduced");
        assertThat(json.get("poolability").get("alpha").asDouble()).isEqualTo(0.05);
        assertThat(json.get("assumptions").toString()).contains("logarithm");
        assertThat(json.get("proposal").isNull()).isTrue();
    }

    @Test
    void printsATableForPeopleInTheirLanguage() throws IOException {
        Invocation english = run(FROZEN, "--lower", "80", "--storage", "refrigerated", "--covered", "24");
        Invocation chinese = run(FROZEN, "--lower", "80", "--lang", "zh-CN");

        assertThat(english.out()).contains("Shelf life: 121.244 (batch L2)", "Proposed period (whole months): 30",
                "No accelerated data were given", "21 rows, comma-separated");
        assertThat(chinese.out()).contains("有效期: 121.244 (批 L2)", "方差分析", "截距不同、共同斜率");
    }

    @Test
    void drawsThePicture() throws IOException {
        Path picture = folder.resolve("plot.svg");

        Invocation run = run(FROZEN, "--lower", "80", "--upper", "95", "--plot", picture.toString());

        assertThat(run.exit()).isZero();
        assertThat(Files.readString(picture)).contains("<svg").endsWith("</svg>\n");
    }

    @Test
    void readsDecimalCommasAndCensoredAndMissingResults() throws IOException {
        String text = FROZEN.replace(',', ';').replace('.', ',') + "30;L1;<85\n30;L2;NA\n";

        Invocation run = run(text, "--lower", "80", "--decimal-comma", "--json");

        assertThat(run.json().get("shelfLife").asDouble()).isCloseTo(121.244, within(5e-4));
        assertThat(run.json().get("warnings").toString()).contains("shelf-life-censored-left-out",
                "shelf-life-missing-left-out");
        assertThat(run.json().get("input").get("delimiter").asString()).isEqualTo("semicolon");
    }

    /** Unreadable or senseless input: nothing on standard output, the reason on standard error, exit code 2. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0,L1,abc|line 2, column \"viability\"", "0,L1|line 2", "-1,L1,90|negative",
            "0,,90|batch number", "x,L1,90|not a number", "0,L1,\"91,5\"|--decimal-comma",
            "0,L1,<80|shelf-life-all-censored",
            "0,L1,NA|shelf-life-no-data", "0,L1,90|shelf-life-batch-too-small"})
    void refusesUnreadableInputOnStandardErrorOnly(String row, String reason) throws IOException {
        Invocation run = run("month,lot,viability\n" + row + "\n", "--lower", "80", "--json");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("stability.csv").contains(reason).doesNotContain("\tat ");
    }

    @Test
    void refusesOptionsThatMakeNoSense() throws IOException {
        assertThat(run(FROZEN).err()).contains("shelf-life-without-limit");
        assertThat(run(FROZEN, "--lower", "99").err()).contains("shelf-life-crossed-at-start");
        assertThat(run(FROZEN, "--lower", "80", "--storage", "attic", "--covered", "3").err()).contains("refrigerated");
        assertThat(run(FROZEN, "--lower", "80", "--storage", "room").exit()).isEqualTo(2);
        assertThat(run(FROZEN, "--lower", "80", "--alpha", "2").err()).contains("alpha");
        assertThat(run(FROZEN, "--lower", "80", "--plot", "x.png").err()).contains(".svg");
        assertThat(run(FROZEN.replace("viability", "result"), "--lower", "80").err()).contains(
                "no column \"viability\"",
                "month, lot, result");
    }
}
