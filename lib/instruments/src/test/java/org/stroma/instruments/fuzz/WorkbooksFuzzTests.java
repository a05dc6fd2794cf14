package org.stroma.instruments.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Sheets as text, so that what is found changes cells and not the packing: a line {@code == name} begins a sheet, a bar parts
 * the cells.
 */
class WorkbooksFuzzTests {

    @FuzzTest(maxDuration = "60s")
    void anySheetsAreReadOrRefused(byte[] bytes) {
        Readers.sheets(bytes);
    }

}
