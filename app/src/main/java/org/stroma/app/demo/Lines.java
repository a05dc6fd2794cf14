package org.stroma.app.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects the lines of a check; whatever a question throws is a failure of its line, never of the check. */
final class Lines {
    private final List<CheckLine> lines = new ArrayList<>();

    List<CheckLine> all() {
        return List.copyOf(lines);
    }

    /** Compares two texts. */
    void same(String id, String what, Object expected, Supplier<?> found) {
        String wanted = String.valueOf(expected);
        String answer = answer(found);
        lines.add(new CheckLine(id, what, wanted, answer, wanted.equals(answer)));
    }

    /** Compares two numbers by value, the found one rounded half to even to the places of the expected. */
    void number(String id, String what, String expected, Supplier<? extends Number> found) {
        BigDecimal wanted = new BigDecimal(expected);
        same(id, what, wanted.toPlainString(), () -> new BigDecimal(found.get().toString())
                .setScale(Math.max(0, wanted.scale()), RoundingMode.HALF_EVEN).add(zero(wanted)).toPlainString());
    }

    /** Numbers such as 5.486e9 have a negative scale; their zeros are written out. */
    private static BigDecimal zero(BigDecimal like) {
        return new BigDecimal(java.math.BigInteger.ZERO, Math.max(0, like.scale()));
    }

    void holds(String id, String what, Supplier<Boolean> question) {
        same(id, what, "true", question);
    }

    private static String answer(Supplier<?> found) {
        try {
            return String.valueOf(found.get());
        } catch (RuntimeException failure) {
            return failure.getClass().getSimpleName() + " " + failure.getMessage();
        }
    }
}
