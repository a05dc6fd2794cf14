package org.stroma.app.material;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.evidence.Evidence.Item;
import org.stroma.app.evidence.Evidence.Kind;
import org.stroma.app.evidence.Evidence.RawFile;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.standard.Characteristic;
import org.stroma.app.standard.Evaluation;
import org.stroma.app.standard.StandardShelf;
import org.stroma.app.standard.Value;
import org.stroma.app.standard.ValueType;
import org.stroma.measure.MeasureException;
import org.stroma.measure.Measurement;
import org.stroma.measure.Moment;
import org.stroma.measure.Qualifier;

/** What G3 stands on: documents with their files, results, checks; and the second person who reviews them. */
@Service
public class MaterialEvidence {
    private static final Set<ValueType> FORMS = Set.of(ValueType.DOCUMENT, ValueType.FLAG, ValueType.FINDING,
            ValueType.QUANTITY);
    private static final Set<String> DERIVED = Set.of("material_class", "risk_level", "material_expiry",
            "needed_until", "solution_expiry", "solution_expiry_limit", "supplier_audit", "risk_assessment",
            "supplier_approved",
            "open_change_notice", "origin_epidemic", "animal_derived", "blood_product", "pooled_human",
            "components_released", "solution_filtered", "solution_sampled");
    private static final Set<String> IN_USE = Set.of("RELEASED", "RESTRICTED", "USE_AT_RISK", "IN_USE");
    private static final int MANY = 1_000;
    static final Set<String> MAY_ENTER = Set.of("ANALYST", "QC_REVIEWER", "SUPPLIER_QUALITY", "WAREHOUSE", "QA",
            "OPERATOR");

    private final Evidence evidence;
    private final Authorship authorship;
    private final Units units;
    private final Gates gates;
    private final Door door;
    private final StandardShelf shelf;
    private final PlantClock clock;

    MaterialEvidence(Evidence evidence, Authorship authorship, Units units, Gates gates, Door door,
            StandardShelf shelf, PlantClock clock) {
        this.evidence = evidence;
        this.authorship = authorship;
        this.units = units;
        this.gates = gates;
        this.door = door;
        this.shelf = shelf;
        this.clock = clock;
    }

    /**
     * A document about a lot.
     *
     * @param type characteristic of the standard: {@code coa}, {@code full_test}, {@code national_lot_release} …
     * @param complies whether what it says complies
     * @param validUntil last day on which it holds; null when it does not end
     * @param corrects number of the entry it replaces; null for a new one
     * @param reason why it is replaced; null for a new one
     */
    public record Document(String type, RawFile file, boolean complies, @Nullable LocalDate validUntil,
            @Nullable String note, @Nullable Long corrects, @Nullable String reason) {
        public static Document of(String type, RawFile file) {
            return new Document(type, file, true, null, null, null, null);
        }
    }

    /** Records a document with its file. */
    public long document(Actor actor, String unit, Document document) {
        mayEnter(actor, unit);
        typed(unit, document.type(), ValueType.DOCUMENT);
        return authorship.write(actor, reason(document.reason(), document.type() + " of " + unit), () -> {
            String sha = evidence.keep(document.file());
            Entry entry = documentEntry(unit, document.type(), sha, document.complies(), document.validUntil(),
                    document.note());
            return evidence.record(document.corrects() == null || document.reason() == null
                    ? entry
                    : entry.correcting(document.corrects(), document.reason()));
        });
    }

    /** Records a document within the caller's transaction. */
    void keepDocument(String unit, String type, RawFile file, boolean complies, @Nullable LocalDate validUntil,
            @Nullable String note) {
        evidence.record(documentEntry(unit, type, evidence.keep(file), complies, validUntil, note));
    }

    private Entry documentEntry(String unit, String type, String sha, boolean complies, @Nullable LocalDate until,
            @Nullable String note) {
        Moment end = until == null
                ? null
                : new Moment.Instant(
                        until.plusDays(1).atStartOfDay(clock.getZone()).toOffsetDateTime().minusSeconds(1));
        return Entry.of(unit, type, Kind.DOCUMENT,
                new Value.Document(complies ? Value.DocumentStatus.VALID : Value.DocumentStatus.INVALID, end))
                .from(Evidence.Source.EXTERNAL, sha, null).noting(note);
    }

    /** Records an observation that is yes or no: identity of the sample, agreement with the certificate … */
    public long check(Actor actor, String unit, String type, boolean holds, @Nullable String note) {
        mayEnter(actor, unit);
        typed(unit, type, ValueType.FLAG);
        return evidence.record(actor, type + " of " + unit,
                List.of(Entry.of(unit, type, Kind.RESULT, new Value.Flag(holds)).noting(note))).getFirst();
    }

    /** Records the answer of a test that looks for something. */
    public long finding(Actor actor, String unit, String type, Value.Presence presence, @Nullable String note) {
        mayEnter(actor, unit);
        typed(unit, type, ValueType.FINDING);
        return evidence.record(actor, type + " of " + unit,
                List.of(Entry.of(unit, type, Kind.RESULT, new Value.Found(presence)).noting(note))).getFirst();
    }

    /** Records a measured value as reported, {@code 64} donors or {@code <0.25} EU/mL for example, in the unit of the standard. */
    public long measured(Actor actor, String unit, String type, String reported, @Nullable String method) {
        return measured(actor, unit, type, reported, method, null);
    }

