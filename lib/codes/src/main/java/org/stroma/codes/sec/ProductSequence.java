package org.stroma.codes.sec;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.stroma.codes.Problem;
import org.stroma.codes.Reading;
import org.stroma.codes.isbt128.ProductCode;

/**
 * Product identification sequence, the last 19 characters.
 *
 * @param product seven letters or digits in the coding system
 * @param split three letters or digits that tell products of one donation and one product code apart; 000 if undivided
 * @param expiry the last day of use; empty where there is none, which is written as eight zeros
 */
public record ProductSequence(CodingSystem system, String product, String split, Optional<LocalDate> expiry) {

    public static final int LENGTH = 19;
    private static final int PRODUCT_LENGTH = 7;
    private static final int SPLIT_LENGTH = 3;
    private static final int SPLIT_AT = 1 + PRODUCT_LENGTH;
    private static final int EXPIRY_AT = SPLIT_AT + SPLIT_LENGTH;
    private static final String NO_EXPIRY = "00000000";

    /** The coding systems that the European Union has approved. */
    public enum CodingSystem {
        ISBT_128('A'),
        EUROCODE('B'),
        /** European Union Tissue Code: seven digits. */
        EUTC('E');

        private final char letter;

        CodingSystem(char letter) {
            this.letter = letter;
        }

        public char letter() {
            return letter;
        }

        static Optional<CodingSystem> find(char letter) {
            return Stream.of(values()).filter(system -> system.letter == letter).findFirst();
        }
    }

    public ProductSequence {
        if (!problems(system, product, split).isEmpty()) {
            throw new IllegalArgumentException("not a product identification sequence");
        }
    }

    /** Pads what is too short with zeros in front, as the directive asks for. */
    public static ProductSequence padded(CodingSystem system, String product, String split,
            Optional<LocalDate> expiry) {
        return new ProductSequence(system, DonationSequence.zeros(product, PRODUCT_LENGTH),
                DonationSequence.zeros(split, SPLIT_LENGTH), expiry);
    }

    /**
     * The sequence of a product labelled with ISBT 128: its description code and division (ST-012, 3.2). Refused when the
     * divisions stand in data structure 032, for which the code has no room.
     */
    public static Reading<ProductSequence> of(ProductCode product, Optional<LocalDate> expiry) {
        if (product.divisionElsewhere()) {
            return Reading.refused(Problem.at(SecReason.DIVISION_TOO_LONG, 0, 0, product.value()));
        }
        return Reading.accepted(padded(CodingSystem.ISBT_128, product.description(), product.division(), expiry));
    }

    /** Reads the 19 characters. */
    public static Reading<ProductSequence> parse(String text) {
        if (text.length() != LENGTH) {
            return Reading.refused(Problem.length(SecReason.LENGTH, text, LENGTH));
        }
        Optional<CodingSystem> system = CodingSystem.find(text.charAt(0));
        if (system.isEmpty()) {
            return Reading.refused(Problem.at(SecReason.CODING_SYSTEM, 0, 1, text.substring(0, 1)));
        }
        String product = text.substring(1, SPLIT_AT);
        String split = text.substring(SPLIT_AT, EXPIRY_AT);
        List<Problem> problems = new ArrayList<>(problems(system.get(), product, split));
        Reading<Optional<LocalDate>> expiry = parseExpiry(text.substring(EXPIRY_AT));
        problems.addAll(expiry.shifted(EXPIRY_AT).problems());
        return Reading.of(problems, () -> new ProductSequence(system.get(), product, split, expiry.orThrow()));
    }

    private static Reading<Optional<LocalDate>> parseExpiry(String text) {
        if (text.equals(NO_EXPIRY)) {
            return Reading.accepted(Optional.empty());
        }
        try {
            return Reading.accepted(Optional.of(LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE)));
        } catch (DateTimeException e) {
            return Reading.refused(Problem.at(SecReason.EXPIRY, 0, text.length(), text));
        }
    }

    private static List<Problem> problems(CodingSystem system, String product, String split) {
        List<Problem> problems = new ArrayList<>();
        if (!product.matches(system == CodingSystem.EUTC ? "[0-9]{7}" : "[0-9A-Z]{7}")) {
            problems.add(Problem.at(SecReason.PRODUCT, 1, product.length(), product));
        }
        if (!split.matches("[0-9A-Za-z]{3}")) {
            problems.add(Problem.at(SecReason.SPLIT, SPLIT_AT, split.length(), split));
        }
        return problems;
    }

    public String value() {
        return system.letter() + product + split + expiry.map(DateTimeFormatter.BASIC_ISO_DATE::format)
                .orElse(NO_EXPIRY);
    }
}
