package org.stroma.app.material;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stroma.app.evidence.Entry;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.standard.Value;
import org.stroma.measure.Moment;

/** What G3 asks about a lot and nobody types in: class, level, source, audit and dates, each with formula and inputs. */
@Component
class LotFacts {
    private static final String SOURCE = """
            select l.material, m.family, l.manufacturer, l.supplier, l.origin_country, l.needed_until, f.id as assessment, f.level, f.review_on,
                   p.state as approval, p.id as approval_id, a.id as audit, a.audited_on, a.outcome,
                   (select value from material.setting where code = case when f.level = 'L4' then 'audit_years_L4' else 'audit_years' end) as years,
                   (select max(version) from material.epidemic) as list,
                   exists (select from material.epidemic e where e.country = l.origin_country and e.version = (select max(version) from material.epidemic)) as epidemic,
                   (select count(*) from material.notice n where n.material = l.material and n.kind = 'CHANGE' and n.assessed_at is null
                       and n.company in (l.manufacturer, l.supplier)) as notices,
                   (select purpose from material.named_use where unit = l.unit order by id desc limit 1) as purpose,
                   (select operations from material.named_use where unit = l.unit order by id desc limit 1) as operations
              from material.lot l
              join material.material m on m.code = l.material
              left join material.assessment_in_force f on f.material = l.material
              left join lateral (select state, id from material.approval x where (x.material, x.manufacturer, x.supplier) = (l.material, l.manufacturer, l.supplier)
                                  order by id desc limit 1) p on true
              left join lateral (select id, audited_on, outcome from material.audit x where x.company = l.manufacturer order by audited_on desc, id desc limit 1) a on true
             where l.unit = :unit""";
    private static final String COMPONENTS = "select name, nature, species, pooled from material.component where material = :material order by name";
    private static final String AT_RISK_OPERATIONS = """
            select code from genealogy.operation_type where class in ('USE', 'SUSTAIN') and 'OPERATOR' = any (roles) order by code""";

    private final JdbcClient jdbc;
    private final PlantClock clock;

