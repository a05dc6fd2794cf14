package org.stroma.app.shell.web;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.stroma.codes.Reading;
import org.stroma.codes.gs1.ElementString;
import org.stroma.codes.isbt128.DataStructure;
import org.stroma.codes.isbt128.IsbtMessage;
import org.stroma.codes.scan.Recognised;
import org.stroma.codes.scan.Scans;

/**
 * What a scanned text may name: itself, and what is written in it when it is a code of GS1, ISBT 128 or SEC.
 *
 * @param texts in the order in which they are looked for, the scanned text first
 * @param kind message key of what the text was recognised as; {@code scan.code.text} for plain text
 * @param brokenAt place, from 1, where a code stops being one; empty when it is whole or none
 */
record Readings(List<String> texts, String kind, Optional<Integer> brokenAt) {
    /** Identifiers of GS1 that name a thing: its serial, its lot, its logistic unit, its asset, its own numbers. */
    private static final List<String> NAMING = List.of("21", "10", "00", "8004", "8003", "241", "240", "7023", "251");

    /** Characters of a donation identification number. */
    private static final int DONATION = 13;

    Readings {
        texts = List.copyOf(texts);
    }

    static Readings of(String scanned) {
        Reading<Recognised> reading = Scans.recognise(scanned);
        if (reading.value().isEmpty()) {
            return new Readings(List.of(scanned), "scan.code.broken",
                    Optional.of(reading.problems().getFirst().position() + 1));
        }
        Recognised recognised = reading.value().get();
        Set<String> texts = new LinkedHashSet<>(List.of(scanned));
        inside(recognised).filter(text -> !text.isBlank()).forEach(texts::add);
        return new Readings(new ArrayList<>(texts), "scan.code." + name(recognised), Optional.empty());
    }

    private static String name(Recognised recognised) {
        return switch (recognised) {
            case Recognised.Elements _,Recognised.Link _,Recognised.TradeItem _ -> "gs1";
            case Recognised.Isbt _,Recognised.Donation _ -> "isbt";
            case Recognised.Sec _ -> "sec";
            case Recognised.TraceCode _ -> "trace";
            case Recognised.Serial _,Recognised.Text _ -> "text";
        };
    }

    private static Stream<String> inside(Recognised recognised) {
        return switch (recognised) {
            case Recognised.Elements elements -> named(elements.data());
            case Recognised.Link link -> named(link.link().data());
            case Recognised.TradeItem item ->
                Stream.concat(Stream.of(item.gtin().digits()), item.composite().stream().flatMap(Readings::named));
            case Recognised.Isbt message -> contents(message.message());
            case Recognised.Donation donation -> Stream.of(donation.number().value());
            case Recognised.Sec sec -> Stream.of(sec.code().value());
            case Recognised.TraceCode _ -> Stream.empty();
            case Recognised.Serial serial -> Stream.of(serial.serial().characters());
            case Recognised.Text text -> Stream.of(text.text());
        };
    }

    /** The whole as it is printed, which names one thing only, then its parts. */
    private static Stream<String> named(ElementString data) {
        return Stream.concat(Stream.of(data.bracketed()),
                NAMING.stream().map(data::find).flatMap(Optional::stream));
    }

    /** The number of the donation without its flags, and what the other structures hold. */
    private static Stream<String> contents(IsbtMessage message) {
        return message.segments().stream().map(segment -> segment.structure() == DataStructure.DONATION
                ? segment.content().substring(0, DONATION)
                : segment.content());
    }
}
