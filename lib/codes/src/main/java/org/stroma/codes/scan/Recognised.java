package org.stroma.codes.scan;

import java.util.Optional;

import org.stroma.codes.china.DrugTraceCode;
import org.stroma.codes.gs1.DigitalLink;
import org.stroma.codes.gs1.ElementString;
import org.stroma.codes.gs1.Gtin;
import org.stroma.codes.isbt128.DonationNumber;
import org.stroma.codes.isbt128.IsbtMessage;
import org.stroma.codes.sec.SingleEuropeanCode;
import org.stroma.codes.serial.OpaqueSerial;

/** What an entry was recognised as. */
public sealed interface Recognised {

    record Elements(ElementString data) implements Recognised {}

    record Link(DigitalLink link) implements Recognised {}

    /** A trade item number from a retail symbol or typed, with what a composite symbol adds to it. */
    record TradeItem(Gtin gtin, Optional<ElementString> composite) implements Recognised {}

    record Isbt(IsbtMessage message) implements Recognised {}

    /** A donation number typed with its keyboard entry check character. */
    record Donation(DonationNumber number) implements Recognised {}

    record Sec(SingleEuropeanCode code) implements Recognised {}

    record TraceCode(DrugTraceCode code) implements Recognised {}

    record Serial(OpaqueSerial serial) implements Recognised {}

    /** None of these: perhaps a lot, a name, a position; without symbology identifier. */
    record Text(String text) implements Recognised {}
}
