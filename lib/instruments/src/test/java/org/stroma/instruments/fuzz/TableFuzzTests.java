package org.stroma.instruments.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

class TableFuzzTests {

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreReadOrRefused(byte[] bytes) {
        Readers.table(bytes);
    }

}
