package org.stroma.statistics.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every cell of the tables of single sampling, normal and tightened: MIL-STD-105E (1989), tables I, II-A and II-B. */
class AcceptanceTablesTests {
    private static final int[] LARGEST_LOT = {8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10000, 35000, 150000,
            500000, Integer.MAX_VALUE};

    /** Table I: letters from the smallest to the largest lot, level by level. */
    private static final Map<InspectionLevel, String> LETTERS = Map.of(InspectionLevel.S1, "AAAABBBBCCCCDDD",
            InspectionLevel.S2, "AAABBBCCCDDDEEE", InspectionLevel.S3, "AABBCCDDEEFFGGH", InspectionLevel.S4,
            "AABCCDEEFGGHJJK", InspectionLevel.I, "AABCCDEFGHJKLMN", InspectionLevel.II, "ABCDEFGHJKLMNPQ",
            InspectionLevel.III, "BCDEFGHJKLMNPQR");

    @ParameterizedTest
    @EnumSource(value = Inspection.class, names = {"NORMAL", "TIGHTENED"})
    void everyPlanMeetsTheTables(Inspection inspection) throws IOException {
        Map<String, String> printed = printed(inspection);
        int compared = 0;
        for (InspectionLevel level : InspectionLevel.values()) {
            for (int band = 0; band < LARGEST_LOT.length; band++) {
                for (String limit : AcceptancePlan.qualityLimits()) {
                    int lot = LARGEST_LOT[band];
                    char letter = LETTERS.get(level).charAt(band);
                    String[] cell = Objects.requireNonNull(printed.get(letter + " " + limit)).split(":");

                    AcceptancePlan plan = AcceptancePlan.of(lot, level, Double.parseDouble(limit), inspection);

                    String where = inspection + " " + level + ", lot " + lot + ", limit " + limit;
                    assertThat(plan.sampleSize()).as(where).isEqualTo(Math.min(lot, Integer.parseInt(cell[0])));
                    assertThat(plan.acceptance()).as(where).isEqualTo(Integer.parseInt(cell[1]));
                    assertThat(plan.rejection()).as(where).isEqualTo(Integer.parseInt(cell[1]) + 1);
                    compared++;
                }
            }
        }
        assertThat(compared).isEqualTo(2730);
    }

    @Test
    void bandsOfLotSizesBeginWhereTheTableSays() {
        for (InspectionLevel level : InspectionLevel.values()) {
            for (int band = 1; band < LARGEST_LOT.length; band++) {
                assertThat(level.letter(LARGEST_LOT[band - 1] + 1)).isEqualTo(LETTERS.get(level).charAt(band));
            }
        }
    }

    private static Map<String, String> printed(Inspection inspection) throws IOException {
        try (InputStream file = AcceptanceTablesTests.class.getResourceAsStream("mil-std-105e.tsv")) {
            List<String[]> rows = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\t")).toList();
            Map<String, String> cells = new HashMap<>();
            for (String[] row : rows.stream().filter(row -> row[0].equals(inspection.name())).toList()) {
                for (int j = 2; j < row.length; j++) {
                    cells.put(row[1] + " " + rows.getFirst()[j], row[j]);
                }
            }
            assertThat(cells).hasSize(16 * 26);
            assertThat(Arrays.asList(rows.getFirst()).subList(2, 28)).isEqualTo(AcceptancePlan.qualityLimits());
            return cells;
        }
    }
}
