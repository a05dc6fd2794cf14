package org.stroma.codes.sec;

import java.util.ArrayList;
import java.util.List;

import org.stroma.codes.CompactText;
import org.stroma.codes.Problem;
import org.stroma.codes.Reading;
import org.stroma.codes.isbt128.DataStructure;

/** A whole Single European Code: where a product comes from and which one it is. */
public record SingleEuropeanCode(DonationSequence donation, ProductSequence product) {

    private static final int LENGTH = DonationSequence.LENGTH + ProductSequence.LENGTH;
    private static final String ACRONYM = "SEC";

    /**
     * Reads the printed form, {@code SEC: PL001499Z549917123456 A00T041600320171231}, in one or two lines, with or
     * without the acronym, or the 40 characters alone, also behind the data identifier of ISBT 128.
     */
    public static Reading<SingleEuropeanCode> parse(String text) {
        CompactText compact = CompactText.without(" \r\n", text);
        String prefix = prefix(compact.text());
        return compact.restore(parseCompact(compact.text().substring(prefix.length())).shifted(prefix.length()));
    }

    private static String prefix(String text) {
        String identifier = DataStructure.SINGLE_EUROPEAN_CODE.identifier();
        return List.of(ACRONYM + ":", ACRONYM, identifier).stream()
                .filter(prefix -> text.startsWith(prefix) && text.length() > LENGTH).findFirst().orElse("");
    }

    private static Reading<SingleEuropeanCode> parseCompact(String text) {
        if (text.length() != LENGTH) {
            return Reading.refused(Problem.length(SecReason.LENGTH, text, LENGTH));
        }
        Reading<DonationSequence> donation = DonationSequence.parse(text.substring(0, DonationSequence.LENGTH));
        Reading<ProductSequence> product = ProductSequence.parse(text.substring(DonationSequence.LENGTH));
        List<Problem> problems = new ArrayList<>(donation.problems());
        problems.addAll(product.shifted(DonationSequence.LENGTH).problems());
        return Reading.of(problems, () -> new SingleEuropeanCode(donation.orThrow(), product.orThrow()));
    }

    /** The 40 characters. */
    public String value() {
        return donation.value() + product.value();
    }

    /** The form printed on labels. */
    public String eyeReadable() {
        return ACRONYM + ": " + donation.value() + " " + product.value();
    }

    /** The data of an ISBT 128 symbol (data structure 038). */
    public String data() {
        return DataStructure.SINGLE_EUROPEAN_CODE.identifier() + value();
    }
}
