package org.stroma.app.material;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Evidence.RawFile;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;

/** Lots of materials from the loading bay to release and disposal; what is known about them is {@link MaterialEvidence}. */
@Service
public class MaterialLots {
    private static final String DESCRIBE = """
            insert into material.lot (unit, material, manufacturer, supplier, supplier_lot, containers, origin_country, needed_until, storage_found)
            select id, :material, :manufacturer, :supplier, :supplierLot, :containers, :country, :neededUntil, :storage from genealogy.unit where code = :code""";
    private static final String NEEDED = "update material.lot set needed_until = :until where unit = (select id from genealogy.unit where code = :code)";
    private static final String ASKED = "select material.containers_asked(id) from genealogy.unit where code = :code";
    private static final String SAMPLED = """
            insert into material.sampling (unit, operation, opened, asked)
            select u.id, max(i.operation), :opened, 0 from genealogy.unit u join genealogy.input i on i.unit = u.id where u.code = :code group by u.id""";
    private static final String USE = """
            insert into material.named_use (unit, purpose, operations, entered_by, entered_at)
            select id, :purpose, :operations, people.author(), ledger.plant_now() from genealogy.unit where code = :code""";
    private static final String LOTS = """
            select u.code, l.material, m.name_zh, m.name_en, l.manufacturer, l.supplier, l.supplier_lot, l.containers, l.origin_country, l.needed_until, l.storage_found,
                   f.level, (select max(s.opened) from material.sampling s where s.unit = l.unit) as opened,
                   (select n.purpose from material.named_use n where n.unit = l.unit order by n.id desc limit 1) as purpose, material.outstanding(l.unit) as outstanding
              from material.lot l join genealogy.unit u on u.id = l.unit join material.material m on m.code = l.material
              left join material.assessment_in_force f on f.material = l.material
            """;
    private static final String BY_CODE = LOTS + " where u.code = :code";
    private static final String ALL = LOTS
            + " where cast(:material as text) is null or l.material = :material order by u.id desc";
    private static final String BY_SUPPLIER_LOT = "select u.code from material.lot l join genealogy.unit u on u.id = l.unit where l.supplier_lot = :lot order by u.id desc";

    private final JdbcClient jdbc;
    private final Authorship authorship;
    private final Door door;
    private final Units units;
    private final Materials materials;
    private final MaterialEvidence evidence;
    private final PlantClock clock;

    MaterialLots(JdbcClient jdbc, Authorship authorship, Door door, Units units, Materials materials,
            MaterialEvidence evidence, PlantClock clock) {
        this.jdbc = jdbc;
        this.authorship = authorship;
        this.door = door;
        this.units = units;
        this.materials = materials;
        this.evidence = evidence;
        this.clock = clock;
    }

    /**
     * A delivery.
     *
     * @param quantity in the unit of measure of the material
     * @param expiry last day of use
     * @param originCountry ISO 3166-1 alpha-2; needed for animal material, null where it does not matter
     * @param neededUntil last day of the planned use
     * @param coa the supplier's certificate, when it came along
     */
    public record Receipt(String code, String material, String manufacturer, String supplier, String supplierLot,
            BigDecimal quantity, int containers, LocalDate expiry, @Nullable String originCountry,
            LocalDate neededUntil, String storageFound, @Nullable String position, @Nullable RawFile coa) {}

    /**
     * A lot as its page shows it.
     *
     * @param level of the signed assessment in force; null when there is none
     * @param opened containers opened at sampling; null before it
     * @param outstanding what batches hold and have not used
     */
    public record Lot(Units.Unit unit, String material, String materialZh, String materialEn, String manufacturer,
            String supplier, String supplierLot, int containers, @Nullable String originCountry, Instant neededUntil,
            String storageFound, @Nullable String level, @Nullable Integer opened, @Nullable String purpose,
            BigDecimal outstanding) {
        /** On the shelf and not promised to a batch. */
        public BigDecimal available() {
            BigDecimal remaining = unit.remaining();
            return remaining == null ? BigDecimal.ZERO : remaining.subtract(outstanding).max(BigDecimal.ZERO);
        }
    }

    /** Receives a lot into quarantine (OP-001), with its certificate when there is one. */
    public long receive(Actor actor, Receipt receipt) {
        Materials.Material material = materials.get(receipt.material());
        Instant now = clock.instant();
        Operation operation = Operation.of("OP-001", now, now)
                .out(Operation.Made.of("lot", "MATERIAL_LOT", receipt.code())
                        .with(new Operation.Amount(receipt.quantity(), material.measure(), null))
                        .expiring(endOf(receipt.expiry())).at(receipt.position())
                        .describedBy(Map.of("material", material.code(), "supplier_lot", receipt.supplierLot())))
                .parameter("containers", receipt.containers()).parameter("storage_found", receipt.storageFound());
        return door.perform(actor, operation, null, () -> {
            jdbc.sql(DESCRIBE).param("code", receipt.code()).param("material", receipt.material())
                    .param("manufacturer", receipt.manufacturer()).param("supplier", receipt.supplier())
                    .param("supplierLot", receipt.supplierLot()).param("containers", receipt.containers())
                    .param("country", receipt.originCountry(), Types.VARCHAR)
                    .param("neededUntil", Timestamp.from(endOf(receipt.neededUntil())))
                    .param("storage", receipt.storageFound()).update();
            RawFile coa = receipt.coa();
            if (coa != null) {
                evidence.keepDocument(receipt.code(), "coa", coa, true, null, null);
            }
        });
    }

