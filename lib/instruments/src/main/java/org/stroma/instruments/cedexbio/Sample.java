package org.stroma.instruments.cedexbio;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;

/**
 * One sample of one batch. A file may be one sample, so that its results are read when they are asked for and one round is held at a time.
 *
 * @param batch empty when the file has none
 * @param size how many results it has, at least one
 * @param results reads a result by its index in the file
 */
record Sample(String name, String batch, int size, IntFunction<TestResult> results) {

    private static final Duration SAME_ROUND = Duration.ofHours(1);

    /**
     * Hands out the rounds by time: a pause of more than an hour, or a second number for the same test, begins a new
     * round. Of two results of one test that began a round at the same time the later one counts; what is left out is reported.
     */
    void forEachRound(Problems problems, Consumer<Round> action) {
        Round round = null;
        LocalDateTime previous = LocalDateTime.MIN;
        for (int index : byTime()) {
            TestResult result = results.apply(index);
            boolean late = round != null && Duration.between(previous, result.time()).compareTo(SAME_ROUND) > 0;
            TestResult known = round == null || late ? null : round.find(result.key());
            if (known != null && result.value() == null) {
                leaveOut(result, problems);
                continue;
            }
            if (round == null || late || known != null && known.value() != null)
                round = next(round, result.time(), action);
            TestResult replaced = round.put(result, problems);
            if (replaced != null)
                leaveOut(replaced, problems);
            previous = result.time();
        }
        if (round != null)
            action.accept(round);
    }

    /** Rounds come in the order of their times: a round that begins with the open one is the open one. */
    private static Round next(@Nullable Round open, LocalDateTime time, Consumer<Round> action) {
        if (open != null && open.start().equals(time))
            return open;
        if (open != null)
            action.accept(open);
        return new Round(time);
    }

    private static void leaveOut(TestResult result, Problems problems) {
        problems.add(problems.place(result.line()), FileProblem.ROW_LEFT_OUT,
                result.code() + ", " + (result.value() == null ? result.error() : result.value().toPlainString()));
    }

    private int[] byTime() {
        LocalDateTime last = LocalDateTime.MIN;
        long[] seconds = new long[size];
        int[] nanos = new int[size];
        boolean sorted = true;
        for (int i = 0; i < size; i++) {
            LocalDateTime time = results.apply(i).time();
            seconds[i] = time.toEpochSecond(ZoneOffset.UTC);
            nanos[i] = time.getNano();
            sorted &= !time.isBefore(last);
            last = time;
        }
        if (sorted)
            return IntStream.range(0, size).toArray();
        Comparator<Integer> order = Comparator.comparingLong((Integer i) -> seconds[i])
                .thenComparingInt(i -> nanos[i]);
        return IntStream.range(0, size).boxed().sorted(order).mapToInt(Integer::intValue).toArray();
    }

}
