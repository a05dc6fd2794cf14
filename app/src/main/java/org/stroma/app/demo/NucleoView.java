package org.stroma.app.demo;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** Exports of a cell counter that does not exist, in the form in which NucleoView writes those that do. */
final class NucleoView {
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("yyyyMMdd HHmmss")
            .withZone(Plant.ZONE);

    private NucleoView() {}

    static byte[] export(String sample, String live, String viability, Instant at) {
        BigDecimal alive = new BigDecimal(live);
        BigDecimal total = alive.multiply(BigDecimal.valueOf(100)).divide(new BigDecimal(viability),
                new MathContext(3));
        String text = """
                Viability and Cell Count Assay - UCM-01 lot; ;
                Image;%s;
                Operator;AN-1;
                Viability (%%);%s;
                Live (cells/ml);%s;
                Dead (cells/ml);%s;
                Total (cells/ml);%s;
                 ; ;
                Estimated cell diameter (um);15.2;
                Cell diameter standard deviation (um);3.1;
                (%%) of cells in aggregates with five or more cells;1;
                Sample Volume (ul);200.0;
                Dilution Volume (ul);0.000;
                Multiplication factor;1.000;
                ;
                cm filename;%s.cm
                Protocol template title;Viability and Cell Count Assay
                Protocol template filename;Viability and Cell Count Assay - NC-200.cmsx
                Instrument type;NucleoView NC-200
                Instrument s/n;s/n 9000000000000117
                Date time;%s
                Time zone offset;8
                Login ID;an-1
                PC;DEMO
                Application SW version;1.4.2.0
                21 CFR Part 11;enabled
                Event log format;Plain text
                csv file version;2

                //[00000117]""".formatted(sample, viability, live, scientific(total.subtract(alive)), scientific(total),
                sample,
                WRITTEN.format(at));
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String scientific(BigDecimal cells) {
        int exponent = cells.precision() - cells.scale() - 1;
        BigDecimal mantissa = cells.movePointLeft(exponent).round(new MathContext(3));
        return mantissa.setScale(2, java.math.RoundingMode.HALF_EVEN).toPlainString() + "E" + exponent;
    }
}