    /** How many containers the plan asks to open: all of them at level 4 and of animal material. */
    public int containersAsked(Actor actor, String code) {
        get(actor, code);
        return jdbc.sql(ASKED).param("code", code).query(Integer.class).single();
    }

    /**
     * Takes a sample for test (OP-002); refused when fewer containers are opened than the plan asks.
     *
     * @param quantity taken from the lot for the sample
     */
    public long sample(Actor actor, String code, String sample, BigDecimal quantity, int opened) {
        Lot lot = get(actor, code);
        Instant now = clock.instant();
        String measure = lot.unit().measure() == null ? "1" : lot.unit().measure();
        return door.perform(actor, Operation.of("OP-002", now, now).in("lot", code, quantity)
                .out(Operation.Made.of("sample", "SAMPLE", sample)
                        .with(new Operation.Amount(quantity, measure, null)).describedBy(Map.of("of", code)))
                .parameter("containers_opened", opened), null,
                () -> jdbc.sql(SAMPLED).param("code", code).param("opened", opened).update());
    }

    /** Says what a restricted release is for and which operations it lets through, before it is proposed. */
    public void nameUse(Actor actor, String code, String purpose, List<String> operations) {
        get(actor, code);
        authorship.write(actor, "named use of " + code + ": " + purpose,
                () -> jdbc.sql(USE).param("code", code).param("purpose", purpose)
                        .param("operations", operations.toArray(String[]::new)).update());
    }

    /** Changes until when a lot is needed. */
    public void needUntil(Actor actor, String code, LocalDate until, String reason) {
        get(actor, code);
        authorship.write(actor, reason, () -> jdbc.sql(NEEDED).param("code", code)
                .param("until", Timestamp.from(endOf(until))).update());
    }

    /** Ends a lot (OP-004): RETURNED or DESTROYED after rejection, EXPIRED, EXHAUSTED; verified by QA. */
    public long dispose(Actor actor, String code, String state, String reason, Door.Verifier qa) {
        Lot lot = get(actor, code);
        Instant now = clock.instant();
        Operation operation = Operation.of("OP-004", now, now).in("lot", code, null, state, lot.unit().revision())
                .note(reason);
        BigDecimal rest = lot.unit().remaining();
        if (state.equals("EXHAUSTED") && rest != null && rest.signum() > 0) {
            operation.fate(code, Operation.Fate.DISCARD, rest, reason);
        }
        return door.perform(actor, operation, qa);
    }

    /** A lot that the actor may see. */
    public Lot get(Actor actor, String code) {
        Units.Unit unit = Sight.seen(actor, units.get(code));
        return jdbc.sql(BY_CODE).param("code", code).query((row, _) -> lot(unit, row)).optional()
                .orElseThrow(() -> new Refusal("not-found", Map.of("unit", code)));
    }

    /** Lots the actor may see, newest first; of one material when it is given. */
    public List<Lot> list(Actor actor, @Nullable String material) {
        Map<String, Units.Unit> known = new LinkedHashMap<>();
        units.list("MATERIAL_LOT", null, null, 10_000).stream().filter(unit -> Sight.sees(actor, unit))
                .forEach(unit -> known.put(unit.code(), unit));
        List<Lot> lots = new ArrayList<>();
        jdbc.sql(ALL).param("material", material, Types.VARCHAR).query(row -> {
            Units.Unit unit = known.get(row.getString("code"));
            if (unit != null) {
                lots.add(lot(unit, row));
            }
        });
        return lots;
    }

    /** The newest lot with a supplier's own lot number, if the actor may see it. */
    public Optional<Units.Unit> findBySupplierLot(Actor actor, String supplierLot) {
        return jdbc.sql(BY_SUPPLIER_LOT).param("lot", supplierLot).query(String.class).list().stream()
                .map(units::get).filter(unit -> Sight.sees(actor, unit)).findFirst();
    }

    private static Lot lot(Units.Unit unit, java.sql.ResultSet row) throws java.sql.SQLException {
        int opened = row.getInt("opened");
        Integer known = row.wasNull() ? null : opened;
        return new Lot(unit, row.getString("material"), row.getString("name_zh"), row.getString("name_en"),
                row.getString("manufacturer"), row.getString("supplier"), row.getString("supplier_lot"),
                row.getInt("containers"), row.getString("origin_country"),
                row.getTimestamp("needed_until").toInstant(), row.getString("storage_found"), row.getString("level"),
                known, row.getString("purpose"), row.getBigDecimal("outstanding"));
    }

    private Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(clock.getZone()).toInstant().minusSeconds(1);
    }
}
