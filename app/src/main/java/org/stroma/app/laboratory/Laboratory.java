package org.stroma.app.laboratory;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.evidence.ResultText;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.standard.Characteristic;
import org.stroma.app.standard.Standard;
import org.stroma.app.standard.Value;

/** Enters results against the specification of a unit, handles samples, reads incubations, imports cell counts. */
@Service
public class Laboratory {
    /** The gate whose specification says what is tested of a unit type. */
    private static final Map<String, String> GATE = Map.of("LOT", "G6a", "BANK", "G4", "MATERIAL_LOT", "G3", "SOLUTION",
            "G3");
    private static final String UNITS_OF = """
            select distinct u.code from evidence.observation o join genealogy.unit u on u.id = o.unit
             where o.id = any (:ids) and u.type in ('LOT', 'BANK')""";
    private static final String ENTERED = """
            select u.code, o.attempt from evidence.observation o join genealogy.unit u on u.id = o.unit
             where o.id = :id and o.kind = 'RESULT' and u.type in ('LOT', 'BANK')""";
    private static final String READ = "select laboratory.read_sample(:sample, :test, :day, :growth, :note)";
    private static final String READINGS = """
            select r.test, r.day, r.growth, r.note, p.code as read_by, r.read_at from laboratory.reading r join genealogy.unit u on u.id = r.sample
              join people.person p on p.id = r.read_by where u.code = :sample order by r.test, r.day""";

    private final JdbcClient jdbc;
    private final Authorship authorship;
    private final Evidence evidence;
    private final Methods methods;
    private final Gates gates;
    private final Units units;
    private final Door door;
    private final PlantClock clock;
    private final OutOfSpecification outOfSpecification;

    Laboratory(JdbcClient jdbc, Authorship authorship, Evidence evidence, Methods methods, Gates gates, Units units,
            Door door, PlantClock clock, OutOfSpecification outOfSpecification) {
        this.outOfSpecification = outOfSpecification;
        this.jdbc = jdbc;
        this.authorship = authorship;
        this.evidence = evidence;
        this.methods = methods;
        this.gates = gates;
        this.units = units;
        this.door = door;
        this.clock = clock;
    }

    /**
     * A result as it is typed; replicates one after the other.
     *
     * @param method code of an effective method that measures the characteristic
     * @param takenAt end of the test in plant time; null means now
     * @param laboratory name of the outside laboratory whose report it is; null for our own
     */
    public record Result(String characteristic, List<String> replicates, String method, @Nullable String instrument,
            int attempt, @Nullable Instant takenAt,
            @Nullable String laboratory) {
        public Result {
            replicates = List.copyOf(replicates);
        }

        public static Result of(String characteristic, String method, String... replicates) {
            return new Result(characteristic, List.of(replicates), method, null, 1, null, null);
        }

        public Result on(String usedInstrument) {
            return new Result(characteristic, replicates, method, usedInstrument, attempt, takenAt, laboratory);
        }

        public Result at(Instant when) {
            return new Result(characteristic, replicates, method, instrument, attempt, when, laboratory);
        }

        public Result repeated(int number) {
            return new Result(characteristic, replicates, method, instrument, number, takenAt, laboratory);
        }

        public Result from(String outside) {
            return new Result(characteristic, replicates, method, instrument, attempt, takenAt, outside);
        }
    }

    /** One reading of an incubation. */
    public record Reading(String test, int day, boolean growth, @Nullable String note, String readBy, Instant readAt) {}

    /** Enters results by hand; each waits for a second person. Nothing is entered when one is refused. */
    public List<Long> enter(Actor analyst, String unit, List<Result> results) {
        return record(analyst, unit, results, null);
    }

    /** Enters results of an outside laboratory together with its report. */
    public List<Long> enterReport(Actor analyst, String unit, List<Result> results, Evidence.RawFile report) {
        return record(analyst, unit, results, report);
    }

    private List<Long> record(Actor analyst, String unit, List<Result> results, Evidence.@Nullable RawFile report) {
        analyst(analyst);
        Standard specification = specification(unit);
        List<Entry> entries = results.stream().map(result -> entry(unit, specification, result)).toList();
        if (report == null) {
            return evidence.record(analyst, "results entered for " + unit, entries);
        }
        return evidence.record(analyst, "outside report entered for " + unit, report,
                sha -> entries.stream().map(entry -> entry.from(Evidence.Source.EXTERNAL, sha, null)).toList());
    }

