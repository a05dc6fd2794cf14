package org.stroma.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Whatever the bytes, a file is read to a document that can be written, or refused with an error; nothing else is thrown.
 * With {@code JAZZER_FUZZ=1} new bytes are looked for by coverage, from the exports of own content as seeds; otherwise the
 * seeds and all findings kept beside them are run.
 */
class FormatsFuzzTests {

    @FuzzTest(maxDuration = "20s")
    void readsOrRefuses(byte[] bytes) {
        Result result = Instruments.read(bytes, "fuzz");

        if (result instanceof Result.Accepted accepted)
            assertThat(accepted.document().json().toString()).startsWith("{");
        else
            assertThat(result.problems()).anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }

}
