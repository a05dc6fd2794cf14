package org.stroma.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Every visible string exists in both languages, and no page names one that does not exist. */
class MessagesTests {
    private static final PathMatchingResourcePatternResolver RESOURCES = new PathMatchingResourcePatternResolver();
    private static final Pattern USED = Pattern.compile("#\\{([a-z][A-Za-z0-9.-]*)[}(]");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    static Stream<String> bundles() throws IOException {
        return Stream.of(RESOURCES.getResources("classpath*:messages/*_en.properties"))
                .map(file -> String.valueOf(file.getFilename()).replace("_en.properties", ""));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void bothLanguagesSayTheSameThings(String bundle) throws IOException {
        Properties chinese = load("messages/" + bundle + ".properties");
        Properties english = load("messages/" + bundle + "_en.properties");

        assertThat(new TreeSet<>(english.stringPropertyNames()))
                .isEqualTo(new TreeSet<>(chinese.stringPropertyNames()));
        assertThat(english.values()).noneMatch(text -> text.toString().isBlank());
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void englishHoldsNoChineseButTheNameOfTheLanguage(String bundle) throws IOException {
        load("messages/" + bundle + "_en.properties").forEach((key, text) -> {
            if (!key.equals("frame.language")) {
                assertThat(HAN.matcher(text.toString()).find()).as("%s in %s", key, bundle).isFalse();
            }
        });
    }

    /** A key in two bundles has two texts, and a reader is given either: the refusal of another rule, for example. */
    @Test
    void noTwoBundlesSpeakOfTheSameKey() throws IOException {
        Map<String, String> owners = new HashMap<>();
        List<String> twice = new ArrayList<>();
        for (String bundle : bundles().toList()) {
            for (String key : load("messages/" + bundle + ".properties").stringPropertyNames()) {
                String other = owners.put(key, bundle);
                if (other != null) {
                    twice.add(key + " in " + other + " and " + bundle);
                }
            }
        }

        assertThat(twice).isEmpty();
    }

    /** The later of two lines with one key wins without a word. */
    @ParameterizedTest
    @MethodSource("bundles")
    void noBundleSpeaksTwiceOfAKey(String bundle) throws IOException {
        for (String file : List.of(bundle + ".properties", bundle + "_en.properties")) {
            List<String> keys = RESOURCES.getResource("classpath:messages/" + file)
                    .getContentAsString(StandardCharsets.UTF_8).lines().filter(line -> line.matches("[a-z].*?=.*"))
                    .map(line -> line.substring(0, line.indexOf('='))).toList();

            assertThat(keys).as(file).doesNotHaveDuplicates();
        }
    }

    @Test
    void everyKeyThatAPageUsesExists() throws IOException {
        Properties all = new Properties();
        for (String bundle : bundles().toList()) {
            all.putAll(load("messages/" + bundle + ".properties"));
        }
        for (Resource page : RESOURCES.getResources("classpath*:templates/**/*.html")) {
            var keys = USED.matcher(page.getContentAsString(StandardCharsets.UTF_8));
            while (keys.find()) {
                assertThat(all.stringPropertyNames()).as("%s", page.getFilename()).contains(keys.group(1));
            }
        }
    }

    @Test
    void pagesHoldNoVisibleChineseOfTheirOwn() throws IOException {
        for (Resource page : RESOURCES.getResources("classpath*:templates/**/*.html")) {
            assertThat(HAN.matcher(page.getContentAsString(StandardCharsets.UTF_8)).find()).as("%s", page.getFilename())
                    .isFalse();
        }
    }

    private static Properties load(String path) throws IOException {
        Properties properties = new Properties();
        try (Reader in = new InputStreamReader(RESOURCES.getResource("classpath:" + path).getInputStream(),
                StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        return properties;
    }
}
