package org.stroma.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every document says the same whether it is packed or kept as objects; so no reader changes what it has added. */
class PackedDocumentsTests {

    /** Lists are packed by themselves from the first object on; or once there are so many values, and short lists with their group. */
    private static final List<Integer> KEPT = List.of(0, 40, 1_000);

    private static Limits keeping(int values) {
        Limits standard = Limits.STANDARD;
        return new Limits(standard.bytes(), standard.unpackedBytes(), standard.ratio(), standard.entries(),
                standard.depth(), standard.cells(), values);
    }

    private static Result read(Source source, int values) {
        return Instruments.read(source, Instruments.formats(), keeping(values));
    }

    @TestFactory
    Stream<DynamicTest> ofOwnExportsSayTheSame() {
        return Fixtures.all().stream().map(source -> DynamicTest.dynamicTest(source.name(), () -> compare(source)));
    }

    @TestFactory
    Stream<DynamicTest> ofRealExportsSayTheSame() {
        Path folder = SharedFiles.folder("instruments");
        return SharedFiles.files(folder).stream()
                .filter(file -> !file.toString().endsWith(".json") && !file.getParent().equals(folder))
                .map(file -> DynamicTest.dynamicTest(folder.relativize(file).toString(),
                        () -> compare(source(file))));
    }

    private static Source source(Path file) throws IOException {
        return Source.of(file);
    }

    private static void compare(Source source) {
        Result whole = read(source, Integer.MAX_VALUE);
        for (int values : KEPT) {
            Result packed = read(source, values);

            assertThat(packed.getClass()).isEqualTo(whole.getClass());
            assertThat(packed.problems()).isEqualTo(whole.problems());
            if (!(whole instanceof Result.Accepted objects) || !(packed instanceof Result.Accepted bytes))
                continue;
            // not compared by AssertJ, which would search for the difference of two long texts
            assertThat(bytes.document().json().toString().equals(objects.document().json().toString()))
                    .as("from %d values on", values).isTrue();
            assertThat(bytes.document().tables(Locale.ENGLISH).equals(objects.document().tables(Locale.ENGLISH)))
                    .as("tables from %d values on", values).isTrue();
        }
    }

}
