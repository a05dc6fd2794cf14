package org.stroma.instruments.cedexbio;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;

/**
 * One sample of one batch with its rounds.
 *
 * @param batch empty when the file has none
 */
record Sample(String name, String batch, List<Round> rounds) {

    private static final Duration SAME_ROUND = Duration.ofHours(1);

    /**
     * Groups results into rounds by time: a pause of more than an hour, or a second number for the same test, begins a new
     * round. A repeated test without a number is left out and reported.
     */
    static Sample of(String name, String batch, List<TestResult> results, Problems problems) {
        List<TestResult> sorted = new ArrayList<>(results);
        sorted.sort(Comparator.comparing(TestResult::time));
        List<Round> rounds = new ArrayList<>();
        Round round = new Round(sorted.getFirst().time());
        rounds.add(round);
        LocalDateTime previous = round.start();
        for (TestResult result : sorted) {
            if (Duration.between(previous, result.time()).compareTo(SAME_ROUND) > 0)
                round = roundAt(result.time(), rounds);
            TestResult known = round.find(result.key());
            if (known != null && result.value() == null) {
                problems.add(problems.place(result.line()), FileProblem.ROW_LEFT_OUT,
                        result.code() + ", " + result.error());
                continue;
            }
            if (known != null && known.value() != null)
                round = roundAt(result.time(), rounds);
            round.put(result);
            previous = result.time();
        }
        return new Sample(name, batch, rounds);
    }

    private static Round roundAt(LocalDateTime time, List<Round> rounds) {
        for (Round round : rounds)
            if (round.start().equals(time))
                return round;
        Round round = new Round(time);
        rounds.add(round);
        return round;
    }

}
