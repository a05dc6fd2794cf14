package org.stroma.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

class HelpTests {
    private static final String HAN = "(?s).*\\p{IsHan}.*";

    /** Every description of a command, an option, a parameter and a group of options, where it is found. */
    private static Map<String, String> descriptions(CommandLine command) {
        Map<String, String> all = new java.util.TreeMap<>();
        CommandSpec spec = command.getCommandSpec();
        String name = spec.qualifiedName(".");
        all.put(name, String.join(" ", spec.usageMessage().description()));
        if (spec.usageMessage().header().length > 0) {
            all.put(name + " header", String.join(" ", spec.usageMessage().header()));
        }
        spec.options().forEach(option -> all.put(name + " " + option.longestName(), text(option)));
        spec.positionalParameters().forEach(each -> all.put(name + " " + each.paramLabel(), text(each)));
        spec.argGroups().stream().filter(group -> group.heading() != null)
                .forEach(group -> all.put(name + " [" + group.heading() + "]", String.valueOf(group.heading())));
        command.getSubcommands().values().forEach(sub -> all.putAll(descriptions(sub)));
        return all;
    }

    private static String text(ArgSpec spec) {
        return String.join(" ", spec.description());
    }

    @Test
    void saysEverythingInBothLanguages() {
        Map<String, String> english = descriptions(Help.in("en", Stroma.commands()));
        Map<String, String> chinese = descriptions(Help.in("zh-CN", Stroma.commands()));

        assertThat(english).hasSizeGreaterThan(120);
        assertThat(english).allSatisfy((where, text) -> assertThat(text).as(where).isNotBlank().doesNotMatch(HAN));
        List<String> missing = new ArrayList<>();
        chinese.forEach((where, text) -> {
            if (!text.matches(HAN)) {
                missing.add(where + ": " + text);
            }
        });
        assertThat(missing).isEmpty();
    }

    /** What stands for a default in one language stands in the other. */
    @Test
    void saysTheSameDefaultsInBothLanguages() {
        Map<String, String> chinese = descriptions(Help.in("zh-CN", Stroma.commands()));

        descriptions(Help.in("en", Stroma.commands())).forEach((where, text) -> {
            if (text.contains("Default: ") && !where.endsWith("--lang")) {
                assertThat(chinese.get(where)).as(where).contains("默认");
            }
        });
    }

    /** A key that no command asks for is a slip of the pen. */
    @Test
    void hasNoWordsForNothing() {
        ResourceBundle bundle = ResourceBundle.getBundle("org.stroma.app.cli.help", Locale.SIMPLIFIED_CHINESE);
        TreeSet<String> names = new TreeSet<>();
        descriptions(Stroma.commands()).keySet().forEach(where -> {
            String[] parts = where.split(" ", 2);
            String last = parts.length == 1 ? "usage" : parts[1].replaceAll("^-+", "");
            names.add(parts[0] + "." + last);
            names.add(last);
        });

        assertThat(bundle.keySet().stream().map(key -> key.replaceAll("\\[0\\]$", ""))
                .filter(key -> !key
                        .matches("usage\\..*Heading|.*\\.usage\\..*|mixin.*|help.*|shelf-life\\.proposal|chart\\..*"))
                .filter(key -> !names.contains(key))).isEmpty();
        assertThat(bundle.keySet().stream().filter(key -> key.contains(".usage."))
                .map(key -> key.replaceAll("\\.usage\\..*", ".usage")).filter(key -> !names.contains(key))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"zh_CN.UTF-8, -, -, zh-CN", "C.UTF-8, -, zh_CN.UTF-8, zh-CN",
            "zh_TW.UTF-8, C, -, en", "-, -, -, en", "de_DE@euro, -, -, en"})
    void takesTheLanguageOfTheEnvironment(String lang, String all, String messages, String expected) {
        Map<String, String> environment = new java.util.HashMap<>();
        environment.put("LANG", lang == null ? "" : lang);
        environment.put("LC_ALL", all == null ? "" : all);
        environment.put("LC_MESSAGES", messages == null ? "" : messages);

        assertThat(Help.language(new String[0], environment)).isEqualTo(expected);
        assertThat(Help.language(new String[]{"read", "--lang=en"}, environment)).isEqualTo("en");
        assertThat(Help.language(new String[]{"read", "--lang", "zh-CN"}, environment)).isEqualTo("zh-CN");
    }

    @Test
    void printsHelpInTheLanguageAskedFor() {
        assertThat(Invocation.of("shelf-life", "--help", "--lang", "zh-CN").out()).contains("用法：", "可接受标准下限",
                "拟定有效期", "选项：");
        assertThat(Invocation.of("shelf-life", "--help").out()).contains("Usage: ", "Lower acceptance limit.")
                .doesNotMatch(HAN);
    }
}
