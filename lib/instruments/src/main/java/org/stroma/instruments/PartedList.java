package org.stroma.instruments;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

import org.jspecify.annotations.Nullable;

/**
 * A list in parts that are made when one of their elements is asked for; the parts made last are kept, so that walking the list
 * at several places at once makes each part once. Elements that are made again are equal but not the same. Not safe for
 * several threads.
 *
 * @param <E> what it holds, never null
 */
public abstract class PartedList<E> extends AbstractList<E> implements RandomAccess {

    /** How many parts are kept, more than there are tables that a reader walks side by side. */
    private static final int KEPT = 32;

    private record Made<E>(int first, List<E> elements) {

        boolean has(int index) {
            return index >= first && index - first < elements.size();
        }

    }

    /** The index of the first element of each part, and how many elements there are. */
    private int[] firsts = new int[16];
    private int parts;
    /** The parts made last, the last one first. */
    private final @Nullable Made<E>[] kept = newKept();

    @SuppressWarnings("unchecked") // an array of a generic type cannot be made otherwise
    private static <E> @Nullable Made<E>[] newKept() {
        return new Made[KEPT];
    }

    /** Adds a part of so many elements at the end. */
    protected final void addPart(int length) {
        if (length == 0)
            throw new IllegalArgumentException("a part without elements");
        if (parts + 1 == firsts.length)
            firsts = Arrays.copyOf(firsts, 2 * firsts.length);
        firsts[parts + 1] = firsts[parts] + length;
        parts++;
    }

    /** How many parts there are. */
    protected final int parts() {
        return parts;
    }

    /** The elements of a part from 0, as many as were added. */
    protected abstract List<E> make(int part);

    @Override
    public final E get(int index) {
        Made<E> last = kept[0];
        if (last != null && last.has(index))
            return last.elements.get(index - last.first);
        Objects.checkIndex(index, size());
        Made<E> found = find(index);
        return found.elements.get(index - found.first);
    }

    private Made<E> find(int index) {
        int at = 1;
        while (at < KEPT - 1 && kept[at] != null && !Objects.requireNonNull(kept[at]).has(index))
            at++;
        Made<E> found = kept[at];
        if (found == null || !found.has(index)) {
            int part = partOf(index);
            found = new Made<>(firsts[part], make(part));
        }
        System.arraycopy(kept, 0, kept, 1, at);
        kept[0] = found;
        return found;
    }

    private int partOf(int index) {
        int found = Arrays.binarySearch(firsts, 0, parts, index);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public final int size() {
        return firsts[parts];
    }

}
