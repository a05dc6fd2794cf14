package org.stroma.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/dependencies.md} names what is on the class path, and nothing is shipped under a licence that we do not take. SR-063. */
class DependencyRegisterTests {
    private static final Path REGISTER = Path.of("../docs/dependencies.md");
    private static final Pattern LINE = Pattern
            .compile("\\| ([^:|]+):([^ |]+) \\| ([^ |]+) \\| ([^|]+) \\| (yes|tests) \\|");
    /** Of several licences that a project offers, one is enough. */
    private static final Set<String> TAKEN = Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "0BSD",
            "EPL-2.0", "LGPL-2.1-or-later", "LGPL-2.1-only");

    /** @param licences that the project offers */
    private record Dependency(String artifact, String version, List<String> licences, boolean shipped) {}

    private static List<Dependency> register() throws IOException {
        return Files.readAllLines(REGISTER).stream().map(LINE::matcher).filter(Matcher::matches)
                .map(line -> new Dependency(line.group(2), line.group(3), List.of(line.group(4).strip().split(" or ")),
                        line.group(5).equals("yes")))
                .toList();
    }

    /** Artifact and version of every jar that is not ours, from the folders that Maven keeps it in. */
    private static Set<String> onTheClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
                .filter(jar -> jar.toString().endsWith(".jar")).map(Path::getParent)
                .map(version -> version.getParent().getFileName() + " " + version.getFileName())
                .filter(each -> !each.endsWith(" target") && !each.startsWith("stroma-"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void namesEveryDependencyInItsVersionAndNoOther() throws IOException {
        Set<String> registered = register().stream().map(each -> each.artifact() + " " + each.version())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(registered).hasSizeGreaterThan(150).isEqualTo(onTheClassPath());
    }

    @Test
    void nothingIsShippedUnderALicenceThatWeDoNotTake() throws IOException {
        List<Dependency> shipped = register().stream().filter(Dependency::shipped).toList();

        assertThat(shipped).hasSizeGreaterThan(100)
                .allMatch(each -> each.licences().stream().anyMatch(TAKEN::contains));
    }
}