    private Entry entry(String unit, Standard specification, Result result) {
        Characteristic characteristic = specification.findCharacteristic(result.characteristic())
                .orElseThrow(() -> new Refusal("laboratory.not-specified",
                        Map.of("characteristic", result.characteristic(), "unit", unit)));
        Methods.Method method = methods.effective(result.method())
                .filter(each -> each.characteristics().contains(result.characteristic()))
                .orElseThrow(() -> new Refusal("laboratory.no-method",
                        Map.of("method", result.method(), "characteristic", result.characteristic())));
        List<Value> values = new ResultText(clock.getZone()).read(characteristic, result.replicates());
        Entry entry = Entry.of(unit, result.characteristic(), Evidence.Kind.RESULT, values)
                .byMethod(method.code(), method.validated()).attempt(result.attempt());
        if (result.instrument() != null) {
            entry = entry.on(result.instrument());
        }
        if (result.laboratory() != null) {
            entry = entry.from(Evidence.Source.EXTERNAL, null, null).noting(result.laboratory());
        }
        return result.takenAt() == null ? entry : entry.takenAt(result.takenAt());
    }

    /**
     * Imports counts of a cell counter as the replicates of a unit, in the order of the exports. The bytes of each export are kept
     * once; several are joined by a list of their SHA-256, itself kept, in the form that {@code sha256sum} checks.
     */
    public List<Long> importCounts(Actor analyst, String unit, List<CellCounts> exports, String method) {
        analyst(analyst);
        Standard specification = specification(unit);
        Methods.Method effective = methods.effective(method).orElseThrow(
                () -> new Refusal("laboratory.no-method", Map.of("method", method, "characteristic", "viability")));
        List<CellCounts.Count> counts = exports.stream().flatMap(export -> export.counts().stream()).toList();
        if (counts.isEmpty()) {
            throw new Refusal("laboratory.file", Map.of("file", unit, "reasons", "no count"));
        }
        Instant taken = counts.stream().map(CellCounts.Count::at).filter(java.util.Objects::nonNull)
                .max(java.util.Comparator.naturalOrder()).orElse(clock.instant());
        return authorship.write(analyst, "cell counts imported for " + unit, () -> {
            String sha = keep(unit, exports.stream().map(CellCounts::file).toList());
            return List.of(
                    evidence.record(counted(unit, specification, "viable_concentration",
                            counts.stream().map(CellCounts.Count::viablePerMl).toList(), effective, counts, sha)
                            .takenAt(taken)),
                    evidence.record(counted(unit, specification, "viability",
                            counts.stream().map(CellCounts.Count::viabilityPercent).toList(), effective, counts, sha)
                            .takenAt(taken)));
        });
    }

    private String keep(String unit, List<Evidence.RawFile> files) {
        if (files.size() == 1) {
            return evidence.keep(files.getFirst());
        }
        String list = files.stream().map(file -> evidence.keep(file) + "  " + file.name() + "\n")
                .collect(Collectors.joining());
        return evidence.keep(new Evidence.RawFile("counts-" + unit + ".sha256", "text/plain",
                list.getBytes(StandardCharsets.UTF_8)));
    }

    private Entry counted(String unit, Standard specification, String code, List<String> texts, Methods.Method method,
            List<CellCounts.Count> counts, String sha) {
        Characteristic characteristic = specification.findCharacteristic(code)
                .orElseThrow(
                        () -> new Refusal("laboratory.not-specified", Map.of("characteristic", code, "unit", unit)));
        return Entry.of(unit, code, Evidence.Kind.RESULT, new ResultText(clock.getZone()).read(characteristic, texts))
                .byMethod(method.code(), method.validated())
                .on(counts.getFirst().instrument()).from(Evidence.Source.INSTRUMENT, sha, counts.getFirst().line());
    }

