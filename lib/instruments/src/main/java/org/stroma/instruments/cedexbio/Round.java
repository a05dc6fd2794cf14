package org.stroma.instruments.cedexbio;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.value.DateTimes;

/** The results of one sample that belong together; at most one per analyte, code and dilution. */
final class Round {

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

    void put(TestResult result) {
        results.put(result.key(), result);
    }

    /** In the order of their keys. */
    Collection<TestResult> sorted() {
        return results.values();
    }

}
