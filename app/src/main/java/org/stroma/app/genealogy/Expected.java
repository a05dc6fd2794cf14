package org.stroma.app.genealogy;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.stroma.app.database.Refusal;

/**
 * The revisions of units that a request was made on. Every operation that is recorded on its behalf and takes one of these units
 * is refused by the database when the unit has been changed since, whichever module records it. What the request itself has recorded
 * on a unit is known to it: its next operation on the unit follows its own.
 */
public final class Expected {
    private static final ScopedValue<Map<String, Integer>> REVISIONS = ScopedValue.newInstance();

    private Expected() {}

    /** Does work on behalf of somebody who saw these revisions, by code of unit. */
    public static <T> T with(Map<String, Integer> revisions, Callable<T> work) throws Exception {
        return ScopedValue.where(REVISIONS, new ConcurrentHashMap<>(revisions)).call(work::call);
    }

    /** Refuses what does not say which revision of a unit it was made on. */
    public static void require(String unit) {
        if (!revisions().containsKey(unit)) {
            throw new Refusal("revision.needed", Map.of("unit", unit));
        }
    }

    /** Takes note that an operation of the request has changed a unit. */
    static void recorded(String unit) {
        if (REVISIONS.isBound()) {
            REVISIONS.get().remove(unit);
        }
    }

    static Map<String, Integer> revisions() {
        return REVISIONS.isBound() ? REVISIONS.get() : Map.of();
    }
}
