package org.stroma.app.donor;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.evidence.Evidence.Kind;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.standard.Value;
import org.stroma.app.vault.IdentifierDetector;
import org.stroma.codes.Reading;
import org.stroma.codes.isbt128.DonationNumber;

/** Cords: collection, transport, receipt. They are accepted at gate G2. */
@Service
public class Tissues {
    private static final String TO_SITE = "to_site";
    private static final String ARRIVE_BY = "arrive_by";

    private final DonorRows rows;
    private final Donors donors;
    private final Units units;
    private final Evidence evidence;
    private final Acts acts;
    private final Door door;
    private final IdentifierDetector identifiers;
    private final TransportLoggers loggers;
    private final Inquiries inquiries;

    Tissues(DonorRows rows, Donors donors, Units units, Evidence evidence, Acts acts, Door door,
            IdentifierDetector identifiers, TransportLoggers loggers, Inquiries inquiries) {
        this.inquiries = inquiries;
        this.rows = rows;
        this.donors = donors;
        this.units = units;
        this.evidence = evidence;
        this.acts = acts;
        this.door = door;
        this.identifiers = identifiers;
        this.loggers = loggers;
    }

    /**
     * A collection (OP-030).
     *
     * @param tissue code of the cord's label
     * @param din donation identification number, 13 characters, blanks allowed, with its keyboard check character or without
     * @param clampAt when the cord was clamped; the ischaemia clock starts here
     * @param lengthCm the cord's length as collected
     * @param massG null when it was not weighed
     * @param samples blood drawn at the collection
     * @param medium lots of transport medium, with the millilitres taken of each
     */
    public record Collection(String tissue, String din, Donors.Span when, Instant clampAt, BigDecimal lengthCm,
            @Nullable BigDecimal massG, String container, List<BloodDraw> samples, Map<String, BigDecimal> medium) {
        public Collection {
            samples = List.copyOf(samples);
            medium = Map.copyOf(medium);
        }
    }

    /**
     * To whom a cord is handed to transport.
     *
     * @param site code of a site of a maker; it is received nowhere else
     * @param arriveBy end of its transport window: what comes later carries an obligation
     */
    public record Consignment(String site, Instant arriveBy) {}

    /** What stands on the label, as it was scanned or typed at the receipt. */
    public record Label(String din, String donor, String centre) {}

    /**
     * What the receiver sees.
     *
     * @param lengthCm as measured at the receipt
     * @param massG null when it was not weighed
     * @param appearance in the receiver's words
     */
    public record Look(boolean sealIntact, boolean leak, boolean meconiumOrClots, BigDecimal lengthCm,
            @Nullable BigDecimal massG, String appearance) {}

    /**
     * The logger of the transport.
     *
     * @param serial as in the register of loggers
     * @param file as the logger wrote it; lowest, highest and gaps are read from it, by nobody's hand
     */
    public record Logger(String serial, Evidence.RawFile file) {}

    /**
     * A receipt (OP-050).
     *
     * @param samples codes of samples that came with the tissue
     * @param bioburdenSample code of the sample taken of the transport medium; null when none was taken
     */
    public record Receipt(Donors.Span when, Label label, Look look, Logger logger, List<String> samples,
            @Nullable String bioburdenSample) {
        public Receipt {
            samples = List.copyOf(samples);
        }
    }

    /** A cord by code, with its donor, when it was handed to transport and what was read at its receipt. */
    public record Tissue(Units.Unit unit, String donor, DonorRecord.Donation donation,
            @Nullable Instant dispatchedAt, @Nullable Label label, @Nullable Instant receivedAt,
            @Nullable String logger, @Nullable String loggerFile, @Nullable Consignment consignment) {

        /** Whether it came, or is still on its way, after the end of its window. */
        public boolean late(Instant now) {
            Consignment way = consignment;
            return way != null && way.arriveBy().isBefore(receivedAt == null ? now : receivedAt);
        }
    }

    public Tissue get(Actor actor, String code) {
        Tissue tissue = find(code).orElseThrow(() -> new Refusal("not-found", Map.of("unit", code)));
        donors.get(actor, tissue.donor());
        return tissue;
    }

