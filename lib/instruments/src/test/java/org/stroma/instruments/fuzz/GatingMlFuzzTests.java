package org.stroma.instruments.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

class GatingMlFuzzTests {

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreReadOrRefused(byte[] bytes) {
        Readers.gatingMl(bytes);
    }

}
