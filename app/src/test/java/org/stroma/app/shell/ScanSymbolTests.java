package org.stroma.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class ScanSymbolTests {
    private static final int MODULE = 8;
    private static final int QUIET = 2;

    private static boolean dark(BufferedImage image, int column, int row) {
        return (image.getRGB(column * MODULE + MODULE / 2, row * MODULE + MODULE / 2) & 0xFFFFFF) == 0;
    }

    /** ISO/IEC 16022: solid left and bottom edges, alternating top and right edges, white around. */
    @Test
    void hasTheFinderOfADataMatrix() {
        BufferedImage image = ScanSymbol.image("MED-26-03");
        int side = image.getWidth() / MODULE;

        assertThat(image.getHeight()).isEqualTo(image.getWidth());
        for (int i = QUIET; i < side - QUIET; i++) {
            assertThat(dark(image, QUIET, i)).as("left edge, row " + i).isTrue();
            assertThat(dark(image, i, side - QUIET - 1)).as("bottom edge, column " + i).isTrue();
            assertThat(dark(image, i, QUIET)).as("top edge, column " + i).isEqualTo((i - QUIET) % 2 == 0);
            assertThat(dark(image, i, 0)).as("quiet zone").isFalse();
        }
    }

    @Test
    void aLongerCodeTakesMoreModulesAndAnotherCodeOthers() {
        assertThat(ScanSymbol.image("MED-26-03-" + "X".repeat(40)).getWidth())
                .isGreaterThan(ScanSymbol.image("MED-26-03").getWidth());
        assertThat(ScanSymbol.address("MED-26-03")).startsWith("data:image/png;base64,")
                .isNotEqualTo(ScanSymbol.address("MED-26-04"));
    }
}
