package org.stroma.codes.scan;

import java.util.Optional;

import org.stroma.codes.Reading;
import org.stroma.codes.china.DrugTraceCode;
import org.stroma.codes.gs1.DigitalLink;
import org.stroma.codes.gs1.ElementString;
import org.stroma.codes.gs1.Gtin;
import org.stroma.codes.gs1.ScanData;
import org.stroma.codes.isbt128.DonationNumber;
import org.stroma.codes.isbt128.IsbtMessage;
import org.stroma.codes.sec.SingleEuropeanCode;
import org.stroma.codes.serial.OpaqueSerial;

/** Recognises one entry. */
public final class Scans {

    private static final String SYMBOLOGY = "(?s)][A-Za-z][0-9A-Za-z].*";

    private Scans() {}

    /**
     * Recognises an entry, with or without a symbology identifier in front.
     *
     * <p>An entry that can only be meant as one kind of code (its symbology, {@code =}, {@code SEC:}, {@code https://},
     * {@code (01)} …) is that code or refused with its problems. One that merely has the length of a code is that code
     * if its check characters agree, else plain text. Twenty digits are a drug traceability code unless they are 00 and a
     * correct SSCC.
     */
    public static Reading<Recognised> recognise(String entry) {
        String trimmed = entry.strip();
        if (!trimmed.matches(SYMBOLOGY)) {
            return text(trimmed);
        }
        Reading<ScanData> scan = ScanData.parse(trimmed);
        Optional<ScanData.Plain> plain = scan.value().filter(ScanData.Plain.class::isInstance)
                .map(ScanData.Plain.class::cast);
        return plain.map(one -> text(one.data()).shifted(one.symbology().prefix().length()))
                .orElseGet(() -> scan.map(Scans::ofScan));
    }

    private static Recognised ofScan(ScanData scan) {
        return switch (scan) {
            case ScanData.Elements elements -> new Recognised.Elements(elements.data());
            case ScanData.Link link -> new Recognised.Link(link.link());
            case ScanData.Retail retail -> new Recognised.TradeItem(retail.gtin(), retail.composite());
            case ScanData.Plain plain -> new Recognised.Text(plain.data());
        };
    }

    private static Reading<Recognised> text(String text) {
        return committed(text).or(() -> checked(text).map(Reading::accepted))
                .orElseGet(() -> Reading.accepted(new Recognised.Text(text)));
    }

    /** Kinds that announce themselves. */
    private static Optional<Reading<Recognised>> committed(String text) {
        if (text.matches("[=&][^ ].*")) {
            return Optional.of(text.startsWith("&,4")
                    ? SingleEuropeanCode.parse(text).map(Recognised.Sec::new)
                    : IsbtMessage.parse(text).map(Recognised.Isbt::new));
        }
        if (text.matches("(?s)SEC[: ].*")) {
            return Optional.of(SingleEuropeanCode.parse(text).map(Recognised.Sec::new));
        }
        if (text.matches("(?i)https?://.*")) {
            return Optional.of(DigitalLink.parse(text).map(Recognised.Link::new));
        }
        if (text.matches("\\([0-9]{2,4}\\).*")) {
            return Optional.of(ElementString.parseBracketed(text).map(Recognised.Elements::new));
        }
        if (text.indexOf(ElementString.SEPARATOR) >= 0) {
            return Optional.of(ElementString.parse(text).map(Recognised.Elements::new));
        }
        return Optional.empty();
    }

    /** Kinds that are recognised by their length and check characters. */
    private static Optional<Recognised> checked(String text) {
        return elements(text).<Recognised>map(Recognised.Elements::new)
                .or(() -> DrugTraceCode.parse(text).value().map(Recognised.TraceCode::new))
                .or(() -> Gtin.parse(text).value().map(gtin -> new Recognised.TradeItem(gtin, Optional.empty())))
                .or(() -> DonationNumber.parseKeyed(text).value().map(Recognised.Donation::new))
                .or(() -> OpaqueSerial.parse(text).value().map(Recognised.Serial::new))
                .or(() -> SingleEuropeanCode.parse(text).value().map(Recognised.Sec::new));
    }

    /** Scanners without symbology identifiers send element strings as they are; a key with check digit must lead. */
    private static Optional<ElementString> elements(String text) {
        return text.matches("(00[0-9]{18}|01[0-9]{14}).*") ? ElementString.parse(text).value() : Optional.empty();
    }
}