    /**
     * A second person accepts or rejects entries. A result that fails its specification is not rejected away: it is accepted for
     * what it is, and its investigation is open from that moment.
     */
    public int review(Actor reviewer, Collection<Long> entries, boolean accepted, @Nullable String note) {
        if (!accepted && (note == null || note.strip().length() < 3)) {
            throw new Refusal("ST006");
        }
        return authorship.write(reviewer,
                accepted ? "evidence reviewed and accepted" : "evidence reviewed and rejected: " + note, () -> {
                    List<Evidence.Item> failing = failing(entries);
                    if (!accepted && !failing.isEmpty()) {
                        throw new Refusal("laboratory.out-of-specification",
                                Map.of("characteristic", failing.getFirst().characteristic(), "unit",
                                        failing.getFirst().unit()));
                    }
                    int reviewed = evidence.review(reviewer, entries, accepted, note);
                    failing.forEach(outOfSpecification::open);
                    return reviewed;
                });
    }

    private List<Evidence.Item> failing(Collection<Long> entries) {
        return jdbc.sql(UNITS_OF).param("ids", entries.toArray(Long[]::new)).query(String.class).list().stream()
                .flatMap(unit -> outOfSpecification.among(judged(unit), entries).stream())
                .filter(item -> item.reviewOutcome() == null).toList();
    }

    /** Puts a corrected result in the place of one that was wrongly written; the first stays readable, and is reviewed anew. */
    public long correct(Actor analyst, long entry, Result result, String reason) {
        analyst(analyst);
        Entered wrong = find(entry);
        return evidence.record(analyst, "result corrected: " + reason,
                List.of(entry(wrong.unit(), specification(wrong.unit()), result.repeated(wrong.attempt()))
                        .correcting(entry, reason)))
                .getFirst();
    }

    /** Sets a result aside through the quality event that found its cause; it stays readable and decides nothing. */
    public void invalidate(Actor actor, long entry, String event, String reason) {
        find(entry);
        evidence.invalidate(actor, entry, event, reason);
    }

    /** A result that was entered, in force or not. */
    private record Entered(String unit, int attempt) {}

    private Entered find(long entry) {
        return jdbc.sql(ENTERED).param("id", entry)
                .query((row, _) -> new Entered(row.getString("code"), row.getInt("attempt"))).optional()
                .orElseThrow(() -> new Refusal("not-found"));
    }

    /** Moves samples on: RECEIVED, IN_TEST, TESTED, RETAINED, CONSUMED, DESTROYED. */
    public void moveSamples(Actor actor, Collection<String> samples, String toState) {
        moveSamples(actor, samples, toState, null);
    }

    /** @param laboratory to which outside laboratory samples go that are SENT_OUT; nobody sends a sample nowhere */
    public void moveSamples(Actor actor, Collection<String> samples, String toState, @Nullable String laboratory) {
        if (samples.isEmpty()) {
            throw new Refusal("laboratory.nothing");
        }
        boolean out = toState.equals("SENT_OUT");
        if (out && (laboratory == null || laboratory.isBlank())) {
            throw new Refusal("laboratory.sent-nowhere");
        }
        Instant now = clock.instant();
        Operation operation = Operation.of("OP-215", now, now);
        if (out && laboratory != null) {
            operation.parameter("laboratory", laboratory.strip());
        }
        samples.forEach(sample -> operation.in("sample", sample, null, toState, null));
        door.perform(actor, operation, null);
    }

    /** Writes down one day's reading; growth stops the sample and everything that depends on it at once. */
    public void read(Actor analyst, String sample, String test, int day, boolean growth, @Nullable String note) {
        authorship.write(analyst, "reading of " + sample + ", day " + day,
                () -> jdbc.sql(READ).param("sample", sample).param("test", test).param("day", day)
                        .param("growth", growth).param("note", note, java.sql.Types.VARCHAR).query(Long.class)
                        .single());
    }

    public List<Reading> readings(String sample) {
        return jdbc.sql(READINGS).param("sample", sample)
                .query((row, _) -> new Reading(row.getString("test"), row.getInt("day"), row.getBoolean("growth"),
                        row.getString("note"),
                        row.getString("read_by"), row.getTimestamp("read_at").toInstant()))
                .list();
    }

    /** The specification that says what is tested of a unit. */
    public Standard specification(String unit) {
        return judged(unit).standard();
    }

    /** The unit judged by its specification now. */
    public Gates.Judged judged(String unit) {
        String gate = GATE.get(units.get(unit).type());
        if (gate == null) {
            throw new Refusal("laboratory.no-specification", Map.of("unit", unit));
        }
        return gates.judge(gate, unit);
    }

    private static void analyst(Actor actor) {
        if (!actor.hasAny("ANALYST", "QC_HEAD")) {
            throw new Refusal("forbidden");
        }
    }
}