    LotFacts(JdbcClient jdbc, PlantClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Everything the master knows about where a lot comes from. */
    record Sourced(String material, String family, String manufacturer, String supplier, @Nullable String country,
            Instant neededUntil, @Nullable Long assessment, @Nullable String level, @Nullable LocalDate reviewOn,
            @Nullable String approval, @Nullable Long audit, @Nullable LocalDate auditedOn, @Nullable String outcome,
            int years, int list, boolean epidemic, int notices, List<String> operations) {

        /** The last day on which the audit holds. */
        @Nullable
        LocalDate auditedUntil() {
            return auditedOn == null ? null : auditedOn.plusYears(years).minusDays(1);
        }
    }

    Optional<Sourced> source(long unit) {
        return jdbc.sql(SOURCE).param("unit", unit).query((row, _) -> sourced(row)).optional();
    }

    private static Sourced sourced(ResultSet row) throws SQLException {
        java.sql.Array operations = row.getArray("operations");
        return new Sourced(row.getString("material"), row.getString("family"), row.getString("manufacturer"),
                row.getString("supplier"), row.getString("origin_country"),
                row.getTimestamp("needed_until").toInstant(), number(row, "assessment"), row.getString("level"),
                row.getObject("review_on", LocalDate.class), row.getString("approval"), number(row, "audit"),
                row.getObject("audited_on", LocalDate.class), row.getString("outcome"), row.getInt("years"),
                row.getInt("list"), row.getBoolean("epidemic"), row.getInt("notices"),
                operations == null ? List.of() : Arrays.asList((String[]) operations.getArray()));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    List<org.stroma.app.material.Component> components(String material) {
        return jdbc.sql(COMPONENTS).param("material", material)
                .query((row, _) -> new org.stroma.app.material.Component(row.getString("name"),
                        org.stroma.app.material.Component.Nature.valueOf(row.getString("nature")),
                        row.getString("species"), row.getBoolean("pooled")))
                .list();
    }

    /** The derived facts of a lot; what cannot be derived is left out and stays missing. */
    List<Entry> derive(Units.Unit unit, Sourced source) {
        List<Entry> facts = new ArrayList<>(composition(unit.code(), source));
        if (source.assessment() != null && source.level() != null && source.reviewOn() != null) {
            List<String> inputs = List.of("assessment " + source.assessment());
            facts.add(Entry.derived(unit.code(), "risk_level", new Value.Code(source.level()), "signed-assessment/1",
                    inputs));
            facts.add(Entry.derived(unit.code(), "risk_assessment",
                    new Value.Document(Value.DocumentStatus.VALID, endOf(source.reviewOn())), "signed-assessment/1",
                    inputs));
        }
        facts.addAll(sources(unit.code(), source));
        if (unit.expiresAt() != null) {
            facts.add(Entry.derived(unit.code(), "material_expiry", at(unit.expiresAt()), "expiry/1",
                    List.of(unit.code())));
        }
        facts.add(Entry.derived(unit.code(), "needed_until", at(source.neededUntil()), "planned-use/1",
                List.of(unit.code())));
        return facts;
    }

    private List<Entry> composition(String unit, Sourced source) {
        List<org.stroma.app.material.Component> components = components(source.material());
        List<String> inputs = new ArrayList<>(List.of("material " + source.material(), "family " + source.family()));
        components.forEach(each -> inputs.add(each.asInput()));
        return List.of(
                Entry.derived(unit, "material_class", new Value.Code(org.stroma.app.material.Component
                        .materialClass(source.family(), components)), "material-class/1", inputs),
                flag(unit, "animal_derived", org.stroma.app.material.Component.anyAnimal(components), inputs),
                flag(unit, "blood_product", org.stroma.app.material.Component.anyBlood(components), inputs),
                flag(unit, "pooled_human", org.stroma.app.material.Component.anyPooled(components), inputs));
    }

    private static Entry flag(String unit, String characteristic, boolean holds, List<String> inputs) {
        return Entry.derived(unit, characteristic, new Value.Flag(holds), "components/1", inputs);
    }

    private List<Entry> sources(String unit, Sourced source) {
        List<Entry> facts = new ArrayList<>();
        String from = source.manufacturer() + " / " + source.supplier();
        facts.add(Entry.derived(unit, "supplier_approved", new Value.Flag("APPROVED".equals(source.approval())),
                "approved-list/1", List.of(source.material(), from)));
        LocalDate until = source.auditedUntil();
        if (source.audit() != null && until != null) {
            Value.DocumentStatus status = "PASSED".equals(source.outcome())
                    ? Value.DocumentStatus.VALID
                    : Value.DocumentStatus.INVALID;
            facts.add(Entry.derived(unit, "supplier_audit", new Value.Document(status, endOf(until)),
                    "audit-validity/1", List.of("audit " + source.audit(), source.years() + " a")));
        }
        if (source.country() != null) {
            facts.add(Entry.derived(unit, "origin_epidemic", new Value.Flag(source.epidemic()), "epidemic-list/1",
                    List.of("list " + source.list(), source.country())));
        }
        facts.add(Entry.derived(unit, "open_change_notice", new Value.Flag(source.notices() > 0), "change-notices/1",
                List.of(source.material(), from)));
        return facts;
    }

    /** The operations that a material may enter before its tests end, where the policy of the product allows it at all. */
    List<String> atRiskOperations() {
        return jdbc.sql(AT_RISK_OPERATIONS).query(String.class).list();
    }

    Value at(Instant instant) {
        return new Value.At(new Moment.Instant(instant.atZone(clock.getZone()).toOffsetDateTime()));
    }

    private Moment endOf(LocalDate day) {
        OffsetDateTime midnight = day.plusDays(1).atStartOfDay(clock.getZone()).toOffsetDateTime();
        return new Moment.Instant(midnight.minusSeconds(1));
    }
}
