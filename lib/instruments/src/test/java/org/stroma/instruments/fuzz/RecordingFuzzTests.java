package org.stroma.instruments.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

class RecordingFuzzTests {

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreReadOrRefused(byte[] bytes) {
        Readers.recording(bytes);
    }

}
