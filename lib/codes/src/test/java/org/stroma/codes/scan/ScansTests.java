package org.stroma.codes.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.stroma.codes.Problem;
import org.stroma.codes.Reading;
import org.stroma.codes.gs1.ElementString;
import org.stroma.codes.gs1.Gs1Reason;
import org.stroma.codes.isbt128.DonationNumber;
import org.stroma.codes.isbt128.IsbtReason;
import org.stroma.codes.serial.OpaqueSerial;

class ScansTests {

    private static final String GS = String.valueOf(ElementString.SEPARATOR);
    private static final String LABEL = "01095212345678991728111610L26-117" + GS + "21000042";

    static LongStream seeds() {
        return LongStream.range(0, 2000);
    }

    @ParameterizedTest
    @CsvSource({"]C1", "]d2", "]Q3", "]J1", "]e0", "''"})
    void oneLabelIsTheSameInEverySymbol(String prefix) {
        assertThat(Scans.recognise(prefix + LABEL).orThrow()).isInstanceOfSatisfying(Recognised.Elements.class,
                elements -> assertThat(elements.data().find("21")).contains("000042"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"(01)09521234567899(21)000042 | Elements",
            "https://id.example.org/01/09521234567899/21/000042 | Link",
            "]Q1https://id.example.org/01/09521234567899/21/000042 | Link", "]E02112345678900 | TradeItem",
            "2112345678900 | TradeItem", "]C4=Z99992600012300=<S12954A0 | Isbt", "]C0=Z99992600012300 | Isbt",
            "=Z99992600012300 | Isbt", "SEC: PL001499Z549917123456 A00T041600320171231 | Sec",
            "&,4PL001499Z549917123456A00T041600320171231 | Sec", "PL001499Z549917123456A00T041600320171231 | Sec",
            "]C081234560000000017391 | TraceCode", "81234560000000017391 | TraceCode",
            "00123456789012345675 | Elements", "00123456789012345670 | TraceCode", "L26-117 | Text",
            "]d1L26-117 | Text",
            "H-031 | Text"})
    void entriesAreToldApart(String entry, String kind) {
        assertThat(Scans.recognise(entry).orThrow().getClass().getSimpleName()).isEqualTo(kind);
    }

    @Test
    void keyedNumbersAndSerialsAreRecognisedByTheirChecks() {
        DonationNumber donation = DonationNumber.parse("Z999926000123").orThrow();
        OpaqueSerial serial = OpaqueSerial.of(123_456_789L);

        assertThat(Scans.recognise(donation.eyeReadable() + " " + donation.checkCharacter()).orThrow())
                .isEqualTo(new Recognised.Donation(donation));
        assertThat(Scans.recognise(serial.eyeReadable()).orThrow()).isEqualTo(new Recognised.Serial(serial));
        assertThat(Scans.recognise("]d1" + serial.characters()).orThrow()).isEqualTo(new Recognised.Serial(serial));
    }

    @Test
    void whatAnnouncesItselfIsRefusedWithItsProblems() {
        assertThat(Scans.recognise("]d20109521234567890").problems())
                .containsExactly(Problem.at(Gs1Reason.CHECK_DIGIT, 18, 1, "0", "9"));
        assertThat(Scans.recognise("]C0=Z9999260001").problems())
                .containsExactly(Problem.at(IsbtReason.TRUNCATED, 3, 12, "001"));
        assertThat(Scans.recognise("https://example.org/about").problems()).extracting(Problem::reason)
                .containsExactly(Gs1Reason.NO_PRIMARY_KEY);
    }

    /** Whatever comes in, the answer is a value or a problem inside the entry, never an exception. */
    @ParameterizedTest
    @MethodSource("seeds")
    void damagedEntriesNeverThrow(long seed) {
        Random random = new Random(seed);
        String[] starts = {"]d2" + LABEL, "(01)09521234567899(21)1", "https://a/01/09521234567899/21/1?17=281116",
                "]C0=+02000=Z99992600012300&>0283212359", "SEC: PL001499Z549917123456 A00T041600320171231",
                "&#0107AB12345=Z99992600012300", "81234560000000017391", "]E402345673|]e099COMPOSITE"};
        StringBuilder entry = new StringBuilder(starts[random.nextInt(starts.length)]);
        for (int i = 1 + random.nextInt(4); i > 0 && !entry.isEmpty(); i--) {
            int at = random.nextInt(entry.length());
            char character = (char) (random.nextInt(10) == 0 ? random.nextInt(0x10000) : random.nextInt(128));
            switch (random.nextInt(3)) {
                case 0 -> entry.setCharAt(at, character);
                case 1 -> entry.deleteCharAt(at);
                default -> entry.insert(at, character);
            }
        }
        Reading<Recognised> reading = Scans.recognise(entry.toString());

        assertThat(reading.problems()).allSatisfy(problem -> assertThat(problem.position() + problem.length())
                .isLessThanOrEqualTo(entry.toString().strip().length()));
    }
}
