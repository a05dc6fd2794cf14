package org.stroma.instruments;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * A list whose elements are made each time they are asked for, so that none is held.
 *
 * @param <E> what it seems to hold, never null
 */
public final class MappedList<E> extends AbstractList<E> implements RandomAccess {

    private final int size;
    private final IntFunction<E> maker;

    private MappedList(int size, IntFunction<E> maker) {
        this.size = size;
        this.maker = maker;
    }

    /** So many elements, each made by its index from 0. */
    public static <E> List<E> of(int size, IntFunction<E> maker) {
        return new MappedList<>(size, maker);
    }

    /** An element for each of a list that is not changed any more. */
    public static <A, E> List<E> of(List<A> list, Function<A, E> maker) {
        return new MappedList<>(list.size(), index -> maker.apply(list.get(index)));
    }

    @Override
    public E get(int index) {
        return maker.apply(Objects.checkIndex(index, size));
    }

    @Override
    public int size() {
        return size;
    }

}
