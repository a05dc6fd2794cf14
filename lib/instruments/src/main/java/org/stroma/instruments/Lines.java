package org.stroma.instruments;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/** The lines of a text as parts of it, without their ends; a line is made when it is asked for. */
final class Lines extends AbstractList<String> implements RandomAccess {

    private final String text;
    /** Where each line starts, and the length of the text. */
    private final int[] starts;

    private Lines(String text, int[] starts) {
        this.text = text;
        this.starts = starts;
    }

    /** Lines end with CR LF, LF or a lone CR; no line follows a final line end. */
    static Lines of(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean end = c == '\n' || c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n');
            if (!end)
                continue;
            if (count == starts.length)
                starts = Arrays.copyOf(starts, 2 * count);
            starts[count++] = i + 1;
        }
        boolean ended = starts[count - 1] == text.length();
        starts = Arrays.copyOf(starts, ended ? count : count + 1);
        starts[starts.length - 1] = text.length();
        return new Lines(text, starts);
    }

    @Override
    public String get(int index) {
        int start = starts[index];
        int end = starts[index + 1];
        if (end > start && text.charAt(end - 1) == '\n')
            end--;
        if (end > start && text.charAt(end - 1) == '\r')
            end--;
        return text.substring(start, end);
    }

    @Override
    public int size() {
        return starts.length - 1;
    }

}
