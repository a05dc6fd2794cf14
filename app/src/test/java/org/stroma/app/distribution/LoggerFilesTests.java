package org.stroma.app.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.stroma.app.evidence.Evidence;

/** Real recordings of Fridge-tag and Q-tag as a receipt reads them, against what the vendor's own reports print. SR-031. */
class LoggerFilesTests {
    private final LoggerFiles files = new LoggerFiles();

    private static Evidence.RawFile real(String name) throws IOException {
        Path file = Path.of(System.getProperty("stroma.shared", "../shared"), "data", "temperature", name);
        if (!Files.isReadable(file)) {
            System.out.println("SKIPPED: 1 real recording, no " + file);
        }
        Assumptions.assumeTrue(Files.isReadable(file));
        return new Evidence.RawFile(String.valueOf(file.getFileName()), "text/plain", Files.readAllBytes(file));
    }

    @Test
    void aWholeRunOfAQTagSaysWhatItsReportSays() throws IOException {
        LoggerFiles.Recording run = files.read(real("QTag_CLm_doc_LR/RCPJ00010_02_202211090128.txt"), null,
                Instant.parse("2022-11-08T04:49:00Z"), Instant.parse("2022-11-09T01:28:59Z"));

        LoggerFiles.Summary summary = files.summarise(run, new BigDecimal("8.0"), Duration.ofMinutes(15));
        assertThat(summary.readings()).isEqualTo(124);
        assertThat(summary.highest()).isEqualByComparingTo("24.3");
        assertThat(summary.lowest()).isEqualByComparingTo("0.9");
        assertThat(summary.longestGap()).isBetween(BigDecimal.TEN, new BigDecimal("10.99"));
        assertThat(summary.excursions()).isPositive();
    }

    @Test
    void aJourneyIsCutOutOfTheRun() throws IOException {
        LoggerFiles.Recording journey = files.read(real("QTag_CLm_doc_LR/RCPJ00010_02_202211090128.txt"), null,
                Instant.parse("2022-11-08T16:50:00Z"), Instant.parse("2022-11-08T22:00:00Z"));

        LoggerFiles.Summary summary = files.summarise(journey, new BigDecimal("8.0"), Duration.ofMinutes(15));
        assertThat(summary.highest()).isLessThan(new BigDecimal("24.3"));
        assertThat(summary.readings()).isBetween(29, 32);
    }

    @Test
    void hoursWithoutAReadingAreAGap() throws IOException {
        LoggerFiles.Recording recording = files.read(real("FridgeTag_2L/test.txt"), null,
                Instant.parse("2022-05-02T04:44:00Z"), Instant.parse("2022-05-02T11:41:00Z"));

        assertThat(files.extremes(recording).longestGap()).isEqualByComparingTo("352");
        assertThat(files.extremes(recording).highest()).isEqualByComparingTo("27.5");
        assertThat(files.extremes(recording).lowest()).isEqualByComparingTo("4.3");
    }

    @Test
    void daySummariesWithoutReadingsProveNoJourney() throws IOException {
        Evidence.RawFile days = real("FridgeTag_2/130400191542_202302140605.txt");

        assertThatThrownBy(() -> files.read(days, null, Instant.parse("2023-02-13T00:00:00Z"),
                Instant.parse("2023-02-14T00:00:00Z"))).extracting("code").isEqualTo("distribution.no-readings");
    }
}
