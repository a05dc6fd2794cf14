package org.stroma.instruments.msd;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Texts;
import org.stroma.instruments.value.Numbers;

/** The numbers of one column by spot: read once from top to bottom, since spots are asked for in other orders. */
final class SpotColumn {

    private final MsdSpots spots;
    private final String name;
    private final Texts texts = new Texts();

    SpotColumn(MsdSpots spots, String name) {
        this.spots = spots;
        this.name = name;
        for (int spot = 0; spot < spots.size(); spot++)
            texts.add(spots.fields(spot).textOr("", name));
    }

    /** Like {@link Fields#number}; the row is read again only where its number is to be reported. */
    private @Nullable BigDecimal number(int spot) {
        String text = texts.get(spot);
        BigDecimal number = Numbers.parse(text, spots.sign(spot));
        boolean plain = text.isEmpty() || number != null && !Numbers.isAmbiguous(text, spots.sign(spot));
        return plain ? number : spots.fields(spot).number(name);
    }

    /** How many different numbers the spots of a group have; what is above two is told as two. */
    int differentNumbers(SpotGroups groups, int from, int to) {
        BigDecimal first = null;
        int different = 0;
        for (int i = from; i < to; i++) {
            BigDecimal number = number(groups.spot(i));
            if (number == null || number.equals(first))
                continue;
            different = first == null ? 1 : 2;
            first = first == null ? number : first;
        }
        return different;
    }

}
