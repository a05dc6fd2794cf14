package org.stroma.instruments;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Runs the exports of own content and all findings kept beside them. With {@code JAZZER_FUZZ=1} new bytes are looked for by
 * coverage, from another start each time, until {@code JAZZER_MAX_DURATION} has passed.
 */
class FormatsFuzzTests {

    @FuzzTest(maxDuration = "20s")
    void readsOrRefuses(byte[] bytes) {
        FormatsSearch.fuzzerTestOneInput(bytes);
    }

}
