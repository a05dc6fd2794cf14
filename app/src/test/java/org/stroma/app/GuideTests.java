package org.stroma.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stroma.app.demo.Stage;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The user guide says what the screens say, in both languages: bold words in quotes, refusals by their code, links, headings. */
@DisplayName("User guide")
class GuideTests {
    private static final Path ROOT = Path.of(System.getProperty("stroma.root", ".."));
    private static final Path GUIDE = ROOT.resolve("docs/guide");
    private static final Path RESOURCES = ROOT.resolve("app/src/main/resources");
    private static final Pattern QUOTED = Pattern.compile("“\\*\\*(.+?)\\*\\*”");
    private static final Pattern REFUSAL = Pattern.compile("(ST[0-9]{2}[0-9A-Z])(?: ?“\\*\\*(.+?)\\*\\*”)?");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+?)(?:#[^)]*)?\\)");
    private static final Pattern ROLE = Pattern.compile("\\('([A-Z_]+)', '([^']+)', '([^']+)', (?:true|false)");
    private static final Pattern ACCOUNT = Pattern.compile("^ {2}(\\S+)", Pattern.MULTILINE);
    private static final Pattern WORK = Pattern
            .compile("(?:material[.]|standards[.])?work[.].+|worklist[.](?:sign-decision|review-results|deviation)");

    /** A language of the guide: where its pages are, and which bundles it quotes. */
    enum Language {
        ZH("zh-CN", "README.zh-CN.md"), EN("en", "README.md");

        private final String folder;
        private final String entrance;

        Language(String folder, String entrance) {
            this.folder = folder;
            this.entrance = entrance;
        }

        Map<String, Path> pages() throws IOException {
            Map<String, Path> pages = new TreeMap<>(Map.of("README", GUIDE.resolve(entrance)));
            for (Path page : files(GUIDE.resolve(folder), ".md")) {
                pages.put(page.getFileName().toString(), page);
            }
            return pages;
        }

        /** Sentences and words of the message bundles by key, as they read before anything is filled in. */
        Map<String, String> messages() throws IOException {
            Map<String, String> messages = new TreeMap<>();
            for (Path bundle : files(RESOURCES.resolve("messages"), ".properties")) {
                if (bundle.toString().endsWith("_en.properties") == (this == EN)) {
                    Properties read = new Properties();
                    try (Reader reader = Files.newBufferedReader(bundle)) {
                        read.load(reader);
                    }
                    read.stringPropertyNames().forEach(key -> messages.put(key, spoken(read.getProperty(key))));
                }
            }
            return messages;
        }

        /** Everything a screen of this language may say: messages, gates with their outcomes, states, operations, requirements. */
        Set<String> words() throws IOException {
            Set<String> words = new HashSet<>(messages().values());
            List<Path> data = new ArrayList<>(files(RESOURCES.resolve("standards"), ".yaml"));
            data.addAll(files(RESOURCES.resolve("catalogue"), ".yaml"));
            for (Path file : data) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    collect(new Yaml(new SafeConstructor(new LoaderOptions())).load(reader), words);
                }
            }
            return words;
        }

        /** Names in data are a map of two languages, or a list that begins with Chinese and English. */
        private void collect(Object node, Set<String> words) {
            if (node instanceof Map<?, ?> map) {
                Object name = map.get(this == ZH ? "zh" : "en");
                if (name != null) {
                    words.add(name.toString());
                }
                map.values().forEach(value -> collect(value, words));
            }
            if (node instanceof List<?> list) {
                if (list.size() > 1 && list.get(this == ZH ? 0 : 1) instanceof String name) {
                    words.add(name);
                }
                list.forEach(value -> collect(value, words));
            }
        }
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.toString().endsWith(end)).sorted().toList();
        }
    }

    /** A message with … for what the case fills in; details after the last sentence are left out. */
    private static String spoken(String message) {
        return message.replace("''", "'").replaceAll("\\{[^}]*\\}", "…").replaceAll("([。.;；]) ?…$", "$1").strip();
    }

    private static List<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results().map(each -> each.group(1)).toList();
    }

    private static String all(Language language) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path page : language.pages().values()) {
            all.append(Files.readString(page)).append('\n');
        }
        return all.toString();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void quotesWordsThatAScreenSays(Language language) throws IOException {
        Set<String> words = language.words();
        List<String> invented = new ArrayList<>();
        for (Path page : language.pages().values()) {
            found(QUOTED, Files.readString(page)).stream().filter(word -> !words.contains(word))
                    .forEach(word -> invented.add(page.getFileName() + ": " + word));
        }

        assertThat(invented).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void refusalsHaveTheirSentence(Language language) throws IOException {
        Map<String, String> messages = language.messages();
        List<String> wrong = new ArrayList<>();
        for (Path page : language.pages().values()) {
            Matcher refusal = REFUSAL.matcher(Files.readString(page));
            while (refusal.find()) {
                String sentence = messages.get("refusal." + refusal.group(1));
                if (sentence == null || refusal.group(2) != null && !refusal.group(2).equals(sentence)) {
                    wrong.add(page.getFileName() + ": " + refusal.group());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void linksLeadSomewhere(Language language) throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : language.pages().values()) {
            found(LINK, Files.readString(page)).stream().filter(link -> !link.contains("://"))
                    .filter(link -> !Files.exists(page.resolveSibling(link)))
                    .forEach(link -> broken.add(page.getFileName() + ": " + link));
        }

        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void describesEveryKindOfWorkThatAWorklistShows(Language language) throws IOException {
        String guide = all(language);
        List<String> titles = language.messages().entrySet().stream()
                .filter(each -> WORK.matcher(each.getKey()).matches()).map(Map.Entry::getValue).toList();

        assertThat(titles).hasSizeGreaterThan(30);
        assertThat(titles).allSatisfy(title -> assertThat(guide).contains(title));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void entranceNamesEveryRoleAndEveryAccountOfTheDemonstration(Language language) throws IOException {
        String entrance = Files.readString(GUIDE.resolve(language.entrance));
        List<String> named = new ArrayList<>();
        for (Path migration : files(RESOURCES.resolve("db/people"), ".sql")) {
            ROLE.matcher(Files.readString(migration)).results()
                    .forEach(role -> named.add(role.group(language == Language.ZH ? 2 : 3)));
        }
        found(ACCOUNT, Stage.accounts()).forEach(account -> named.add("`" + account + "`"));

        assertThat(named).hasSizeGreaterThan(50);
        assertThat(named).allSatisfy(each -> assertThat(entrance).contains(each));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void bothLanguagesHaveTheSamePagesAndHeadings(Language language) throws IOException {
        Map<String, List<String>> own = outline(language);
        Map<String, List<String>> other = outline(language == Language.ZH ? Language.EN : Language.ZH);

        assertThat(own).hasSizeGreaterThan(10);
        assertThat(own).isEqualTo(other);
    }

    /** Of each page the levels of its headings, with the numbers in them: steps and dates. */
    private static Map<String, List<String>> outline(Language language) throws IOException {
        Map<String, List<String>> outline = new TreeMap<>();
        for (Map.Entry<String, Path> page : language.pages().entrySet()) {
            outline.put(page.getKey(), Files.readAllLines(page.getValue()).stream().filter(line -> line.startsWith("#"))
                    .map(line -> line.replaceAll("[^#0-9]", "")).toList());
        }
        return outline;
    }
}