    /** A cord by its own code or by its donation identification number, however that was scanned. */
    public Tissue byScan(Actor actor, String scanned) {
        String code = find(scanned).map(_ -> scanned).orElseGet(() -> rows.donationByNumber(number(scanned).value())
                .map(collected -> collected.donation().tissue())
                .orElseThrow(() -> new Refusal("not-found", Map.of("unit", scanned))));
        return get(actor, code);
    }

    Optional<Tissue> find(String code) {
        Asked asked = ask(code);
        return asked.read(inquiries.ask(asked.inquiries()));
    }

    /** What has to be asked to know a cord. */
    record Asked(String code, Inquiry<Units.Unit> unit, Inquiry<DonorRows.Collected> donation,
            Inquiry<DonorRows.Receipt> receipt, Inquiry<Units.Happened> events) {

        List<Inquiry<?>> inquiries() {
            return List.of(unit, donation, receipt, events);
        }

        /** The cord; empty when the code is that of something else. */
        Optional<Tissue> read(Inquiries.Answers answers) {
            return answers.find(donation).filter(collected -> collected.donation().tissue().equals(code))
                    .map(collected -> tissue(answers.find(unit).orElseThrow(), collected, answers.find(receipt),
                            answers.list(events).stream().map(Units.Happened::event)));
        }
    }

    Asked ask(String code) {
        return new Asked(code, units.askUnits(List.of(code)), DonorRows.askDonationAbove(code),
                DonorRows.askReceipt(code), units.askEvents(List.of(code)));
    }

    /** Cords that the actor may see, newest first. */
    public List<Tissue> list(Actor actor, @Nullable String state, int limit) {
        if (!DonorVisibility.seesDonors(actor)) {
            return List.of();
        }
        List<Units.Unit> some = units.list("TISSUE", state, null, limit);
        List<String> codes = some.stream().map(Units.Unit::code).toList();
        Set<String> seen = rows.owners(codes).stream().filter(owner -> DonorVisibility.sees(actor, owner.centre()))
                .map(DonorRows.Owner::unit).collect(Collectors.toSet());
        Inquiry<DonorRows.Collected> donations = DonorRows.askDonationsOf(codes);
        Inquiry<DonorRows.Receipt> receipts = DonorRows.askReceipts(codes);
        Inquiry<Units.Happened> events = units.askEvents(codes);
        Inquiries.Answers answers = inquiries.ask(List.of(donations, receipts, events));
        Map<String, DonorRows.Receipt> received = answers.list(receipts).stream()
                .collect(Collectors.toMap(DonorRows.Receipt::tissue, receipt -> receipt));
        Map<String, DonorRows.Collected> collected = answers.list(donations).stream()
                .collect(Collectors.toMap(each -> each.donation().tissue(), each -> each));
        Map<String, List<Units.Event>> happened = answers.list(events).stream().collect(Collectors.groupingBy(
                Units.Happened::unit, Collectors.mapping(Units.Happened::event, Collectors.toList())));
        return some.stream().filter(unit -> seen.contains(unit.code()) && collected.containsKey(unit.code()))
                .map(unit -> tissue(unit, Objects.requireNonNull(collected.get(unit.code())),
                        Optional.ofNullable(received.get(unit.code())),
                        happened.getOrDefault(unit.code(), List.of()).stream()))
                .toList();
    }

    private static Tissue tissue(Units.Unit unit, DonorRows.Collected collected, Optional<DonorRows.Receipt> received,
            Stream<Units.Event> events) {
        List<Units.Event> happened = events.toList();
        return new Tissue(unit, collected.donor(), collected.donation(), dispatch(happened.stream()).orElse(null),
                received.map(r -> new Label(r.din(), r.donor(), r.centre())).orElse(null),
                received.map(DonorRows.Receipt::receivedAt).orElse(null),
                received.map(DonorRows.Receipt::logger).orElse(null),
                received.map(DonorRows.Receipt::file).orElse(null), consignment(happened));
    }

