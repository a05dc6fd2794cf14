package org.stroma.instruments.table;

import java.util.Arrays;

/** Texts that are added one after the other, kept as bytes in pages: a short one takes its characters and five bytes. */
public final class Texts {

    private static final int PAGE = 1 << 12;

    private byte[][] pages = new byte[4][];
    private int[] ends = new int[64];
    private int size;
    private int end;

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Adds a text and answers its place. */
    public int add(String text) {
        boolean wide = !isNarrow(text);
        put(wide ? 1 : 0);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            put(c);
            if (wide)
                put(c >> 8);
        }
        if (size == ends.length)
            ends = Arrays.copyOf(ends, size + (size >> 1));
        ends[size] = end;
        return size++;
    }

    private static boolean isNarrow(String text) {
        for (int i = 0; i < text.length(); i++)
            if (text.charAt(i) > 0xFF)
                return false;
        return true;
    }

    private void put(int value) {
        int page = end / PAGE;
        if (page == pages.length)
            pages = Arrays.copyOf(pages, 2 * page);
        if (pages[page] == null)
            pages[page] = new byte[PAGE];
        pages[page][end++ % PAGE] = (byte) value;
    }

    private int at(int place) {
        return pages[place / PAGE][place % PAGE] & 0xFF;
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    /** The text at a place. */
    public String get(int index) {
        int start = start(index);
        int bytes = ends[index] - start - 1;
        boolean wide = at(start) == 1;
        char[] text = new char[wide ? bytes / 2 : bytes];
        for (int i = 0; i < text.length; i++)
            text[i] = (char) (wide ? at(start + 1 + 2 * i) | at(start + 2 + 2 * i) << 8 : at(start + 1 + i));
        return new String(text);
    }

    /** Whether a text stands at a place; compared without making it. */
    boolean is(int index, String text) {
        int start = start(index);
        boolean wide = at(start) == 1;
        if (ends[index] - start - 1 != (wide ? 2 * text.length() : text.length()))
            return false;
        for (int i = 0; i < text.length(); i++) {
            int c = wide ? at(start + 1 + 2 * i) | at(start + 2 + 2 * i) << 8 : at(start + 1 + i);
            if (c != text.charAt(i))
                return false;
        }
        return true;
    }

}
