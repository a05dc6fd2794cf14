package org.stroma.instruments.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** The two descriptions within an archive of UNICORN, parted by a line {@code ==}, beside curves that are sound. */
class UnicornFuzzTests {

    @FuzzTest(maxDuration = "60s")
    void anyDescriptionsAreReadOrRefused(byte[] bytes) {
        Readers.unicorn(bytes);
    }

}
