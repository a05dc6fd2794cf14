package org.stroma.app.donor.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stroma.app.donor.DonorCorrections;
import org.stroma.app.donor.DonorRecord;
import org.stroma.app.donor.Donors;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.evidence.EvidenceWords;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.Characteristic;
import org.stroma.app.standard.StandardShelf;

/** A donor's evidence as lines in the reader's language. */
@Component
class DonorView {
    private final Donors donors;
    private final Evidence evidence;
    private final StandardShelf shelf;
    private final PlantClock clock;
    private final EvidenceWords values;
    private final Words words;
    private final DonorCorrections corrections;

    DonorView(Donors donors, Evidence evidence, StandardShelf shelf, PlantClock clock, EvidenceWords values,
            Words words, DonorCorrections corrections) {
        this.corrections = corrections;
        this.donors = donors;
        this.evidence = evidence;
        this.shelf = shelf;
        this.clock = clock;
        this.values = values;
        this.words = words;
    }

    /** One line: what, value, on which unit, how, by whom, and how it stands. */
    record Line(String code, String name, String value, String unit, @Nullable String method, @Nullable String analyst,
            Instant takenAt, String standing) {}

    /** A marker of the jurisdiction with its results; none means it is still out. */
    record Marker(String code, String name, List<Line> results) {}

    /** A sample with its distance from the clamp in hours, and whether it is diluted. */
    record Drawn(DonorRecord.Sample sample, @Nullable String hours) {}

    List<Marker> markers(DonorRecord record) {
        Map<String, List<Line>> lines = lines(units(record), record.jurisdiction().standards()).stream()
                .collect(Collectors.groupingBy(Line::code));
        return donors.markersOf(record).stream().map(marker -> new Marker(marker.code(), name(marker),
                lines.getOrDefault(marker.code(), List.of()))).toList();
    }

    List<Line> others(DonorRecord record) {
        List<String> markers = donors.markersOf(record).stream().map(Characteristic::code).toList();
        return lines(units(record), record.jurisdiction().standards()).stream()
                .filter(line -> !markers.contains(line.code())).toList();
    }

    List<Line> lines(List<String> units, String standards) {
        Map<String, String> names = shelf.effective(standards, clock.instant()).characteristics().stream()
                .collect(Collectors.toMap(Characteristic::code, this::name, (a, _) -> a));
        return evidence.list(units).stream().filter(item -> item.kind() != Evidence.Kind.DERIVED)
                .map(item -> new Line(item.characteristic(),
                        names.getOrDefault(item.characteristic(), own(item.characteristic())),
                        values.say(item.values()), item.unit(), item.method(), item.analyst(),
                        item.takenAt(), standing(item)))
                .toList();
    }

    /** An entry that can be corrected, in words. */
    record Correctable(long id, String what) {}

    /** What the reader may put right about a donor; who enters a fact corrects it. */
    List<Correctable> correctable(Actor actor, DonorRecord record) {
        return corrections.list(actor, record.code()).stream().map(each -> new Correctable(each.item().id(),
                name(each.characteristic()) + " · " + values.say(each.item().values()) + " · " + each.item().unit()))
                .toList();
    }

    private String own(String characteristic) {
        return words.say("donor.evidence." + characteristic);
    }

    private static String standing(Evidence.Item item) {
        if (item.invalidated()) {
            return "INVALIDATED";
        }
        return item.reviewed() ? "REVIEWED" : item.reviewOutcome() == null ? "OPEN" : "REJECTED";
    }

    List<Drawn> samples(DonorRecord record) {
        DonorRecord.Donation donation = record.donation();
        return record.samples().stream().map(sample -> new Drawn(sample, donation == null
                ? null
                : hours(Duration.between(donation.clampAt(), sample.drawnAt())))).toList();
    }

    private static String hours(Duration from) {
        return "%+.1f h".formatted(from.toMinutes() / 60.0);
    }

    private static List<String> units(DonorRecord record) {
        List<String> units = new ArrayList<>(List.of(record.primary(), record.code()));
        record.samples().forEach(sample -> units.add(sample.code()));
        Optional.ofNullable(record.donation()).ifPresent(donation -> units.add(donation.tissue()));
        return units.stream().distinct().toList();
    }

    private String name(Characteristic characteristic) {
        return words.either(characteristic.name().zh(), characteristic.name().en());
    }
}
