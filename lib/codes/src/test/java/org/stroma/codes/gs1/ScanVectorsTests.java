package org.stroma.codes.gs1;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.stroma.codes.Reading;
import org.stroma.codes.SharedVectors;
import org.stroma.codes.SharedVectors.Outcome;

/**
 * The reference tests of GS1's syntax engine about symbology identifiers, in both directions.
 *
 * <p>The engine has one text for all data: a caret in front marks GS1 elements, an escaped caret is a caret, a bar
 * separates the composite component. {@code ^]} in its transmissions is the control character GS.
 */
class ScanVectorsTests {

    private static final Map<String, Symbology> PLAIN = Map.of("QR", Symbology.QR, "DM", Symbology.DATA_MATRIX,
            "DotCode", Symbology.DOT_CODE, "EAN13", Symbology.EAN_13, "UPCA", Symbology.EAN_13, "UPCE",
            Symbology.EAN_13, "EAN8", Symbology.EAN_8);
    private static final Map<String, Symbology> ELEMENTS = Map.of("QR", Symbology.GS1_QR, "DM",
            Symbology.GS1_DATA_MATRIX, "DotCode", Symbology.GS1_DOT_CODE, "DataBarExpanded", Symbology.GS1_DATA_BAR,
            "DataBarOmni", Symbology.GS1_DATA_BAR, "DataBarLimited", Symbology.GS1_DATA_BAR, "GS1_128_CCA",
            Symbology.GS1_128, "GS1_128_CCC", Symbology.GS1_128);
    private static final String GS = String.valueOf(ElementString.SEPARATOR);

    private static SharedVectors vectors(String file) {
        return new SharedVectors("epcis_gs1/gs1_vectors/" + file + ".tsv");
    }

    @Test
    void transmissionsAreRead() {
        vectors("scan_data_process").run(27, row -> {
            Reading<ScanData> reading = ScanData.parse(row[1].replace("^]", GS).replace("\\\\", "\\"));
            if (row[0].equals("invalid")) {
                return Outcome.of(Optional.empty(), reading.value());
            }
            String data = reading.value().map(ScanVectorsTests::engineText).orElse(reading.problems().toString());
            Symbology symbology = reading.value().map(ScanData::symbology).orElse(null);
            boolean same = symbology == PLAIN.get(row[2]) || symbology == ELEMENTS.get(row[2]);
            return same
                    ? Outcome.of(row[3].replace("\\\\", "\\"), data)
                    : new Outcome.Differs("symbology " + symbology);
        });
    }

    private static String engineText(ScanData scan) {
        return switch (scan) {
            case ScanData.Elements elements -> caret(elements.data());
            case ScanData.Link link -> link.uri();
            case ScanData.Plain plain -> plain.data().replace("\\^", "\\\\^").replaceFirst("^\\^", "\\\\^");
            case ScanData.Retail retail -> {
                String digits = retail.gtin().digits().substring(14 - retail.symbology().retailLength());
                yield digits + retail.composite().map(data -> "|" + caret(data)).orElse("");
            }
        };
    }

    private static String caret(ElementString data) {
        return "^" + data.data().replace(GS, "^");
    }

    @Test
    void transmissionsAreWritten() {
        vectors("scan_data_generate").run(21, row -> {
            String expected = row[2].replace("^]", GS).replace("\\\\", "\\");
            if (expected.endsWith(GS)) {
                return new Outcome.NotApplicable("a separator behind the last element is read, but never written");
            }
            if (row[0].equals("NONE")) {
                return Outcome.of("(error)", row[2]);
            }
            String actual = scan(row).value().map(ScanData::transmission).orElse("(error)");
            return Outcome.of(expected, actual);
        });
    }

    private static Reading<ScanData> scan(String[] row) {
        String data = row[1].replace("\\\\", "\\");
        String[] components = data.split("\\|");
        boolean retail = PLAIN.containsKey(row[0]) && PLAIN.get(row[0]).content() == Symbology.Content.RETAIL;
        if (retail) {
            return retail(row, components);
        }
        if (row[0].startsWith("DataBar") && data.matches("[0-9]{14}\\|.*")) {
            String merged = "01" + components[0] + components[1].substring(1);
            return ScanData.of(Symbology.GS1_DATA_BAR, merged.replace("^", GS));
        }
        if (data.startsWith("^")) {
            Symbology symbology = components.length > 1 ? Symbology.GS1_DATA_BAR : ELEMENTS.get(row[0]);
            return ScanData.of(symbology, String.join("", components).replace("^", GS));
        }
        if (!PLAIN.containsKey(row[0])) {
            return ScanData.of(ELEMENTS.get(row[0]), data);
        }
        return ScanData.of(PLAIN.get(row[0]), data.replaceFirst("^\\\\(\\\\*\\^)", "$1"));
    }

    private static Reading<ScanData> retail(String[] row, String[] components) {
        Reading<Gtin> gtin = row[3].contains("AddCheckDigit")
                ? Gtin.completed(components[0])
                : Gtin.parse(components[0]);
        Optional<ElementString> composite = components.length == 1
                ? Optional.empty()
                : Optional.of(ElementString.parse(components[1].replace("^", GS)).orThrow());
        return gtin.map(number -> new ScanData.Retail(PLAIN.get(row[0]), number, composite));
    }
}
