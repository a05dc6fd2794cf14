package org.stroma.instruments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

/**
 * Reads exports that are neither given nor kept here, such as those of a public collection: the folder named by
 * {@code -Dstroma.exports=...}, with one folder for each family inside and, beside an export, the expected document with the
 * ending {@code .json}. It prints for each family how many are equal, differ, and are refused, and what differs first; a
 * family of which more is refused or differs than the number in {@code -Dstroma.exports.allowed=...} fails.
 */
class OtherExportsTests {

    private static final class Count {
        private int equal;
        private int differing;
        private int refused;
        private int alone;
        private final List<String> lines = new ArrayList<>();
    }

    @Test
    void equalTheirDocuments() throws IOException {
        String folder = System.getProperty("stroma.exports", "");
        if (folder.isEmpty())
            System.out.println("skipped: no other exports, stroma.exports is not set");
        assumeTrue(!folder.isEmpty(), "stroma.exports is not set");
        Path root = Path.of(folder);
        Map<String, Count> families = new TreeMap<>();
        for (Path file : SharedFiles.files(root))
            if (!file.toString().endsWith(".json") && file.getNameCount() > root.getNameCount() + 1)
                count(file, families.computeIfAbsent(root.relativize(file).getName(0).toString(), f -> new Count()));
        families.forEach((family, count) -> {
            System.out.printf("%-40s equal %3d, differing %3d, refused %3d, without a document %3d%n", family,
                    count.equal, count.differing, count.refused, count.alone);
            count.lines.forEach(System.out::println);
        });

        int allowed = Integer.getInteger("stroma.exports.allowed", 0);
        assertThat(families).isNotEmpty()
                .allSatisfy(
                        (family, count) -> assertThat(count.differing + count.refused).isLessThanOrEqualTo(allowed));
    }

    private static void count(Path file, Count count) throws IOException {
        Result result = Foreseen.of(Instruments.read(Source.of(file)));
        Path expected = SharedFiles.expected(file);
        if (!Files.exists(expected)) {
            count.alone++;
            count.lines.add(
                    "  " + file.getFileName() + ": " + (result instanceof Result.Accepted ? "read" : last(result)));
            return;
        }
        if (result instanceof Result.Refused) {
            count.refused++;
            count.lines.add("  refused " + last(result));
            return;
        }
        // Numbers that are none stand bare in some published documents, which is no JSON.
        String document = Files.readString(expected).replaceAll("(?m)(: |^ *)NaN", "$1\"NaN\"");
        List<String> differences = AsmDifferences.between(
                JsonReader.read(((Result.Accepted) result).document().json().toString()), JsonReader.read(document));
        if (differences.isEmpty()) {
            count.equal++;
            return;
        }
        count.differing++;
        count.lines.add("  " + file.getFileName() + ": " + differences.size() + ", first " + differences.getFirst());
    }

    private static String last(Result result) {
        return result.problems().getLast().line(Locale.ENGLISH);
    }

}
