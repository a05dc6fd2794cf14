package org.stroma.instruments.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

class FcsFuzzTests {

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreReadOrRefused(byte[] bytes) {
        Readers.fcs(bytes);
    }

}
