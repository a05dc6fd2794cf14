package org.stroma.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/formats.md} says what the code says; {@code -Dstroma.write=true} writes it anew. */
class FormatsPageTests {

    private static final Path ROOT = Path.of(System.getProperty("stroma.root", "../.."));
    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*public final class",
            Pattern.DOTALL);
    private static final String INTRODUCTION = """
            # File formats

            Generated from the registry and the Javadoc of each format by `FormatsPageTests`; do not edit. `./stroma read --list`
            prints the same list.

            A file is recognised by its content, never by its name alone, and a file that several formats claim is refused. What is
            printed is kept: decimals, `<` and `>`, masked and out-of-range values. What was decided while reading (encoding, decimal
            sign, order of day and month, values not used) is told in a list of problems beside the document. Workbooks with formulas
            where values belong, XML with a DTD, archives that grow beyond all proportion and files with several tables where one
            belongs are refused with a reason. Where the published Allotrope Simple Model documents and the file disagree, see
            [decision 0032](decisions/0032-equality-with-published-documents.md).

            Any other delimited table is read by a mapping that somebody declares: [mapping.md](mapping.md).

            """;

    @Test
    void thePageOfFormatsIsCurrent() throws IOException {
        Path page = ROOT.resolve("docs/formats.md");
        String expected = page();
        if (Boolean.getBoolean("stroma.write"))
            Files.writeString(page, expected);
        assertThat(Files.readString(page)).isEqualTo(expected);
    }

    private static String page() {
        List<Format> formats = Instruments.formats();
        StringBuilder page = new StringBuilder(INTRODUCTION);
        page.append("| Id | Name | 名称 | Technique | Versions seen |\n| --- | --- | --- | --- | --- |\n");
        for (Format format : formats) {
            Format.About about = format.about();
            page.append("| [%s](#%s) | %s | %s | %s | %s |%n".formatted(about.id(), about.id(),
                    about.name(Locale.ENGLISH), about.name(Locale.SIMPLIFIED_CHINESE), about.technique(),
                    about.versions().isEmpty() ? "not stated by the files" : String.join(", ", about.versions())));
        }
        for (Format format : formats)
            page.append("\n## ").append(format.about().id()).append("\n\n").append(text(format)).append('\n');
        return page.toString();
    }

    private static String text(Format format) {
        String javadoc = javadoc(format.getClass()).lines()
                .map(line -> line.strip().replaceFirst("^\\*\\s?", ""))
                .filter(line -> !line.startsWith("@"))
                .collect(Collectors.joining("\n"))
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link(?:plain)? #?([^}]*)}", "`$1`")
                .replaceAll("\\s*<p>\\s*", "\n\n");
        return javadoc.strip();
    }

    private static String javadoc(Class<?> type) {
        Path source = ROOT.resolve("lib/instruments/src/main/java")
                .resolve(type.getName().replace('.', '/') + ".java");
        try {
            Matcher matcher = JAVADOC.matcher(Files.readString(source));
            assertThat(matcher.find()).as("Javadoc of %s", type).isTrue();
            return matcher.group(1);
        } catch (IOException e) {
            throw new IllegalStateException("no source of " + type, e);
        }
    }

}
