package org.stroma.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvReaderTests {
    @TempDir
    private Path folder = Path.of("");

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("data.csv"), text);
    }

    private Path bytes(byte[] content) throws IOException {
        return Files.write(folder.resolve("data.csv"), content);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a,b\\n1,2\\n|comma", "a;b\\n1;2\\n|semicolon", "a\\tb\\n1\\t2\\n|tab",
            "a,b\\r\\n1,2|comma", "a,b\\r1,2\\r|comma", "\\n\\na,b\\n\\n1,2\\n,\\n|comma",
            "\"a\",\"b\"\\n\"1\",\"2\"|comma",
            "a , b\\n 1 , \"2\" |comma", "a,b,\\n1,2,\\n|comma"})
    void readsTheSameTableFromManyForms(String text, String delimiter) throws IOException {
        CsvTable table = CsvReader.read(file(text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t")));

        assertThat(table.delimiterName()).isEqualTo(delimiter);
        assertThat(table.rows()).hasSize(1);
        assertThat(table.cell(table.rows().getFirst(), table.column("a"))).isEqualTo("1");
        assertThat(table.cell(table.rows().getFirst(), table.column("B"))).isEqualTo("2");
    }

    @Test
    void keepsDelimitersQuotesAndLinesInsideQuotes() throws IOException {
        CsvTable table = CsvReader.read(file("a,b\n\"x, \"\"y\"\"\nz\",2\n3,4\n"));

        assertThat(table.rows().get(0).cells()).containsExactly("x, \"y\"\nz", "2");
        assertThat(table.rows().get(1).line()).isEqualTo(4);
    }

    @Test
    void recognisesEncodings() throws IOException {
        String text = "批号,结果\nA,1\n";

        assertThat(CsvReader.read(bytes(text.getBytes(StandardCharsets.UTF_8))).header()).contains("批号");
        assertThat(CsvReader.read(bytes(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8))).header()).contains("批号");
        assertThat(CsvReader.read(bytes(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE))).encoding())
                .isEqualTo("UTF-16LE");
        assertThat(CsvReader.read(bytes(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE))).header())
                .contains("批号");
        CsvTable chinese = CsvReader.read(bytes(text.getBytes(Charset.forName("GB18030"))));
        assertThat(chinese.header()).contains("批号");
        assertThat(chinese.encoding()).isEqualTo("GB18030");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"|empty", "a,b\\n|no row", "a,b\\n1\\n|line 2", "a,b\\n1,2,3\\n|line 2",
            "a,b\\n\"1,2\\n|never closed", "a,b;c\\n1,2\\n|delimiter"})
    void refusesWhatIsNoTable(String text, String reason) throws IOException {
        Path file = file(text == null ? "" : text.replace("\\n", "\n"));

        assertThatThrownBy(() -> CsvReader.read(file)).isInstanceOf(CommandRefusal.class).hasMessageContaining(reason)
                .hasMessageContaining("data.csv");
    }

    @Test
    void refusesFilesItCannotRead() throws IOException {
        Path binary = bytes(new byte[]{'P', 'K', 3, 4, 0, 0});

        assertThatThrownBy(() -> CsvReader.read(folder.resolve("nowhere.csv"))).isInstanceOf(CommandRefusal.class)
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> CsvReader.read(folder)).isInstanceOf(CommandRefusal.class)
                .hasMessageContaining("folder");
        assertThatThrownBy(() -> CsvReader.read(binary)).isInstanceOf(CommandRefusal.class)
                .hasMessageContaining("binary");
    }

    @Test
    void readsNumbersOnlyAsDeclared() throws IOException {
        CsvTable table = CsvReader.read(file("a;b\n1,5;1.5\nNA;1.234,5\n"));
        Numbers point = new Numbers(false);
        Numbers comma = new Numbers(true);
        CsvTable.Row first = table.rows().get(0);

        assertThat(comma.get(table, first, 0)).isEqualTo(1.5);
        assertThat(point.get(table, first, 1)).isEqualTo(1.5);
        assertThat(point.find(table, table.rows().get(1), 0)).isEmpty();
        assertThatThrownBy(() -> point.get(table, first, 0)).hasMessageContaining("line 2")
                .hasMessageContaining("\"a\"")
                .hasMessageContaining("--decimal-comma");
        assertThatThrownBy(() -> comma.get(table, first, 1)).hasMessageContaining("decimal point");
        assertThatThrownBy(() -> comma.get(table, table.rows().get(1), 1)).hasMessageContaining("not a number");
        assertThatThrownBy(() -> point.get(table, table.rows().get(1), 0)).hasMessageContaining("needed");
    }
}
