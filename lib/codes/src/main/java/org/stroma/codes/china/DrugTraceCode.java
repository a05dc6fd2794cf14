package org.stroma.codes.china;

import java.util.ArrayList;
import java.util.List;

import org.stroma.codes.CompactText;
import org.stroma.codes.Problem;
import org.stroma.codes.Reading;
import org.stroma.codes.gs1.ElementString;

/**
 * A drug traceability code: a part that identifies the drug and its pack, and a part that identifies the single pack,
 * of which the serial is mandatory.
 */
public sealed interface DrugTraceCode {

    /** The part that is the same for all packs of one drug and size (药品标识码). */
    String identification();

    /** The part that tells packs apart (生产标识码). */
    String production();

    /** The form printed for people. */
    String eyeReadable();

    /**
     * The common scheme of 20 digits: 7 for the drug, 9 for the pack, and 4 that the issuing platform computes with a
     * secret, so that nobody else can verify them. Mistakes in them are not found here.
     */
    record TwentyDigits(String digits) implements DrugTraceCode {

        private static final int LENGTH = 20;
        private static final int IDENTIFICATION_LENGTH = 7;
        private static final int SERIAL_END = 16;
        private static final int GROUP = 5;

        public TwentyDigits {
            if (!digits.matches("[0-9]{20}")) {
                throw new IllegalArgumentException("not twenty digits");
            }
        }

        @Override
        public String identification() {
            return digits.substring(0, IDENTIFICATION_LENGTH);
        }

        @Override
        public String production() {
            return digits.substring(IDENTIFICATION_LENGTH);
        }

        /** The number of the pack, nine digits. */
        public String serial() {
            return digits.substring(IDENTIFICATION_LENGTH, SERIAL_END);
        }

        /** The digits that only the platform can verify. */
        public String cipher() {
            return digits.substring(SERIAL_END);
        }

        @Override
        public String eyeReadable() {
            return String.join(" ", digits.substring(0, GROUP), digits.substring(GROUP, 2 * GROUP),
                    digits.substring(2 * GROUP, 3 * GROUP), digits.substring(3 * GROUP));
        }
    }

    /** GS1 data used as a traceability code: trade item number and serial, with lot and dates if present. */
    record Gs1(ElementString data) implements DrugTraceCode {

        public Gs1 {
            if (!missing(data).isEmpty()) {
                throw new IllegalArgumentException("trade item number and serial are needed");
            }
        }

        @Override
        public String identification() {
            return data.find(TRADE_ITEM).orElseThrow();
        }

        @Override
        public String production() {
            return data.find(SERIAL).orElseThrow();
        }

        @Override
        public String eyeReadable() {
            return data.bracketed();
        }
    }

    String TRADE_ITEM = "01";
    String SERIAL = "21";

    /** Reads 20 digits, blanks between them allowed. */
    static Reading<DrugTraceCode> parse(String text) {
        CompactText compact = CompactText.without(" ", text);
        return compact.restore(parseDigits(compact.text()));
    }

    private static Reading<DrugTraceCode> parseDigits(String text) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                problems.add(Problem.at(TraceReason.NOT_A_DIGIT, i, 1, text.substring(i, i + 1)));
            }
        }
        if (text.length() != TwentyDigits.LENGTH) {
            problems.add(Problem.length(TraceReason.LENGTH, text, TwentyDigits.LENGTH));
        }
        return Reading.of(problems, () -> new TwentyDigits(text));
    }

    /** Takes GS1 data as a traceability code; positions are 0. */
    static Reading<DrugTraceCode> of(ElementString data) {
        return Reading.of(missing(data), () -> new Gs1(data));
    }

    private static List<Problem> missing(ElementString data) {
        return List.of(TRADE_ITEM, SERIAL).stream().filter(code -> data.find(code).isEmpty())
                .map(code -> Problem.at(TraceReason.PART_MISSING, 0, 0, code)).toList();
    }
}
