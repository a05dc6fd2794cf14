package org.stroma.instruments.cedexbio;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.value.DateTimes;

/** The results of one sample that belong together; at most one per analyte, code and dilution. */
final class Round {

    /** A round is held as objects; an analyser knows some fifty tests. */
    private static final int MOST = 10_000;

    private final LocalDateTime start;
    private final TreeMap<String, TestResult> results = new TreeMap<>();

    Round(LocalDateTime start) {
        this.start = start;
    }

    LocalDateTime start() {
        return start;
    }

    /** ISO 8601; the file declares no zone. */
    String time() {
        return DateTimes.iso(start, ZoneOffset.UTC);
    }

    @Nullable
    TestResult find(String key) {
        return results.get(key);
    }

    /** Adds a result; answers the one it replaces. */
    @Nullable
    TestResult put(TestResult result, Problems problems) {
        TestResult replaced = results.put(result.key(), result);
        if (results.size() > MOST)
            throw problems.refuse(problems.place(result.line()), FileProblem.TOO_MANY_FIELDS, MOST + "");
        return replaced;
    }

    /** In the order of their keys. */
    Collection<TestResult> sorted() {
        return results.values();
    }

}
