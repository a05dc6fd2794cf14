package org.stroma.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/requirements.md} and the tests agree on what is carried; the build prints what is not. SR-060. */
class RequirementsTests {
    private static final Path ROOT = Path.of(System.getProperty("stroma.root", ".."));
    private static final Pattern ID = Pattern.compile("SR-[0-9]{3}");
    private static final Pattern LINE = Pattern.compile("\\| (SR-[0-9]{3}) \\| (.*?) \\|(?: (.*?) \\|)?");

    private record Requirement(String id, String words, List<String> tests) {}

    private static List<Requirement> table() throws IOException {
        List<Requirement> table = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/requirements.md"))) {
            Matcher row = LINE.matcher(line);
            if (row.matches()) {
                table.add(new Requirement(row.group(1), row.group(2),
                        row.group(3) == null ? List.of() : List.of(row.group(3).split(", "))));
            }
        }
        return table;
    }

    /** The ids that each test class names, by the end of its qualified name. */
    private static Map<String, Set<String>> named() throws IOException {
        Map<String, Set<String>> named = new TreeMap<>();
        List<Path> roots = new ArrayList<>(List.of(ROOT.resolve("app/src/test/java")));
        try (Stream<Path> libraries = Files.list(ROOT.resolve("lib"))) {
            libraries.map(library -> library.resolve("src/test/java")).filter(Files::isDirectory).forEach(roots::add);
        }
        for (Path root : roots) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(each -> each.toString().endsWith("Tests.java")).toList()) {
                    Set<String> ids = new TreeSet<>();
                    Matcher id = ID.matcher(Files.readString(file));
                    while (id.find()) {
                        ids.add(id.group());
                    }
                    String name = root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), ".");
                    named.put("." + name.replaceFirst("[.]java$", ""), ids);
                }
            }
        }
        return named;
    }

    @Test
    void everyRequirementThatIsCarriedIsNamedByItsTests() throws IOException {
        Map<String, Set<String>> named = named();
        List<String> wrong = new ArrayList<>();
        for (Requirement requirement : table()) {
            for (String test : requirement.tests()) {
                if (named.entrySet().stream().noneMatch(
                        each -> each.getKey().endsWith("." + test) && each.getValue().contains(requirement.id()))) {
                    wrong.add(test + " does not name " + requirement.id());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void everyRequirementThatATestNamesIsInTheTableAsCarried() throws IOException {
        Set<String> carried = new TreeSet<>();
        table().stream().filter(requirement -> !requirement.tests().isEmpty()).map(Requirement::id)
                .forEach(carried::add);
        Set<String> named = new TreeSet<>();
        named().values().forEach(named::addAll);

        assertThat(named).isEqualTo(carried);
    }

    @Test
    void theBuildSaysWhatIsOpen() throws IOException {
        List<Requirement> open = table().stream().filter(requirement -> requirement.tests().isEmpty()).toList();
        System.out.println("REQUIREMENTS without a test: " + open.size() + " of " + table().size());
        open.forEach(requirement -> System.out.println("  " + requirement.id() + " " + requirement.words()));

        assertThat(table()).extracting(Requirement::id).doesNotHaveDuplicates().hasSizeGreaterThan(40);
    }
}