    /** Where the newest hand-over to transport sent it; null for one from before cords were addressed. */
    private static @Nullable Consignment consignment(List<Units.Event> events) {
        return events.stream().filter(event -> event.type().equals("OP-040"))
                .max(java.util.Comparator.comparingLong(Units.Event::operation)).map(Units.Event::parameters)
                .filter(parameters -> parameters.containsKey(TO_SITE) && parameters.containsKey(ARRIVE_BY))
                .map(parameters -> new Consignment(String.valueOf(parameters.get(TO_SITE)),
                        Instant.parse(String.valueOf(parameters.get(ARRIVE_BY)))))
                .orElse(null);
    }

    /** Reads a donation identification number as it is typed or scanned; refused with the place of what is wrong. */
    public static DonationNumber number(String text) {
        String compact = text.replace(" ", "").strip();
        Reading<DonationNumber> reading = compact.length() == 14
                ? DonationNumber.parseKeyed(compact)
                : DonationNumber.parse(compact);
        return reading.value().orElseThrow(() -> new Refusal("donor.din", Map.of("place",
                reading.problems().getFirst().position() + 1, "reason", reading.problems().getFirst().reason().key())));
    }

    /** Collects a cord and the blood drawn with it: a donation begins. */
    public void collect(Actor actor, String donor, Collection collection, @Nullable Late late) {
        DonorRecord record = donors.get(actor, donor);
        DonationNumber din = number(collection.din());
        identifiers.refuse("container", collection.container());
        Operation operation = Operation.of("OP-030", collection.when().from(), collection.when().to())
                .in("donor", record.code()).donationNumber(din.eyeReadable())
                .parameter("clamp_at", collection.clampAt().toString()).parameter("container", collection.container())
                .out(Operation.Made.of("tissue", "TISSUE", collection.tissue())
                        .with(new Operation.Amount(collection.lengthCm(), "cm", null))
                        .describedBy(Map.of("container", collection.container())));
        BigDecimal mass = collection.massG();
        if (mass != null) {
            operation.parameter("cord_mass_g", mass);
        }
        collection.samples().forEach(
                sample -> operation.out(Operation.Made.of("sample", "SAMPLE", sample.code())));
        collection.medium().forEach((lot, amount) -> operation.in("material", lot, amount));
        acts.perform(actor, operation, late, id -> {
            rows.donation(id, record.code(), collection.tissue(), din.value(), collection.clampAt());
            collection.samples().forEach(sample -> rows.sample(record.code(), sample));
        });
    }

    /** Hands the cord to transport (OP-040), addressed to a site, to be there in time. */
    public void dispatch(Actor actor, String tissue, Donors.Span when, Consignment way, @Nullable Late late) {
        get(actor, tissue);
        acts.perform(actor, Operation.of("OP-040", when.from(), when.to()).in("tissue", tissue)
                .parameter(TO_SITE, way.site()).parameter(ARRIVE_BY, way.arriveBy().toString()), late, _ -> {});
    }

    /** Receives a cord into quarantine, with its samples, its label as read, its logger and its look. */
    public void receive(Actor actor, String tissue, Receipt receipt, @Nullable Late late) {
        get(actor, tissue);
        identifiers.refuse("appearance", receipt.look().appearance());
        identifiers.refuse("label", receipt.label().donor() + " / " + receipt.label().centre());
        Operation operation = Operation.of("OP-050", receipt.when().from(), receipt.when().to()).in("tissue", tissue);
        receipt.samples().forEach(sample -> operation.in("sample", sample));
        Logger logger = receipt.logger();
        acts.perform(actor, operation, late, id -> {
            loggers.read(logger.serial(), logger.file(), dispatched(units, tissue), receipt.when().to(), null);
            String file = evidence.keep(logger.file());
            rows.receipt(tissue, id, receipt.label(), logger.serial(), file);
            entries(tissue, receipt, file).forEach(evidence::record);
        });
        String bioburden = receipt.bioburdenSample();
        if (bioburden != null) {
            sampleMedium(actor, tissue, bioburden, receipt.when().to(), late);
        }
    }

    /** What the logger of a cord recorded from hand-over to receipt, read from its file; empty before the receipt. */
    public Optional<TransportLoggers.Summary> journey(Tissue tissue) {
        return journey(tissue, null);
    }

