package org.stroma.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionErrorsTests {
    private static Invocation run(String line, String... more) {
        List<String> arguments = new ArrayList<>(List.of(line.split(" ")));
        arguments.addAll(List.of(more));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            chart f.csv --type imr --jsn                                   | --jsn is not known here; did you mean --json?  | 无法识别 --jsn；是否指 --json？
            chart f.csv g.csv --type imr                                   | g.csv is not known here.                       | 无法识别 g.csv。
            chart f.csv                                                    | --type is missing.                             | 缺少 --type。
            chart --type imr                                               | FILE is missing.                               | 缺少 FILE。
            chart f.csv --type                                             | --type needs a value.                          | --type 后面须给出取值。
            shelf-life f.csv --time t --response y --storage frozen        | --covered is missing.                          | 缺少 --covered。
            shelf-life f.csv --time t --response y --lower 1 --lower 2     | --lower is given more than once.               | --lower 只能给出一次。
            shelf-life f.csv --time t --response y --lower x               | --lower x: must be a number.                   | --lower x：须为数值。
            shelf-life f.csv --time t --response y --sides x               | --sides x: must be a whole number.             | --sides x：须为整数。
            shelf-life f.csv --time t --response y --error-term x          | --error-term x: must be one of full, reduced.  | --error-term x：只能取以下值之一：full, reduced。
            potency f.csv --model 4pl --assumed T                          | --assumed T: give a name and a value           | --assumed T：须写成“名称=数值”
            potency f.csv --model 4pl --assumed T=x                        | --assumed x: must be a number.                 | --assumed x：须为数值。
            """)
    void tellsWhatIsWrongInBothLanguages(String line, String english, String chinese) {
        Invocation plain = run(line);
        Invocation asked = run(line, "--lang=zh-CN");

        assertThat(plain.exit()).isEqualTo(2);
        assertThat(plain.out()).isEmpty();
        assertThat(plain.err()).startsWith("stroma: " + english).contains(line.split(" ")[0] + " --help");
        if (!line.endsWith("--type")) {
            assertThat(asked.exit()).isEqualTo(2);
            assertThat(asked.err()).startsWith("stroma: " + chinese).contains("用法见");
        }
    }

    @Test
    void tellsInItsOwnWordsWhatOnlyTheParserKnows() {
        assertThat(run("help nothing").err()).isEqualToIgnoringNewLines(
                "stroma: Unknown subcommand 'nothing'. See stroma --help. [option-other]");
    }

    @Test
    void takesTheLanguageFromTheNextArgumentToo() {
        assertThat(run("chart f.csv --lang zh-CN --type").err()).startsWith("stroma: --type 后面须给出取值。");
    }
}
