package org.stroma.app.batch;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A set of like culture vessels.
 *
 * @param kind as the floor calls it, {@code T175} for example
 * @param areaCm2 growth area of one
 */
public record Vessels(String kind, int count, BigDecimal areaCm2) {
    public Vessels {
        if (count < 1 || areaCm2.signum() <= 0) {
            throw new IllegalArgumentException("vessels: " + count + " of " + areaCm2 + " cm²");
        }
    }

    public BigDecimal totalCm2() {
        return areaCm2.multiply(BigDecimal.valueOf(count));
    }

    /** Codes of the vessels of a culture, {@code <culture>-V01} …, each a unit of its own. */
    List<String> codes(String culture) {
        List<String> codes = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            codes.add(String.format(Locale.ROOT, "%s-V%02d", culture, i));
        }
        return codes;
    }

    /** Whole cells for each vessel; the last takes what division leaves, so that the shares add up exactly. */
    List<BigDecimal> shares(BigDecimal cells) {
        BigDecimal share = cells.divide(BigDecimal.valueOf(count), 0, RoundingMode.DOWN);
        List<BigDecimal> shares = new ArrayList<>(java.util.Collections.nCopies(count - 1, share));
        shares.add(cells.subtract(share.multiply(BigDecimal.valueOf(count - 1L))));
        return shares;
    }
}
