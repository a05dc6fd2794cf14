package org.stroma.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scientists' commands cannot do as asked is refused under a stable name, in the reader's language, and nothing is printed. */
class RefusalNamesTests {
    private static final String VALUES = "value\n9.1\n9.7\n8.8\n9.4\n10.2\n9.0\n9.3\n9.9\n8.7\n9.6\n";
    private static final String STABILITY = "month,lot,y\n0,A,100\n3,A,99.4\n6,A,99.1\n9,A,98.3\n";

    @TempDir
    private Path folder = Path.of("");

    private Invocation run(String line, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("data.csv"), text);
        List<String> arguments = new ArrayList<>(List.of(line.strip().split(" ")));
        arguments.add(1, file.toString());
        return Invocation.of(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            chart --type imr --lambda 0.3                       | option-not-with
            chart --type imr --constant-limits                  | option-not-with
            chart --type ewma --decision 4                      | option-not-with
            chart --type ewma --reference 1                     | option-not-with
            chart --type imr --head-start 1                     | option-not-with
            chart --type cusum --false-alarm 0.01               | option-not-with
            chart --type t2 --center 5 --sigma 1                | option-not-with
            chart --type imr --size 5                           | option-not-with
            chart --type imr --subgroup-size 5                  | option-not-with
            chart --type c --subgroup value                     | option-not-with
            chart --type imr --exclude 11                       | exclude-position
            chart --type imr --exclude 0                        | exclude-position
            chart --type imr --center 5                         | center-and-sigma
            chart --type xbar-r --subgroup-size 0               | subgroup-size
            chart --type cusum --decision 0                     | out-of-range
            chart --type zz                                     | choice
            chart --type imr --rules nelson-9                   | unknown-rule
            capability --lower 5 --within zz                    | choice
            capability --lower 5 --tiers 5                      | tiers
            tolerance --coverage 1e-300                         | out-of-range
            tolerance --confidence 0.9999999999999999           | out-of-range
            tolerance --value z                                 | column-missing
            outliers --test esd --side lower                    | option-not-with
            outliers --test grubbs --max 3                      | option-not-with
            outliers --test esd --max 0                         | out-of-range
            precision --factors value                           | factor-is-value
            precision --effects a --factors b                   | factors-or-effects
            tolerance --coverage=                               | option-number
            tolerance --plot x.png                              | plot-svg
            """)
    void namesWhatIsWrongWithTheOptions(String line, String name) throws IOException {
        Invocation english = run(line, VALUES);
        Invocation chinese = run(line + " --lang zh-CN", VALUES);

        for (Invocation run : List.of(english, chinese)) {
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err().strip()).startsWith("stroma: ").endsWith("[" + name + "]").hasLineCount(1);
        }
        assertThat(chinese.err()).containsPattern("\\p{IsHan}");
        assertThat(english.err()).doesNotContainPattern("\\p{IsHan}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                  | file-empty
            value               | no-rows
            value~1~1,2         | cells-or-decimals
            a,b~1,2,3           | cells-do-not-fit
            value~"1            | quote-open
            value~1~x           | not-a-number
            value~1~1e99        | number-too-large
            value~NA~NA         | too-few-values
            value~5~5~5~5       | no-variation
            """)
    void namesWhatIsWrongWithTheFile(String text, String name) throws IOException {
        for (String command : List.of("tolerance", "outliers", "capability --lower 1", "chart --type imr")) {
            Invocation run = run(command, text.replace('~', '\n'));

            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err().strip()).contains("data.csv").endsWith("[" + name + "]");
        }
    }

    @Test
    void refusesOneColumnForTwoMeanings() throws IOException {
        for (String line : List.of("shelf-life --time y --batch lot --response y --lower 95",
                "shelf-life --time month --batch month --response y --lower 95",
                "shelf-life --time month --batch y --response y --lower 95")) {
            assertThat(run(line, STABILITY).err().strip()).endsWith("[column-of-both]");
        }
    }

    @Test
    void readsOneColumnOfDecimalCommas() throws IOException {
        Invocation point = run("tolerance --json", VALUES);
        Invocation comma = run("tolerance --json --decimal-comma", VALUES.replace('.', ','));
        Invocation quoted = run("tolerance --json --decimal-comma --value value",
                "lot,value\nA,\"9,5\"\nB,\"10,5\"\nC,\"9,1\"\n");

        assertThat(comma.json().get("lower").asDouble()).isCloseTo(point.json().get("lower").asDouble(), within(1e-12));
        assertThat(quoted.json().get("mean").asDouble()).isCloseTo(9.7, within(1e-12));
    }

    @Test
    void takesAFormulaWithParentheses() throws IOException {
        String text = "a,b,c,y\n1,1,1,5\n1,1,1,6\n1,1,2,7\n1,2,1,5\n1,2,2,4\n2,1,1,8\n2,1,2,7\n2,2,1,9\n2,2,2,6\n2,2,2,8\n";

        Invocation run = run("precision --json --value y --effects (a+b)/c", text);

        assertThat(run.exit()).isZero();
        assertThat(run.json().get("components").valueStream().map(c -> c.get("name").asString()).toList())
                .containsExactly("a", "b", "a:b:c", "error");
    }
}
