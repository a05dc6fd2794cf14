package org.stroma.app.donor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.evidence.Evidence.Kind;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.standard.Characteristic;
import org.stroma.app.standard.StandardShelf;
import org.stroma.app.standard.Value;
import org.stroma.app.standard.ValueType;
import org.stroma.app.vault.IdentifierDetector;
import org.stroma.measure.Measurement;
import org.stroma.measure.Moment;
import org.stroma.measure.Quantity;

/**
 * Donors by code: enrolment, consent, screening, samples, results, late information, withdrawal. Eligibility is decided at
 * gate G1. What is recorded here counts after a second person has reviewed it ({@link Evidence#review}).
 */
@Service
public class Donors {
    private static final List<String> CONSENT = List.of("consent_signed_at", "consent_donation", "consent_testing",
            "consent_manufacture");

    private final DonorRows rows;
    private final Units units;
    private final Evidence evidence;
    private final Acts acts;
    private final Authorship authorship;
    private final Door door;
    private final StandardShelf shelf;
    private final IdentifierDetector identifiers;
    private final PlantClock clock;

    Donors(DonorRows rows, Units units, Evidence evidence, Acts acts, Authorship authorship, Door door,
            StandardShelf shelf, IdentifierDetector identifiers, PlantClock clock) {
        this.rows = rows;
        this.units = units;
        this.evidence = evidence;
        this.acts = acts;
        this.authorship = authorship;
        this.door = door;
        this.shelf = shelf;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** When an operation took place. */
    public record Span(Instant from, Instant to) {
        public static Span at(Instant instant) {
            return new Span(instant, instant);
        }
    }

    /** A donor's record; refused as unknown to people who may not see it. */
    public DonorRecord get(Actor actor, String code) {
        DonorRecord record = read(code);
        if (!DonorVisibility.sees(actor, record.centre())) {
            throw unknown(code);
        }
        return record;
    }

    DonorRecord read(String code) {
        return rows.read(code).orElseThrow(() -> unknown(code));
    }

    private static Refusal unknown(String code) {
        return new Refusal("not-found", Map.of("unit", code));
    }

    /** Donor records that the actor may see, newest first; the state narrows them when given. */
    public List<Units.Unit> list(Actor actor, @Nullable String state, int limit) {
        if (!DonorVisibility.seesDonors(actor)) {
            return List.of();
        }
        String holder = actor.organisationKind().equals("COLLECTION") ? actor.organisation() : null;
        return units.list("DONOR_RECORD", state, holder, limit);
    }

    /** Enrols a donor with her consent (OP-010); the record is held by the collector's centre. */
    public void enrol(Actor actor, String code, Jurisdiction jurisdiction, Consent consent, @Nullable Late late) {
        Operation operation = opening(code, consent.signedAt(), late).parameter("consent_version", consent.version())
                .parameter("jurisdiction", jurisdiction.name());
        acts.perform(actor, operation, late, _ -> {
            rows.enrol(code, jurisdiction, null, clock.instant());
            consent(code, consent, Map.of());
        });
    }

    /** Opens the record of a twin: a cord of its own, the mother's consent, screening and samples shared. */
    public void enrolTwin(Actor actor, String code, String twinOf, @Nullable Late late) {
        DonorRecord first = get(actor, twinOf);
        Operation operation = opening(code, clock.instant(), late).parameter("twin_of", twinOf);
        acts.perform(actor, operation, late,
                _ -> rows.enrol(code, first.jurisdiction(), twinOf, clock.instant()));
    }

    private Operation opening(String code, Instant at, @Nullable Late late) {
        Instant end = late == null ? clock.instant() : at;
        return Operation.of("OP-010", end, end).out(Operation.Made.of("donor", "DONOR_RECORD", code));
    }

    /** A new version of the consent; it corrects the evidence of the old one, and voids decisions that stood on that. */
    public void renewConsent(Actor actor, String donor, Consent consent, String reason) {
        DonorRecord record = get(actor, donor);
        identifiers.refuse("reason", reason);
        Map<String, Long> old = new java.util.HashMap<>();
        evidence.list(record.primary()).stream().filter(item -> CONSENT.contains(item.characteristic()))
                .forEach(item -> old.put(item.characteristic(), item.id()));
        authorship.write(actor, "consent " + consent.version() + ": " + reason, () -> {
            consent(record.primary(), consent, old);
            return true;
        });
    }

    private void consent(String donor, Consent consent, Map<String, Long> old) {
        rows.consent(donor, consent, clock.instant());
        Consent.Scopes scopes = consent.scopes();
        List<Value> values = List.of(moment(consent.signedAt()), new Value.Flag(scopes.donation()),
                new Value.Flag(scopes.testing()), new Value.Flag(scopes.manufacture()));
        for (int i = 0; i < CONSENT.size(); i++) {
            Entry entry = Entry.of(donor, CONSENT.get(i), Kind.DECLARATION, values.get(i))
                    .takenAt(consent.signedAt()).noting("consent " + consent.version());
            Long corrected = old.get(CONSENT.get(i));
            evidence.record(corrected == null ? entry : entry.correcting(corrected, "newer consent"));
        }
    }

    /** What Table 2 asks about mother and pregnancy; the donor counts as screened. */
    public void screen(Actor actor, String donor, Screening screening, Span when, @Nullable Late late) {
        DonorRecord record = get(actor, donor);
        String code = record.primary();
        acts.perform(actor, testing(record, "SCREENED", when), late, _ -> {
            evidence.record(Entry.of(code, "maternal_age", Kind.RESULT,
                    measured(Integer.toString(screening.ageYears()), "a")).takenAt(when.to()));
            evidence.record(Entry.of(code, "gestation", Kind.RESULT, new Value.Gestation(screening.gestation()))
                    .takenAt(when.to()));
            flag(code, "fetus_normal", screening.fetusNormal(), when);
            flag(code, "infectious_disease", screening.infectiousDisease(), when);
            flag(code, "genetic_history", screening.familyHistory(), when);
            flag(code, "malignancy", screening.malignancy(), when);
            flag(code, "pregnancy_complication", screening.complication(), when);
        });
    }

    /** All tests of a screened donor are in (OP-020); a deferred donor needs no such step. */
    public void testingComplete(Actor actor, String donor, Span when, @Nullable Late late) {
        acts.perform(actor, testing(get(actor, donor), "TESTED", when), late, _ -> {});
    }

    private static Operation testing(DonorRecord record, String to, Span when) {
        Operation operation = Operation.of("OP-020", when.from(), when.to());
        operation.in("donor", record.code(), null, to, null);
        return operation;
    }

    private void flag(String donor, String characteristic, boolean holds, Span when) {
        evidence.record(Entry.of(donor, characteristic, Kind.DECLARATION, new Value.Flag(holds)).takenAt(when.to()));
    }

    /** Draws a sample (OP-025); the mother's belongs to her first record, cord blood to the newborn's own. */
    public void draw(Actor actor, String donor, BloodDraw draw, @Nullable Late late) {
        DonorRecord record = get(actor, donor);
        String of = draw.purpose() == BloodDraw.Purpose.CORD_BLOOD ? record.code() : record.primary();
        Operation operation = Operation.of("OP-025", draw.drawnAt(), draw.drawnAt());
        operation.in("donor", of).out(Operation.Made.of("sample", "SAMPLE", draw.code()));
        acts.perform(actor, operation, late, _ -> rows.sample(of, draw));
    }

    /** Marker results of one sample, all or none; the laboratory's report is kept when there is one. */
    public List<Long> markers(Actor actor, String donor, String sample, List<MarkerResult> results,
            Evidence.@Nullable RawFile report) {
        DonorRecord record = get(actor, donor);
        DonorRecord.Sample drawn = sample(record, sample);
        results.forEach(result -> known(record, result.marker()));
        return authorship.write(actor, "marker results of " + sample, () -> {
            String file = report == null ? null : evidence.keep(report);
            return results.stream()
                    .map(result -> evidence.record(entry(sample, result, file).takenAt(drawn.drawnAt()))).toList();
        });
    }

    /** A result or report that arrives later, from elsewhere; anything reactive stops what descends at once. */
    public long lateReport(Actor actor, String donor, MarkerResult result, @Nullable String note,
            Evidence.@Nullable RawFile report) {
        DonorRecord record = get(actor, donor);
        known(record, result.marker());
        identifiers.refuse("note", note);
        return authorship.write(actor, "late report: " + result.marker(), () -> {
            String file = report == null ? null : evidence.keep(report);
            return evidence.record(entry(record.primary(), result, file).noting(note));
        });
    }

    private Entry entry(String unit, MarkerResult result, @Nullable String file) {
        identifiers.refuse("kit", result.kit());
        return Entry.of(unit, result.marker(), Kind.RESULT, new Value.Found(result.presence()))
                .byMethod(result.kit(), result.validated()).from(Evidence.Source.EXTERNAL, file, null);
    }

    /** The markers that a donor's jurisdiction asks about, in the order of its standard. */
    public List<Characteristic> markersOf(DonorRecord record) {
        return shelf.effective(record.jurisdiction().standards(), clock.instant()).characteristics().stream()
                .filter(each -> each.type() == ValueType.FINDING).toList();
    }

    private void known(DonorRecord record, String marker) {
        if (markersOf(record).stream().noneMatch(each -> each.code().equals(marker))) {
            throw new Refusal("donor.unknown-marker",
                    Map.of("marker", marker, "jurisdiction", record.jurisdiction().name()));
        }
    }

    /** The karyotype of a cord-blood sample. */
    public long karyotype(Actor actor, String donor, String sample, KaryotypeReport report, String method) {
        DonorRecord.Sample drawn = sample(get(actor, donor), sample);
        if (drawn.purpose() != BloodDraw.Purpose.CORD_BLOOD) {
            throw new Refusal("donor.wrong-sample", Map.of("sample", sample));
        }
        identifiers.refuse("method", method);
        Entry entry = Entry.of(sample, "cord_karyotype", Kind.RESULT, report.read()).byMethod(method, true)
                .takenAt(drawn.drawnAt());
        return evidence.record(actor, "karyotype of " + sample, List.of(entry)).getFirst();
    }

    /** The newborn; recorded on its tissue, so that twins stay apart. */
    public List<Long> newborn(Actor actor, String donor, Newborn newborn) {
        DonorRecord.Donation donation = get(actor, donor).donation();
        if (donation == null) {
            throw new Refusal("donor.no-donation", Map.of("donor", donor));
        }
        String tissue = donation.tissue();
        return evidence.record(actor, "newborn of " + donor, List.of(
                Entry.of(tissue, "newborn_sex", Kind.RESULT, new Value.Code(newborn.sex().name()))
                        .takenAt(donation.clampAt()),
                Entry.of(tissue, "newborn_mass", Kind.RESULT, measured(newborn.massKg(), "kg"))
                        .takenAt(donation.clampAt()),
                Entry.of(tissue, "delivery_mode", Kind.DECLARATION, new Value.Code(newborn.delivery().name()))
                        .takenAt(donation.clampAt())));
    }

    /** Consent withdrawn (OP-015): the records of the mother end, and a hold stops what descends from them. */
    public void withdraw(Actor actor, String donor, String reason) {
        DonorRecord record = get(actor, donor);
        identifiers.refuse("reason", reason);
        authorship.write(actor, "consent withdrawn: " + reason, () -> {
            Instant now = clock.instant();
            // Every hold before the first operation: a hold goes alone, operations go side by side.
            record.siblings().forEach(code -> door.hold(code, Door.HoldKind.STOP, "CONSENT", donor,
                    "consent withdrawn", "disposal, or another use that the consent still covers"));
            record.siblings().stream().filter(code -> !units.get(code).state().matches("WITHDRAWN|INELIGIBLE"))
                    .forEach(code -> door.record(Operation.of("OP-015", now, now).in("donor", code), null));
            return true;
        });
    }

    /** What waits for a second person in everything that belongs to a donor. */
    public List<Evidence.Item> unreviewed(DonorRecord record) {
        List<String> all = new ArrayList<>(List.of(record.primary(), record.code()));
        record.samples().forEach(sample -> all.add(sample.code()));
        Optional.ofNullable(record.donation()).ifPresent(donation -> all.add(donation.tissue()));
        return evidence.list(all).stream().filter(item -> !item.reviewed() && item.reviewOutcome() == null
                && !item.invalidated() && item.kind() != Kind.DERIVED).toList();
    }

    /** Donors with entries that wait for a second person, and how many; the oldest first. */
    public Map<String, Integer> waitingForReview(Actor actor, int limit) {
        List<String> waiting = evidence.unreviewed(limit).stream().map(Evidence.Item::unit).toList();
        Map<String, Integer> open = new java.util.LinkedHashMap<>();
        Map<String, String> donors = new java.util.HashMap<>();
        rows.owners(waiting).stream().filter(owner -> DonorVisibility.sees(actor, owner.centre()))
                .forEach(owner -> donors.put(owner.unit(), owner.donor()));
        for (String unit : waiting) {
            String donor = donors.get(unit);
            if (donor != null) {
                open.merge(donor, 1, Integer::sum);
            }
        }
        return open;
    }

    /** A second person accepts or rejects everything that waits; returns how many were open. */
    public int review(Actor actor, String donor, boolean accepted, @Nullable String note) {
        identifiers.refuse("note", note);
        return evidence.review(actor, unreviewed(get(actor, donor)).stream().map(Evidence.Item::id).toList(), accepted,
                note);
    }

    private static DonorRecord.Sample sample(DonorRecord record, String code) {
        return record.samples().stream().filter(each -> each.code().equals(code)).findFirst()
                .orElseThrow(() -> new Refusal("not-found", Map.of("unit", code)));
    }

    static Value measured(String number, String unit) {
        return new Value.Measured(new Measurement.Exact(Quantity.parse(number, unit)));
    }

    Value moment(Instant at) {
        return new Value.At(new Moment.Instant(at.atZone(clock.getZone()).toOffsetDateTime()));
    }
}
