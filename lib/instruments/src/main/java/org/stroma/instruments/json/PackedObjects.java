package org.stroma.instruments.json;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.zip.Deflated;

/**
 * A list of objects that can be added to, and that keeps them as bytes once their document is large: in parts of some hundred
 * objects, each with its own names and texts, deflated. A part is unpacked when one of its objects is asked for, and the last
 * one is kept, so that walking the list from top to bottom unpacks each part once. An object that was added must not be
 * changed any more, and one that was got must only be read: changes may or may not be seen later.
 */
public final class PackedObjects extends AbstractList<JsonObject> implements RandomAccess {

    /** Bytes of a part before it is deflated, unless its last object is longer. */
    private static final int PART = 1 << 16;

    private record Part(int first, Deflated bytes) {}

    private record Unpacked(Part part, JsonObject[] objects) {}

    private final Packing packing;
    private final int kept;
    private final boolean nested;
    private final List<JsonObject> live = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<PackedObjects> inner = new ArrayList<>();
    private @Nullable ObjectEncoder open;
    private int values;
    private int size;
    /** How many objects are in parts. */
    private int packed;
    private volatile @Nullable Unpacked last;

    /**
     * @param kept how many values it keeps as objects even when the document is large
     * @param nested whether it stands in one object only, which is packed when nothing is added to the list any more
     */
    PackedObjects(Packing packing, int kept, boolean nested) {
        this.packing = packing;
        this.kept = kept;
        this.nested = nested;
    }

    @Override
    public int size() {
        return size;
    }

    /** Whether its objects are written where the list stands. Otherwise it is only referred to, and a nested one is complete. */
    boolean isInline() {
        if (nested && isPacked())
            seal();
        return nested && !isPacked();
    }

    private boolean isPacked() {
        return open != null || !parts.isEmpty();
    }

    @Override
    public boolean add(JsonObject object) {
        int more = object.values();
        packing.count(more);
        values += more;
        size++;
        modCount++;
        if (isPacked() || packing.isLarge() && values > kept) {
            live.forEach(this::pack);
            live.clear();
            pack(object);
        } else {
            live.add(object.compact(packing.texts()));
        }
        return true;
    }

    private void pack(JsonObject object) {
        ObjectEncoder encoder = open;
        if (encoder == null) {
            encoder = new ObjectEncoder(packing.identifiers(), inner);
            open = encoder;
        }
        encoder.add(object);
        if (encoder.length() >= PART)
            close(encoder);
    }

    /** Packs the objects that wait for their part to be full. */
    void seal() {
        if (open != null && open.count() > 0)
            close(open);
        open = null;
    }

    private void close(ObjectEncoder encoder) {
        int count = encoder.count();
        parts.add(new Part(packed, encoder.take()));
        packed += count;
    }

    @Override
    public JsonObject get(int index) {
        if (!isPacked())
            return live.get(index);
        Objects.checkIndex(index, size);
        seal();
        Unpacked known = last;
        if (known == null || index < known.part.first || index >= known.part.first + known.objects.length) {
            Part part = parts.get(partOf(index));
            known = new Unpacked(part,
                    new ObjectDecoder(part.bytes.inflated(), packing.identifiers(), inner).objects());
            last = known;
        }
        return known.objects[index - known.part.first];
    }

    private int partOf(int index) {
        int low = 0;
        int high = parts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (parts.get(middle).first <= index)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }

}
