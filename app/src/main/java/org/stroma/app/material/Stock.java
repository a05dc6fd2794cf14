package org.stroma.app.material;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;

/** The shelf: what there is, what expires first, what batches were given and gave back, and what a count found. */
@Service
public class Stock {
    private static final Set<String> USABLE = Set.of("RELEASED", "RESTRICTED", "USE_AT_RISK");
    private static final Comparator<MaterialLots.Lot> FIRST_EXPIRED = Comparator
            .comparing((MaterialLots.Lot lot) -> lot.unit().expiresAt(),
                    Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparingLong(lot -> lot.unit().id());
    private static final String ISSUE = """
            insert into material.issue (batch, unit, quantity, taken_by, reason, given_by, given_at)
            values (:batch, :unit, :quantity, (select id from people.person where code = :taker), :reason, people.author(), ledger.plant_now()) returning id""";
    private static final String RETURN = """
            insert into material.give_back (issue, quantity, condition, entered_by, entered_at) values (:issue, :quantity, :condition, people.author(), ledger.plant_now())""";
    private static final String BALANCE = """
            select i.id, i.batch, u.code, u.measure, i.quantity, i.reason, i.given_at, t.code as taken_by, g.code as given_by,
                   coalesce((select sum(b.quantity) from material.give_back b where b.issue = i.id), 0) as returned, material.booked(i.unit, i.batch) as booked
              from material.issue i join genealogy.unit u on u.id = i.unit join people.person t on t.id = i.taken_by join people.person g on g.id = i.given_by
             where (cast(:batch as text) is null or i.batch = :batch) and (cast(:unit as text) is null or u.code = :unit) order by i.id desc""";
    private static final String COUNT = """
            insert into material.stock_count (unit, booked, counted, reason, operation, entered_by, entered_at)
            values (:unit, :booked, :counted, :reason, (select max(operation) from genealogy.input where unit = :unit and operation > :after), people.author(), ledger.plant_now())""";
    private static final String LAST = "select coalesce(max(operation), 0) from genealogy.input where unit = :unit";
    private static final String COUNTS = """
            select u.code, c.booked, c.counted, c.reason, p.code as by, c.entered_at from material.stock_count c
              join genealogy.unit u on u.id = c.unit join people.person p on p.id = c.entered_by where u.code = :unit order by c.id desc""";

    private final JdbcClient jdbc;
    private final Authorship authorship;
    private final Door door;
    private final Units units;
    private final Materials materials;
    private final MaterialLots lots;
    private final PlantClock clock;

    Stock(JdbcClient jdbc, Authorship authorship, Door door, Units units, Materials materials, MaterialLots lots,
            PlantClock clock) {
        this.jdbc = jdbc;
        this.authorship = authorship;
        this.door = door;
        this.units = units;
        this.materials = materials;
        this.lots = lots;
        this.clock = clock;
    }

    /** One line of a pick list; {@code take} is zero for lots that are not needed. */
    public record Pick(MaterialLots.Lot lot, BigDecimal take) {}

    /**
     * What there is of a material.
     *
     * @param quarantine received and not released
     * @param available released, in date, not held, not promised
     * @param issued in the hands of batches and not used yet
     */
    public record Level(Materials.Material material, BigDecimal quarantine, BigDecimal available, BigDecimal issued,
            boolean belowReorder, @Nullable Instant firstExpiry, boolean expiresSoon) {}

    /**
     * What a batch was given of a unit.
     *
     * @param booked what operations under the batch's name have taken from the unit
     */
    public record Balance(long id, String batch, String unit, @Nullable String measure, BigDecimal issued,
            BigDecimal returned, BigDecimal booked, String takenBy, String givenBy, Instant at,
            @Nullable String reason) {
        /** Issued less returned. */
        public BigDecimal used() {
            return issued.subtract(returned);
        }
    }

    /** A count of a lot. */
    public record Count(String unit, BigDecimal booked, BigDecimal counted, @Nullable String reason, String by,
            Instant at) {
        public BigDecimal difference() {
            return counted.subtract(booked);
        }
    }

    /** Lots that may be picked of a material, first expired first out; how much to take of each for a quantity. */
    public List<Pick> pick(Actor actor, String material, BigDecimal quantity) {
        List<Pick> picks = new ArrayList<>();
        BigDecimal open = quantity;
        for (MaterialLots.Lot lot : pickable(actor, material)) {
            BigDecimal take = lot.available().min(open);
            picks.add(new Pick(lot, take));
            open = open.subtract(take);
        }
        return picks;
    }

    private List<MaterialLots.Lot> pickable(Actor actor, String material) {
        return here(actor, material).stream().filter(lot -> USABLE.contains(lot.unit().state()))
                .filter(lot -> !expired(lot) && lot.available().signum() > 0 && !held(lot)).sorted(FIRST_EXPIRED)
                .toList();
    }

    /** The lots an actor sees: those of his site where his work is bound to one. */
    private List<MaterialLots.Lot> here(Actor actor, @Nullable String material) {
        String site = actor.boundTo();
        return lots.list(actor, material).stream().filter(lot -> site == null || site.equals(lot.unit().site()))
                .toList();
    }

    private boolean expired(MaterialLots.Lot lot) {
        Instant expiry = lot.unit().expiresAt();
        return expiry != null && !expiry.isAfter(clock.instant());
    }

    private boolean held(MaterialLots.Lot lot) {
        // Nothing lies above a bought lot, so a hold that stops it stands on the lot itself.
        return lot.unit().stops() > 0;
    }

    /**
     * Gives a batch some of a lot or solution; another person takes it.
     *
     * @param reason why a lot that expires later is given first; null when the order is kept
     */
    public long issue(Actor actor, String batch, String unit, BigDecimal quantity, String takenBy,
            @Nullable String reason) {
        Units.Unit given = Sight.seen(actor, units.get(unit));
        if (given.type().equals("MATERIAL_LOT") && (reason == null || reason.isBlank())) {
            pickable(actor, lots.get(actor, unit).material()).stream().findFirst()
                    .filter(first -> before(first.unit().expiresAt(), given.expiresAt())).ifPresent(first -> {
                        throw new Refusal("material.not-fefo",
                                Map.of("first", first.unit().code(), "unit", unit));
                    });
        }
        return authorship.write(actor, "issue of " + unit + " to " + batch,
                () -> jdbc.sql(ISSUE).param("batch", batch).param("unit", given.id()).param("quantity", quantity)
                        .param("taker", takenBy).param("reason", reason, Types.VARCHAR).query(Long.class).single());
    }

    private static boolean before(@Nullable Instant one, @Nullable Instant other) {
        return one != null && (other == null || one.isBefore(other));
    }

    /** Takes back what a batch did not use. */
    public void giveBack(Actor actor, long issue, BigDecimal quantity, String condition) {
        authorship.write(actor, "return of issue " + issue, () -> jdbc.sql(RETURN).param("issue", issue)
                .param("quantity", quantity).param("condition", condition).update());
    }

    /** What was issued: to a batch, of a unit, or all; newest first. */
    public List<Balance> balances(Actor actor, @Nullable String batch, @Nullable String unit) {
        return jdbc.sql(BALANCE).param("batch", batch, Types.VARCHAR).param("unit", unit, Types.VARCHAR)
                .query((row, _) -> new Balance(row.getLong("id"), row.getString("batch"), row.getString("code"),
                        row.getString("measure"), row.getBigDecimal("quantity"), row.getBigDecimal("returned"),
                        row.getBigDecimal("booked"), row.getString("taken_by"), row.getString("given_by"),
                        row.getTimestamp("given_at").toInstant(), row.getString("reason")))
                .list().stream().filter(each -> Sight.sees(actor, units.get(each.unit()))).toList();
    }

    /** What there is of every material. */
    public List<Level> levels(Actor actor) {
        List<MaterialLots.Lot> all = here(actor, null);
        Instant soon = clock.instant().plus(Duration.ofDays(materials.setting("expiry_warning_days").longValue()));
        return materials.list().stream().map(material -> level(material,
                all.stream().filter(lot -> lot.material().equals(material.code())).toList(), soon)).toList();
    }

    private Level level(Materials.Material material, List<MaterialLots.Lot> of, Instant soon) {
        BigDecimal quarantine = of.stream()
                .filter(lot -> Set.of("RECEIVED_QUARANTINE", "UNDER_TEST").contains(lot.unit().state()))
                .map(lot -> lot.unit().remaining()).filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
        List<MaterialLots.Lot> usable = of.stream().filter(lot -> USABLE.contains(lot.unit().state()))
                .filter(lot -> !expired(lot) && !held(lot)).toList();
        BigDecimal available = usable.stream().map(MaterialLots.Lot::available).reduce(BigDecimal.ZERO,
                BigDecimal::add);
        BigDecimal issued = of.stream().map(MaterialLots.Lot::outstanding).reduce(BigDecimal.ZERO, BigDecimal::add);
        Instant first = usable.stream().filter(lot -> lot.available().signum() > 0)
                .map(lot -> lot.unit().expiresAt()).filter(Objects::nonNull).min(Comparator.naturalOrder())
                .orElse(null);
        return new Level(material, quarantine, available, issued,
                material.reorder().signum() > 0 && available.compareTo(material.reorder()) < 0, first,
                first != null && first.isBefore(soon));
    }

    /**
     * Records a count. What is missing is booked as a loss (OP-003, verified by QA); what is too much is written down and
     * never added: quantities come from operations only.
     *
     * @param reason needed when the count differs from the books
     * @param qa needed when something is missing
     */
    public void count(Actor actor, String lot, BigDecimal counted, @Nullable String reason,
            Door.@Nullable Verifier qa) {
        MaterialLots.Lot subject = lots.get(actor, lot);
        BigDecimal booked = Objects.requireNonNullElse(subject.unit().remaining(), BigDecimal.ZERO);
        long unit = subject.unit().id();
        long last = jdbc.sql(LAST).param("unit", unit).query(Long.class).single();
        Runnable write = () -> jdbc.sql(COUNT).param("unit", unit).param("booked", booked).param("counted", counted)
                .param("reason", reason, Types.VARCHAR).param("after", last).update();
        if (counted.compareTo(booked) >= 0) {
            authorship.write(actor, "stock count of " + lot, () -> {
                write.run();
                return true;
            });
            return;
        }
        Instant now = clock.instant();
        door.perform(actor, Operation.of("OP-003", now, now).in("lot", lot, null, null, subject.unit().revision())
                .fate(lot, Operation.Fate.LOSS, booked.subtract(counted), reason == null ? "" : reason), qa, write);
    }

    public List<Count> counts(Actor actor, String lot) {
        lots.get(actor, lot);
        return jdbc.sql(COUNTS).param("unit", lot).query((row, _) -> new Count(row.getString("code"),
                row.getBigDecimal("booked"), row.getBigDecimal("counted"), row.getString("reason"),
                row.getString("by"), row.getTimestamp("entered_at").toInstant())).list();
    }
}
