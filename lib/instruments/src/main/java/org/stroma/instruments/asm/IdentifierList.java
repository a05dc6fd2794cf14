package org.stroma.instruments.asm;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

import org.stroma.instruments.MappedList;
import org.stroma.instruments.asm.AsmBuilder.DataSource;
import org.stroma.instruments.json.Identifiers;

/** Identifiers of one document that are added one after the other, kept as their numbers. */
public final class IdentifierList extends AbstractList<String> implements RandomAccess {

    private final Identifiers identifiers;
    private long[] numbers = new long[2];
    private int size;

    IdentifierList(Identifiers identifiers) {
        this.identifiers = identifiers;
    }

    /**
     * Adds an identifier at the end.
     *
     * @throws IllegalArgumentException when it is none of this document
     */
    @Override
    public boolean add(String identifier) {
        long number = identifiers.number(identifier);
        if (number < 0)
            throw new IllegalArgumentException("no identifier of this document: " + identifier);
        if (size == numbers.length)
            numbers = Arrays.copyOf(numbers, size + (size >> 1) + 1);
        numbers[size++] = number;
        return true;
    }

    @Override
    public String get(int index) {
        return identifiers.text(numbers[Objects.checkIndex(index, size)]);
    }

    @Override
    public int size() {
        return size;
    }

    /** One value of each of these documents, as sources of a calculation; made when they are asked for. */
    public List<DataSource> sources(String feature) {
        return MappedList.of(this, identifier -> new DataSource(identifier, feature));
    }

}
