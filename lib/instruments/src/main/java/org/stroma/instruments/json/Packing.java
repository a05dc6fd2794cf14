package org.stroma.instruments.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the objects of one document are kept: as they are while the document is small, as bytes once it has more than some
 * number of values. It makes the lists of the document and counts what they hold together. Not safe for several threads.
 */
public final class Packing {

    /** How many values one list within others keeps as objects, so that short lists are packed with what they belong to. */
    private static final int SHORT = 16_384;

    private final Identifiers identifiers;
    private final int limit;
    private final Map<String, String> texts = new HashMap<>();
    private final List<PackedObjects> lists = new ArrayList<>();
    private long values;

    /**
     * @param identifiers those that are kept as numbers
     * @param limit how many values are kept as objects
     */
    public Packing(Identifiers identifiers, int limit) {
        this.identifiers = identifiers;
        this.limit = limit;
    }

    /** Without identifiers that are kept as numbers. */
    public Packing(int limit) {
        this(Identifiers.of("0".repeat(64)), limit);
    }

    /** A new list that is packed as soon as the document is. */
    public PackedObjects list() {
        PackedObjects list = new PackedObjects(this, 0, false);
        lists.add(list);
        return list;
    }

    /** A new list that stands within an object of another: it is packed by itself only when it is long. */
    public PackedObjects innerList() {
        return new PackedObjects(this, Math.min(SHORT, limit), true);
    }

    /** Gives back what was needed for adding to the lists; adding goes on to be possible. */
    public void finish() {
        lists.forEach(PackedObjects::seal);
        texts.clear();
    }

    Identifiers identifiers() {
        return identifiers;
    }

    /** The texts seen so far, which are kept once. */
    Map<String, String> texts() {
        return texts;
    }

    void count(int more) {
        values += more;
    }

    boolean isLarge() {
        return values > limit;
    }

}
