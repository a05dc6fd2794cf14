package org.stroma.app.standard;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stroma.measure.Ratio;
import org.stroma.measure.UnitOfMeasure;

/** The unit conversions that one evaluation used, collected for its snapshot. */
final class Conversions {
    private final SortedMap<String, Json> used = new TreeMap<>();

    void use(UnitOfMeasure from, UnitOfMeasure to) {
        if (from.equals(to)) {
            return;
        }
        Ratio factor = from.factor().dividedBy(to.factor());
        Ratio offset = from.offset().minus(to.offset()).dividedBy(to.factor());
        used.put(from + " " + to, Json.object("from", Json.text(from.code()), "to", Json.text(to.code()),
                "factor", Json.text(factor.toString()),
                "offset", offset.equals(Ratio.of(0)) ? null : Json.text(offset.toString())));
    }

    List<Json> list() {
        return new ArrayList<>(used.values());
    }
}
