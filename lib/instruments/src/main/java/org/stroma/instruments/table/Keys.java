package org.stroma.instruments.table;

import java.util.Arrays;

/** Different texts numbered from 0 in the order in which they were first added. */
public final class Keys {

    private final Texts texts = new Texts();
    /** One more than the number of the text in each slot, 0 when it is free; a text stands in the first free slot from its hash on. */
    private int[] slots = new int[64];

    /** How many different texts there are. */
    public int size() {
        return texts.size();
    }

    /** The number of a text, which is added when it is new. */
    public int add(String text) {
        int slot = slot(text);
        if (slots[slot] == 0) {
            texts.add(text);
            slots[slot] = texts.size();
            if (3 * texts.size() > 2 * slots.length)
                grow();
            return texts.size() - 1;
        }
        return slots[slot] - 1;
    }

    /** The number of a text, -1 when it was not added. */
    public int find(String text) {
        return slots[slot(text)] - 1;
    }

    /** The text of a number. */
    public String get(int number) {
        return texts.get(number);
    }

    private static int spread(String text) {
        int hash = text.hashCode() * 0x9E3779B9;
        return hash ^ hash >>> 15;
    }

    private int slot(String text) {
        int slot = spread(text) & slots.length - 1;
        while (slots[slot] != 0 && !texts.is(slots[slot] - 1, text))
            slot = slot + 1 & slots.length - 1;
        return slot;
    }

    private void grow() {
        slots = new int[2 * slots.length];
        Arrays.fill(slots, 0);
        for (int i = 0; i < texts.size(); i++)
            slots[slot(texts.get(i))] = i + 1;
    }

}