    /** The same with a note. */
    public long measured(Actor actor, String unit, String type, String reported, @Nullable String method,
            @Nullable String note) {
        mayEnter(actor, unit);
        Characteristic.Scale scale = typed(unit, type, ValueType.QUANTITY).scale();
        if (scale == null) {
            throw new Refusal("material.evidence-type", Map.of("type", type));
        }
        Entry entry = Entry.of(unit, type, Kind.RESULT, new Value.Measured(parsed(reported, scale))).noting(note);
        return evidence.record(actor, type + " of " + unit,
                List.of(method == null ? entry : entry.byMethod(method, true))).getFirst();
    }

    private static Measurement parsed(String reported, Characteristic.Scale scale) {
        try {
            return Measurement.parse(reported, scale.unit().toString(), Qualifier.NONE);
        } catch (MeasureException e) {
            throw new Refusal("material.number", Map.of("text", reported));
        }
    }

    /** Records how many containers were identified: the identity of the sample, and whether it was every container. */
    public void identify(Actor actor, MaterialLots.Lot lot, int identified, boolean conforms) {
        String unit = lot.unit().code();
        mayEnter(actor, unit);
        if (identified < 1 || identified > lot.containers()) {
            throw new Refusal("material.identified", Map.of("containers", lot.containers()));
        }
        String note = identified + " / " + lot.containers();
        evidence.record(actor, "identity of " + unit, List.of(
                Entry.of(unit, "identity_test", Kind.RESULT, new Value.Flag(conforms)).noting(note),
                Entry.of(unit, "all_containers_identified", Kind.RESULT,
                        new Value.Flag(conforms && identified == lot.containers())).noting(note)));
    }

    /**
     * A second person accepts or rejects evidence. If a unit that is already released fails with what was accepted, it is
     * held at once, and with it everything that was made with it.
     */
    public int review(Actor actor, String unit, Collection<Long> ids, boolean accepted, @Nullable String note) {
        Units.Unit subject = Sight.seen(actor, units.get(unit));
        List<Long> known = evidence.list(unit).stream().map(Item::id).filter(ids::contains).toList();
        return authorship.write(actor, accepted ? "evidence of " + unit + " accepted" : "evidence rejected: " + note,
                () -> {
                    int reviewed = evidence.review(actor, known, accepted, note);
                    if (IN_USE.contains(subject.state())
                            && gates.judge("G3", unit).evaluation().overall() == Evaluation.Overall.FAIL) {
                        door.hold(unit, Door.HoldKind.STOP, "LATE_RESULT", "G3",
                                "A result after release does not comply", null);
                    }
                    return reviewed;
                });
    }

    /** What may be entered for a unit: every observable of its standard that nobody derives. */
    public List<Characteristic> types(String unit) {
        String standard = units.get(unit).type().equals("SOLUTION") ? SolutionGate.STANDARD : Materials.STANDARD;
        return shelf.effective(standard, clock.instant()).characteristics().stream()
                .filter(each -> each.formula() == null && !DERIVED.contains(each.code()))
                .filter(each -> FORMS.contains(each.type())).toList();
    }

    /** Whether the forms of this module take it, or it is derived; the gate's own page asks for the rest. */
    static boolean takes(Characteristic characteristic) {
        return FORMS.contains(characteristic.type()) || DERIVED.contains(characteristic.code());
    }

    /** Evidence in force that was entered, not derived. */
    public List<Item> list(Actor actor, String unit) {
        Sight.seen(actor, units.get(unit));
        List<Item> items = new ArrayList<>(evidence.list(unit));
        items.removeIf(item -> item.kind() == Kind.DERIVED);
        return items;
    }

    /** A file that stands behind evidence of this unit, corrected evidence included; no other file. */
    public Optional<RawFile> file(Actor actor, String unit, String sha256) {
        Sight.seen(actor, units.get(unit));
        boolean belongs = evidence.list(unit).stream()
                .flatMap(item -> evidence.versions(unit, item.characteristic()).stream())
                .anyMatch(item -> sha256.equals(item.file()));
        return belongs ? evidence.file(sha256) : Optional.empty();
    }

    /** Numbers of what still waits for a second person. */
    public List<Long> unreviewed(String unit) {
        return evidence.list(unit).stream()
                .filter(item -> item.kind() != Kind.DERIVED && !item.reviewed() && item.reviewOutcome() == null)
                .map(Item::id).toList();
    }

    /** Codes of units with evidence that waits for a second person, of the oldest entries. */
    Set<String> unitsToReview() {
        return evidence.unreviewed(MANY).stream().map(Item::unit).collect(Collectors.toSet());
    }

    private void mayEnter(Actor actor, String unit) {
        Sight.seen(actor, units.get(unit));
        if (MAY_ENTER.stream().noneMatch(actor::has)) {
            throw new Refusal("forbidden");
        }
    }

    private Characteristic typed(String unit, String type, ValueType wanted) {
        return types(unit).stream().filter(each -> each.code().equals(type) && each.type() == wanted).findFirst()
                .orElseThrow(() -> new Refusal("material.evidence-type", Map.of("type", type)));
    }

    private static String reason(@Nullable String given, String otherwise) {
        return given == null || given.isBlank() ? otherwise : given;
    }
}
