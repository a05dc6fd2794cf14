package org.stroma.codes;

/** A code without the characters that only group it for the eye, which still knows where each character stood. */
public final class CompactText {

    private final String original;
    private final String text;
    private final int[] origins;

    private CompactText(String original, String text, int[] origins) {
        this.original = original;
        this.text = text;
        this.origins = origins;
    }

    /** Leaves out every character that occurs in {@code ignored}. */
    public static CompactText without(String ignored, String original) {
        StringBuilder text = new StringBuilder();
        int[] origins = new int[original.length()];
        for (int i = 0; i < original.length(); i++) {
            if (ignored.indexOf(original.charAt(i)) < 0) {
                origins[text.length()] = i;
                text.append(original.charAt(i));
            }
        }
        return new CompactText(original, text.toString(), origins);
    }

    public String text() {
        return text;
    }

    /** The same reading with its problems where they stand in the original. */
    public <T> Reading<T> restore(Reading<T> reading) {
        return Reading.of(reading.problems().stream().map(this::restore).toList(), reading::orThrow);
    }

    private Problem restore(Problem problem) {
        int start = origin(problem.position());
        int length = problem.length() == 0 ? 0 : origin(problem.position() + problem.length() - 1) + 1 - start;
        return new Problem(problem.reason(), start, length, problem.arguments());
    }

    private int origin(int position) {
        return position < text.length() ? origins[position] : original.length();
    }
}
