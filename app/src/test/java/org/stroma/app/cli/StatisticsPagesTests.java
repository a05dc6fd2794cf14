package org.stroma.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages on statistics say what the commands print, and their links and pictures are there. */
class StatisticsPagesTests {
    private static final Path ROOT = Path.of(System.getProperty("stroma.root", ".")).toAbsolutePath().normalize();
    private static final Path PAGES = ROOT.resolve("docs/statistics");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir
    private Path folder = Path.of("");

    /** A command of a page with the lines that stand below it. */
    record Example(Path page, String command, List<String> printed) {
        @Override
        public String toString() {
            return page.getFileName() + ": " + command;
        }
    }

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return Stream.concat(Stream.of(ROOT.resolve("docs/statistics.md"), ROOT.resolve("docs/performance.md")),
                    files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream());
        }
    }

    static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (Path page : pages().toList()) {
            List<String> lines = Files.readAllLines(page);
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).startsWith("    ./stroma ")) {
                    continue;
                }
                StringBuilder command = new StringBuilder(lines.get(i).strip());
                while (command.toString().endsWith("\\")) {
                    command.setLength(command.length() - 1);
                    command.append(lines.get(++i).strip());
                }
                List<String> printed = new ArrayList<>();
                while (i + 1 < lines.size() && (lines.get(i + 1).isEmpty() || lines.get(i + 1).startsWith("    "))
                        && !lines.get(i + 1).startsWith("    ./stroma ")) {
                    printed.add(lines.get(++i).strip());
                }
                printed.removeIf(String::isEmpty);
                examples.add(new Example(page, command.toString(), printed));
            }
        }
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void printsWhatThePageSays(Example example) {
        List<String> arguments = new ArrayList<>();
        Matcher matcher = ARGUMENT.matcher(example.command().substring("./stroma ".length()));
        while (matcher.find()) {
            arguments.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        arguments.replaceAll(argument -> argument.endsWith(".csv") ? ROOT.resolve(argument).toString() : argument);
        int plot = arguments.indexOf("--plot");
        if (plot >= 0) {
            assertThat(ROOT.resolve(arguments.get(plot + 1))).exists();
            arguments.set(plot + 1, folder.resolve("picture.svg").toString());
        }

        Invocation run = Invocation.of(arguments.toArray(String[]::new));

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(example.printed()).as("a worked example shows what is printed").isNotEmpty();
        List<String> said = run.out().lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
        assertThat(said).containsAll(example.printed().stream().map(line -> line.replaceAll(" +", " ")).toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Path page) throws IOException {
        List<String> targets = LINK.matcher(Files.readString(page)).results().map(found -> found.group(1)).toList();

        assertThat(targets).allSatisfy(
                target -> assertThat(page.toAbsolutePath().getParent().resolve(target)).exists());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theIndexNamesEachPage(Path page) throws IOException {
        if (page.startsWith(PAGES)) {
            assertThat(Files.readString(ROOT.resolve("docs/statistics.md")))
                    .contains("statistics/" + page.getFileName());
        }
    }
}