    /** The same, with the time above a temperature in °C when there is one to ask about. */
    Optional<TransportLoggers.Summary> journey(Tissue tissue, @Nullable BigDecimal limit) {
        String serial = tissue.logger();
        String file = tissue.loggerFile();
        Instant received = tissue.receivedAt();
        if (serial == null || file == null || received == null) {
            return Optional.empty();
        }
        return Optional
                .of(loggers.read(serial, evidence.file(file).orElseThrow(), dispatched(tissue), received, limit));
    }

    private static Instant dispatched(Tissue tissue) {
        Instant dispatched = tissue.dispatchedAt();
        if (dispatched == null) {
            throw notDispatched();
        }
        return dispatched;
    }

    /** When a cord was handed to transport: its logger answers for the time from here to the receipt. */
    static Instant dispatched(Units units, String tissue) {
        return dispatch(units.events(tissue).stream()).orElseThrow(Tissues::notDispatched);
    }

    private static Refusal notDispatched() {
        return new Refusal("donor.not-dispatched");
    }

    private static Optional<Instant> dispatch(Stream<Units.Event> events) {
        return events.filter(event -> event.type().equals("OP-040"))
                .map(Units.Event::startedAt).max(Instant::compareTo);
    }

    private void sampleMedium(Actor actor, String tissue, String sample, Instant at, @Nullable Late late) {
        acts.perform(actor, Operation.of("OP-052", at, at).in("tissue", tissue)
                .out(Operation.Made.of("sample", "SAMPLE", sample)), late, _ -> {});
    }

    private static List<Entry> entries(String tissue, Receipt receipt, String file) {
        Instant at = receipt.when().to();
        Look look = receipt.look();
        List<Entry> entries = new ArrayList<>();
        entries.add(flag(tissue, "seal_intact", look.sealIntact(), at));
        entries.add(flag(tissue, "leak", look.leak(), at));
        entries.add(flag(tissue, "meconium_or_clots", look.meconiumOrClots(), at));
        entries.add(result(tissue, "cord_length", look.lengthCm(), "cm", at));
        BigDecimal mass = look.massG();
        if (mass != null) {
            entries.add(result(tissue, "cord_mass", mass, "g", at));
        }
        entries.add(Entry.of(tissue, "appearance", Kind.DECLARATION, new Value.Text(look.appearance())).takenAt(at));
        entries.add(Entry.of(tissue, "logger_recording", Kind.DOCUMENT,
                new Value.Document(Value.DocumentStatus.VALID, null)).from(Evidence.Source.INSTRUMENT, file, null)
                .on(receipt.logger().serial()).takenAt(at));
        return entries;
    }

    private static Entry flag(String tissue, String characteristic, boolean holds, Instant at) {
        return Entry.of(tissue, characteristic, Kind.DECLARATION, new Value.Flag(holds)).takenAt(at);
    }

    private static Entry result(String tissue, String characteristic, BigDecimal number, String unit, Instant at) {
        return Entry.of(tissue, characteristic, Kind.RESULT, Donors.measured(number.toPlainString(), unit))
                .takenAt(at);
    }

    /** Destroys a rejected cord, or what is left of one, before a witness (OP-055). */
    public void destroy(Actor actor, String tissue, Donors.Span when, String reason, Door.Verifier witness) {
        get(actor, tissue);
        identifiers.refuse("reason", reason);
        door.perform(actor, Operation.of("OP-055", when.from(), when.to()).in("tissue", tissue).note(reason),
                witness);
    }

    /** Entries of a cord that wait for a second person. */
    public List<Evidence.Item> unreviewed(String tissue) {
        return evidence.list(tissue).stream().filter(item -> !item.reviewed() && item.reviewOutcome() == null
                && !item.invalidated() && item.kind() != Kind.DERIVED).toList();
    }

    /** A second person accepts or rejects what waits; returns how many were open. */
    public int review(Actor actor, String tissue, boolean accepted, @Nullable String note) {
        get(actor, tissue);
        identifiers.refuse("note", note);
        return evidence.review(actor, unreviewed(tissue).stream().map(Evidence.Item::id).toList(), accepted, note);
    }
}
