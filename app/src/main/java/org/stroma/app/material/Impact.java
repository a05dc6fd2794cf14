package org.stroma.app.material;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.shell.Csv;

/** What a bad lot reaches: everything that descends from it, with states, and the notice to its supplier. */
@Service
public class Impact {
    private static final String REACHED = """
            select u.code, u.type, t.name_zh as type_zh, t.name_en as type_en, u.state, s.name_zh, s.name_en, s.tone, u.remaining, u.measure, l.code as lot, u.holder
              from genealogy.descendants(array [:unit]::bigint[]) d
              join genealogy.unit u on u.id = d.unit join genealogy.state s on s.unit_type = u.type and s.code = u.state
              join genealogy.unit_type t on t.code = u.type left join genealogy.unit l on l.id = u.lot
             where u.id <> :unit order by u.id""";
    private static final String NOTICE = """
            insert into material.notice (material, company, unit, kind, content, entered_by, entered_at)
            select l.material, l.supplier, l.unit, 'REJECTION', :content, people.author(), ledger.plant_now()
              from material.lot l join genealogy.unit u on u.id = l.unit where u.code = :code""";

    private final JdbcClient jdbc;
    private final Units units;
    private final Authorship authorship;

    Impact(JdbcClient jdbc, Units units, Authorship authorship) {
        this.jdbc = jdbc;
        this.units = units;
        this.authorship = authorship;
    }

    /** Something that descends from the lot; patients' codes and donors' identities are not among it. */
    public record Reached(String code, String type, String typeZh, String typeEn, String state, String stateZh,
            String stateEn, String tone, @Nullable BigDecimal remaining, @Nullable String measure,
            @Nullable String lot, String holder) {}

    /** Everything that was made with a lot or solution, in the order in which it was made. */
    public List<Reached> of(Actor actor, String code) {
        Units.Unit unit = Sight.seen(actor, units.get(code));
        return jdbc.sql(REACHED).param("unit", unit.id())
                .query((row, _) -> new Reached(row.getString("code"), row.getString("type"), row.getString("type_zh"),
                        row.getString("type_en"), row.getString("state"), row.getString("name_zh"),
                        row.getString("name_en"), row.getString("tone"), row.getBigDecimal("remaining"),
                        row.getString("measure"), row.getString("lot"), row.getString("holder")))
                .list();
    }

    /** How many of each type are in each state. */
    public Map<String, Map<String, Long>> counts(List<Reached> reached) {
        return reached.stream().collect(Collectors.groupingBy(Reached::type, TreeMap::new,
                Collectors.groupingBy(Reached::state, TreeMap::new, Collectors.counting())));
    }

    /** The list as CSV (RFC 4180) with a byte order mark for spreadsheets; no cell is read as a formula. */
    public String csv(List<Reached> reached) {
        return "\uFEFF" + Stream.concat(
                Stream.of("code,type,state,remaining,unit of measure,lot,holder"),
                reached.stream()
                        .map(each -> Stream
                                .of(each.code(), each.type(), each.state(),
                                        each.remaining() == null ? "" : each.remaining().toPlainString(),
                                        each.measure() == null ? "" : each.measure(),
                                        each.lot() == null ? "" : each.lot(), each.holder())
                                .map(Csv::cell).collect(Collectors.joining(","))))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    /** Keeps the text that is sent to the supplier of a rejected lot. */
    public void notifySupplier(Actor actor, String code, String content) {
        Sight.seen(actor, units.get(code));
        authorship.write(actor, "supplier notice about " + code,
                () -> jdbc.sql(NOTICE).param("code", code).param("content", content).update());
    }
}
