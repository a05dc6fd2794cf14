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

class PotencyCommandTests {
    /** Six-by-six Latin square, antibiotic plates: Ph. Eur. 5.3, example 5.1.2; treatments and zones row by row. */
    private static final String[] SQUARE = {"S1 161 T1 160 T2 178 S3 187 S2 171 T3 194",
            "T1 151 T3 192 S1 150 S2 172 T2 170 S3 192", "T2 162 S3 195 S2 174 S1 161 T3 193 T1 151",
            "S3 194 S2 184 T3 199 T1 160 S1 163 T2 171", "S2 176 T2 181 S3 201 T3 202 T1 154 S1 151",
            "T3 193 S1 166 T1 161 T2 186 S3 198 S2 182"};

    @TempDir
    private Path folder = Path.of("");

    private Invocation run(String text, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("assay.csv"), text);
        List<String> arguments = new ArrayList<>(List.of("potency", file.toString()));
        arguments.addAll(Arrays.asList(options));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    private static String square() {
        double factor = (4855 * 25.2 / 24.5) / (5600 * 21.4 / 23.95);
        StringBuilder text = new StringBuilder("preparation,dose,response,block,column\n");
        for (int row = 0; row < 6; row++) {
            String[] cells = SQUARE[row].split(" ");
            for (int column = 0; column < 6; column++) {
                String treatment = cells[2 * column];
                double dose = Math.pow(1.5, treatment.charAt(1) - '1') * (treatment.startsWith("S") ? factor : 1);
                text.append(treatment.charAt(0)).append(',').append(dose).append(',').append(cells[2 * column + 1])
                        .append(',')
                        .append(row + 1).append(',').append(column + 1).append('\n');
            }
        }
        return text.toString();
    }

    @Test
    void printsTheAgreedFieldsAsJson() throws IOException {
        Invocation run = run(square(), "--model", "parallel-line", "--design", "latin-square", "--assumed", "T=5600",
                "--json");

        JsonNode json = run.json();
        JsonNode preparation = json.get("preparations").get(0);
        assertThat(run.exit()).isZero();
        assertThat(preparation.get("name").asString()).isEqualTo("T");
        assertThat(preparation.get("potency").asDouble()).isCloseTo(5456.37, within(5e-3));
        assertThat(preparation.get("lower").asDouble()).isCloseTo(5092.37, within(5e-3));
        assertThat(preparation.get("upper").asDouble()).isCloseTo(5843.36, within(5e-3));
        JsonNode regression = json.get("validity").get(0);
        assertThat(regression.get("test").asString()).isEqualTo("regression");
        assertThat(regression.get("f").asDouble()).isCloseTo(408.108, within(5e-4));
        assertThat(regression.get("df").asInt()).isEqualTo(1);
        assertThat(regression.get("passed").asBoolean()).isTrue();
        assertThat(json.get("anova").isArray()).isTrue();
        assertThat(json.get("warnings").isEmpty()).isTrue();
    }

    @Test
    void printsATableForPeopleAndAPicture() throws IOException {
        Path picture = folder.resolve("plot.svg");

        Invocation english = run(square(), "--model", "parallel-line", "--design", "latin-square", "--assumed",
                "T=5600",
                "--plot", picture.toString());
        Invocation chinese = run(square(), "--model", "parallel-line", "--design", "latin-square", "--lang", "zh-CN");

        assertThat(english.out()).contains("parallel lines, Latin square", "5456.37", "non-parallelism");
        assertThat(chinese.out()).contains("平行线法", "拉丁方设计", "偏离平行");
        assertThat(Files.readString(picture)).contains("<svg");
    }

    @Test
    void analysesQuantalAssays() throws IOException {
        String text = """
                preparation,dose,response,n
                S,1,0,20
                S,2,2,20
                S,4,6,20
                S,8,10,20
                S,16,12,20
                S,32,16,20
                M,1,1,20
                M,2,4,20
                M,4,9,20
                M,8,13,20
                M,16,18,20
                M,32,20,20
                """;

        JsonNode logit = run(text, "--model", "logit", "--json").json();
        JsonNode likelihood = run(text, "--model", "logit", "--interval", "likelihood", "--json").json();

        double log2 = Math.log(logit.get("preparations").get(0).get("potency").asDouble()) / Math.log(2);
        assertThat(log2).isCloseTo(1.034325234, within(1e-8));
        assertThat(logit.get("effectiveDoses").get(0).get("dose").asDouble()).isCloseTo(Math.pow(2, 3.263587),
                within(1e-5));
        assertThat(likelihood.get("preparations").get(0).get("lower").asDouble())
                .isNotEqualTo(logit.get("preparations").get(0).get("lower").asDouble());
    }

    @Test
    void analysesSlopeRatiosWithBlanksAndFourParameterCurves() throws IOException {
        StringBuilder slope = new StringBuilder("Preparation;Dose;Response\n");
        StringBuilder curve = new StringBuilder("preparation\tdose\tresponse\n");
        for (int level = 0; level < 4; level++) {
            for (int replicate = 0; replicate < 2; replicate++) {
                double noise = 0.01 * (replicate == 0 ? 1 : -1) * (1 + level);
                slope.append(level == 0 ? "B;0;" : "S;" + level + ";").append(1 + 2 * level + noise).append('\n');
                slope.append(level == 0 ? "B;0;" : "T;" + level + ";").append(1 + 3 * level - noise).append('\n');
            }
        }
        for (int level = 0; level < 8; level++) {
            double dose = Math.pow(2, level);
            for (int replicate = -1; replicate <= 1; replicate++) {
                curve.append("S\t").append(dose).append('\t').append(100 / (1 + 16 / dose) + 0.3 * replicate)
                        .append('\n');
                curve.append("T\t").append(dose).append('\t').append(100 / (1 + 8 / dose) + 0.3 * replicate)
                        .append('\n');
            }
        }

        JsonNode ratio = run(slope.toString(), "--model", "slope-ratio", "--json").json();
        JsonNode logistic = run(curve.toString(), "--model", "4pl", "--json").json();

        assertThat(ratio.get("preparations").get(0).get("potency").asDouble()).isCloseTo(1.5, within(0.01));
        assertThat(ratio.get("validity").toString()).contains("blanks", "intersection");
        assertThat(logistic.get("preparations").get(0).get("potency").asDouble()).isCloseTo(2, within(1e-6));
        assertThat(logistic.get("equivalence").size()).isEqualTo(4);
        assertThat(ratio.get("input").get("delimiter").asString()).isEqualTo("semicolon");
        assertThat(logistic.get("input").get("delimiter").asString()).isEqualTo("tab");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--model spline|must be one of", "--model logit|no column \"n\"",
            "--model parallel-line --assumed X=3|\"X\"", "--model parallel-line --design star|latin-square",
            "--model parallel-line --standard R|potency-no-standard", "--model parallel-line --transform cube|square",
            "--model 4pl|potency-too-few-doses", "--model parallel-line --confidence 1|confidence"})
    void refusesOnStandardErrorOnly(String options, String reason) throws IOException {
        Invocation run = run(square(), (options + " --json").split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(reason).doesNotContain("\tat ");
    }
}
