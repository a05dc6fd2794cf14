package org.stroma.app.demo;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.genealogy.Units;
import org.stroma.app.standard.Value;
import org.stroma.measure.Moment;

/** What the database says, in the words in which the campaign is written down. */
final class Records {
    private static final String DECISIONS = """
            select d.id, d.gate, u.code, d.outcome, d.evaluation, d.completed_at, array(select p.code from people.signature g join people.person p on p.id = g.person
                   where g.record_type = 'decision' and g.record_id = d.id::text order by g.id) as signers
              from gate.decision d join genealogy.unit u on u.id = d.unit where d.state = 'SIGNED' order by d.id""";
    private static final String USED = """
            select distinct o.type from genealogy.operation o join genealogy.input i on i.operation = o.id join genealogy.unit u on u.id = i.unit
             where u.code = :code and o.type not in ('OP-001', 'OP-002') order by 1""";

    private static final String FATE = """
            select coalesce(sum(f.quantity), 0) from genealogy.fate f join genealogy.unit u on u.id = f.unit where u.code = :code and f.fate = :fate""";
    private static final String DEFECTS = """
            select string_agg(kind || ' ' || n, ', ' order by kind)
              from (select d.value as kind, count(*) as n from genealogy.operation o join genealogy.input i on i.operation = o.id join genealogy.unit u on u.id = i.unit
                      cross join lateral jsonb_each_text(o.parameters -> 'defects') d where u.code = :code and o.type = 'OP-170' group by d.value) x""";

    private final JdbcClient jdbc;
    private final Units units;
    private final Evidence evidence;

    Records(BeanFactory beans) {
        this.jdbc = beans.getBean(JdbcClient.class);
        this.units = beans.getBean(Units.class);
        this.evidence = beans.getBean(Evidence.class);
    }

    /** A decision in force with the people who signed it. */
    record Decided(long id, String gate, String unit, String outcome, long evaluation, Instant at,
            List<String> signers) {}

    List<Decided> decisions() {
        return jdbc.sql(DECISIONS).query((row, _) -> new Decided(row.getLong("id"), row.getString("gate"),
                row.getString("code"), row.getString("outcome"), row.getLong("evaluation"),
                row.getTimestamp("completed_at").toInstant(),
                List.of((String[]) row.getArray("signers").getArray()))).list();
    }

    /** The newest signed outcome of a unit at a gate with its signers, {@code ELIGIBLE by DMR-1, QA-2}. */
    String outcome(String gate, String unit) {
        return decisions().stream().filter(each -> each.gate().equals(gate) && each.unit().equals(unit))
                .reduce((_, last) -> last).map(each -> each.outcome() + " by " + String.join(", ", each.signers()))
                .orElse("undecided");
    }

    /** The first signed outcome of a unit at a gate. */
    String first(String gate, String unit) {
        return decisions().stream().filter(each -> each.gate().equals(gate) && each.unit().equals(unit)).findFirst()
                .map(each -> each.outcome() + " by " + String.join(", ", each.signers())).orElse("undecided");
    }

    /** When the newest decision of a unit at a gate was complete. */
    Instant decidedAt(String gate, String unit) {
        return decisions().stream().filter(each -> each.gate().equals(gate) && each.unit().equals(unit))
                .reduce((_, last) -> last).orElseThrow().at();
    }

    Instant firstDecidedAt(String gate, String unit) {
        return decisions().stream().filter(each -> each.gate().equals(gate) && each.unit().equals(unit)).findFirst()
                .orElseThrow().at();
    }

    /** How much of a unit met a fate. */
    BigDecimal fate(String unit, String fate) {
        return jdbc.sql(FATE).param("code", unit).param("fate", fate).query(BigDecimal.class).single();
    }

    /** Defects found at the inspection of a lot, by kind. */
    String defects(String lot) {
        return jdbc.sql(DEFECTS).param("code", lot).query(String.class).single();
    }

    private Evidence.Item newest(String unit, String characteristic) {
        return accepted(unit).stream().filter(item -> item.characteristic().equals(characteristic))
                .reduce((_, last) -> last).orElseThrow();
    }

    Instant takenAt(String unit, String characteristic) {
        return newest(unit, characteristic).takenAt();
    }

    /** What was observed of a unit, replicates one after the other, as the record has it. */
    String said(String unit, String characteristic) {
        return newest(unit, characteristic).values().stream().map(Records::said).collect(Collectors.joining(" "));
    }

    private static String said(Value value) {
        return switch (value) {
            case Value.Measured measured -> (measured.measurement().sign() + " "
                    + measured.measurement().written().map(written -> written.value().toPlainString()).orElse(""))
                    .strip();
            case Value.Code code -> code.code();
            case Value.Flag flag -> Boolean.toString(flag.holds());
            case Value.Found found -> found.presence().name();
            case Value.At(Moment.Instant moment) -> moment.at().atZoneSameInstant(Plant.ZONE).toLocalDateTime()
                    .withSecond(0).withNano(0).toString().replace('T', ' ');
            case Value.At at -> at.moment().toString();
            case Value.Gestation gestation -> gestation.age().toString();
            case Value.Document document -> document.status().name();
            case Value.Decided decided -> decided.required() ? "REQUIRED" : "NOT_REQUIRED";
            case Value.Structure structure -> structure.text();
            case Value.Text text -> text.text();
        };
    }

    /** The mean of the replicates of a size. */
    BigDecimal mean(String unit, String characteristic) {
        List<BigDecimal> sizes = newest(unit, characteristic).values().stream()
                .map(value -> ((Value.Measured) value).measurement().written().orElseThrow().value()).toList();
        return sizes.stream().reduce(BigDecimal.ZERO, BigDecimal::add).divide(new BigDecimal(sizes.size()),
                MathContext.DECIMAL64);
    }

    String state(String unit) {
        return units.get(unit).state();
    }

    BigDecimal quantity(String unit) {
        BigDecimal quantity = units.get(unit).quantity();
        return quantity == null ? BigDecimal.ZERO : quantity;
    }

    BigDecimal remaining(String unit) {
        BigDecimal remaining = units.get(unit).remaining();
        return remaining == null ? BigDecimal.ZERO : remaining;
    }

    BigDecimal cpdl(String unit) {
        BigDecimal cpdl = units.get(unit).cpdl();
        return cpdl == null ? BigDecimal.ZERO : cpdl;
    }

    /** How many containers or vials of a lot or bank are in each state. */
    Map<String, Long> members(String lot) {
        return units.members(lot).stream()
                .collect(Collectors.groupingBy(Units.Unit::state, TreeMap::new, Collectors.counting()));
    }

    long count(String lot, String... states) {
        List<String> wanted = List.of(states);
        return units.members(lot).stream().filter(unit -> wanted.contains(unit.state())).count();
    }

    /** The operation of a type that a unit went through. */
    Units.Event event(String unit, String type) {
        return units.events(unit).stream().filter(event -> event.type().equals(type)).findFirst().orElseThrow();
    }

    Object parameter(String unit, String type, String name) {
        return event(unit, type).parameters().getOrDefault(name, "none");
    }

    static String clock(Duration duration) {
        return "%d h %02d min".formatted(duration.toHours(), duration.toMinutesPart());
    }

    /** Evidence in force of a unit by characteristic, accepted by a second person or derived. */
    List<Evidence.Item> accepted(String unit) {
        return evidence.list(unit).stream().filter(item -> item.reviewed() && !item.invalidated()).toList();
    }

    /** The operations that took a material or solution, by type. */
    List<String> usedBy(String material) {
        return jdbc.sql(USED).param("code", material).query(String.class).list();
    }
}
