package org.stroma.codes.gs1;

import java.util.Optional;

import org.stroma.codes.Problem;
import org.stroma.codes.Reading;

/** One transmission of a scanner that sends symbology identifiers. */
public sealed interface ScanData {

    Symbology symbology();

    /** What the scanner sends, identifier in front; {@link #parse(String)} reads it back. */
    String transmission();

    /** GS1 elements; of a composite symbol the linear and the two-dimensional part together. */
    record Elements(Symbology symbology, ElementString data) implements ScanData {

        @Override
        public String transmission() {
            return symbology.prefix() + data.data();
        }
    }

    /** A trade item number from a retail symbol, and the elements of the composite component above it. */
    record Retail(Symbology symbology, Gtin gtin, Optional<ElementString> composite) implements ScanData {

        @Override
        public String transmission() {
            String digits = gtin.digits().substring(gtin.digits().length() - symbology.retailLength());
            return symbology.prefix() + digits
                    + composite.map(data -> COMPOSITE + Symbology.GS1_DATA_BAR.prefix() + data.data()).orElse("");
        }
    }

    /** A GS1 digital link. */
    record Link(Symbology symbology, String uri, DigitalLink link) implements ScanData {

        @Override
        public String transmission() {
            return symbology.prefix() + uri;
        }
    }

    /** Data that is not GS1's. */
    record Plain(Symbology symbology, String data) implements ScanData {

        @Override
        public String transmission() {
            return symbology.prefix() + data;
        }
    }

    /** What stands between the two transmissions of a composite symbol with a retail part. */
    String COMPOSITE = "|";

    /**
     * Reads a transmission with its symbology identifier. A web address is read as a digital link and refused if it is
     * none; a check digit in a retail symbol must be right.
     */
    static Reading<ScanData> parse(String transmission) {
        Optional<Symbology> found = Symbology.find(transmission);
        if (found.isEmpty()) {
            int length = Math.min(transmission.length(), Symbology.PREFIX_LENGTH);
            return Reading.refused(Problem.at(Gs1Reason.SYMBOLOGY, 0, length));
        }
        return of(found.get(), transmission.substring(Symbology.PREFIX_LENGTH)).shifted(Symbology.PREFIX_LENGTH);
    }

    /** Reads the data of a symbol whose symbology is known; positions count from the start of the data. */
    static Reading<ScanData> of(Symbology symbology, String data) {
        return switch (symbology.content()) {
            case ELEMENTS -> ElementString.parse(data).map(elements -> new Elements(symbology, elements));
            case RETAIL -> retail(symbology, data);
            case PLAIN -> DigitalLink.looksLikeOne(data)
                    ? DigitalLink.parse(data).map(link -> new Link(symbology, data, link))
                    : Reading.accepted(new Plain(symbology, data));
        };
    }

    private static Reading<ScanData> retail(Symbology symbology, String data) {
        int bar = data.indexOf(COMPOSITE);
        String digits = bar < 0 ? data : data.substring(0, bar);
        if (digits.length() != symbology.retailLength()) {
            return Reading.refused(Problem.at(Gs1Reason.RETAIL_LENGTH, 0, digits.length()));
        }
        Reading<Gtin> gtin = Gtin.parse(digits);
        if (bar < 0) {
            return gtin.map(number -> new Retail(symbology, number, Optional.empty()));
        }
        String prefix = Symbology.GS1_DATA_BAR.prefix();
        int start = bar + 1 + prefix.length();
        if (!data.startsWith(prefix, bar + 1)) {
            return Reading.refused(Problem.at(Gs1Reason.SYMBOLOGY, bar + 1, 0));
        }
        return gtin.then(number -> ElementString.parse(data.substring(start)).shifted(start)
                .map(composite -> new Retail(symbology, number, Optional.of(composite))));
    }
}
