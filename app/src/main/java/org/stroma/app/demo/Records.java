package org.stroma.app.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.genealogy.Units;

/** What the database says, in the words in which the campaign is written down. */
final class Records {
    private static final String DECISIONS = """
            select d.id, d.gate, u.code, d.outcome, d.evaluation, d.completed_at, array(select p.code from people.signature g join people.person p on p.id = g.person
                   where g.record_type = 'decision' and g.record_id = d.id::text order by g.id) as signers
              from gate.decision d join genealogy.unit u on u.id = d.unit where d.state = 'SIGNED' order by d.id""";
    private static final String USED = """
            select distinct o.type from genealogy.operation o join genealogy.input i on i.operation = o.id join genealogy.unit u on u.id = i.unit
             where u.code = :code and o.type not in ('OP-001', 'OP-002') order by 1""";

    private final JdbcClient jdbc;
    private final Units units;
    private final Evidence evidence;

    Records(BeanFactory beans) {
        this.jdbc = beans.getBean(JdbcClient.class);
        this.units = beans.getBean(Units.class);
        this.evidence = beans.getBean(Evidence.class);
    }

    /** A decision in force with the people who signed it. */
    record Decided(long id, String gate, String unit, String outcome, long evaluation, List<String> signers) {}

    List<Decided> decisions() {
        return jdbc.sql(DECISIONS).query((row, _) -> new Decided(row.getLong("id"), row.getString("gate"),
                row.getString("code"), row.getString("outcome"), row.getLong("evaluation"),
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
