package org.stroma.instruments.absoluteq;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmBuilder.DataSource;
import org.stroma.instruments.asm.IdentifierList;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.qpcr.Dpcr;
import org.stroma.instruments.table.Fields;

/**
 * Calculated values of wells and of groups of wells. As in the published documents, those of wells are told only when the file
 * has rows of groups. In a summary the columns common to all dyes hold for the whole group and are told once, after the rest.
 */
final class GroupCalculations {

    /** One value of a row of a group. */
    private record Value(Calculated kind, BigDecimal value, String id) {}

    /** A row of a group; the target is empty for the values of all targets. */
    private record Group(String name, String target, List<Value> values, Map<String, String> ids) {

        /** Measurements name their group without the number of wells in parentheses. */
        String key() {
            return target.isEmpty() ? name : name.split("\\(", 2)[0].strip() + "_" + target;
        }

    }

    private final AsmBuilder asm;
    private final AbsoluteQTable table;
    private final Problems problems;
    private final List<Group> groups = new ArrayList<>();
    private final Map<String, IdentifierList> measurements = new HashMap<>();
    /** Values of wells: the number of what is calculated, the value, and the measurement. */
    private final List<JsonObject> ofWells;

    GroupCalculations(AsmBuilder asm, AbsoluteQTable table, Problems problems) {
        this.asm = asm;
        this.table = table;
        this.problems = problems;
        ofWells = asm.sharedList();
    }

    void addGroup(Fields row) {
        List<Value> values = new ArrayList<>();
        Map<String, String> ids = new HashMap<>();
        for (Calculated kind : Calculated.ofGroup(row.text(AbsoluteQTable.WELL))) {
            BigDecimal value = row.number(kind.columns().toArray(String[]::new));
            if (value == null)
                continue;
            String id = asm.nextId();
            values.add(new Value(kind, value, id));
            ids.put(kind.name(), id);
        }
        groups.add(new Group(row.textOr("", AbsoluteQTable.GROUP), row.textOr("", "Target"), values, ids));
    }

    void addMeasurement(Fields row, Measurement measurement) {
        String group = row.textOr("", AbsoluteQTable.GROUP);
        String id = measurement.identifier();
        measurements.computeIfAbsent(group, g -> asm.identifierList()).add(id);
        measurements.computeIfAbsent(group + "_" + row.textOr("N/A", "Target"), g -> asm.identifierList()).add(id);
        for (int i = 0; i < Calculated.OF_WELL.size(); i++) {
            BigDecimal value = row.number(Calculated.OF_WELL.get(i).columns().getFirst());
            if (value != null)
                ofWells.add(new JsonObject().put("kind", i).put("value", value).put("measurement", id));
        }
    }

    private void tellOfWell(JsonObject of) {
        Calculated kind = Calculated.OF_WELL.get(((BigDecimal) Objects.requireNonNull(of.get("kind"))).intValue());
        String id = String.valueOf(of.get("measurement"));
        tell(kind, (BigDecimal) Objects.requireNonNull(of.get("value")), asm.nextId(),
                kind.features().stream().map(feature -> new DataSource(id, feature)).toList());
    }

    /** Writes all values, wells before groups. */
    void tell() {
        if (groups.isEmpty()) {
            if (!ofWells.isEmpty())
                problems.add(FileProblem.SECTION_LEFT_OUT,
                        String.join(", ", Calculated.OF_WELL.stream().map(Calculated::name).distinct().toList()));
            return;
        }
        ofWells.forEach(this::tellOfWell);
        Map<String, Map<String, Value>> common = new LinkedHashMap<>();
        Map<String, Group> last = new HashMap<>();
        for (Group group : groups) {
            last.put(group.name, group);
            for (Value value : group.values)
                if (table.common().contains(value.kind.columns().getFirst()))
                    keep(common.computeIfAbsent(group.name, g -> new LinkedHashMap<>()), value);
                else
                    tell(value, group);
        }
        common.forEach((name, values) -> values.values().forEach(value -> tell(value,
                new Group(name, "", List.of(), last.getOrDefault(name, groups.getFirst()).ids))));
    }

    private void keep(Map<String, Value> values, Value value) {
        Value before = values.put(value.kind.name(), value);
        if (before != null && before.value.compareTo(value.value) != 0)
            throw problems.refuse(FileProblem.CONTRADICTION, value.kind.name());
    }

    private void tell(Value value, Group group) {
        List<DataSource> sources = new ArrayList<>();
        if (!value.kind.ofCalculated() && value.kind.features().size() == 1) {
            tell(value.kind, value.value, value.id, measured(group).sources(value.kind.features().getFirst()));
            return;
        }
        for (String feature : value.kind.features())
            if (!value.kind.ofCalculated())
                sources.addAll(measured(group).sources(feature));
            else if (group.ids.containsKey(feature))
                sources.add(new DataSource(group.ids.get(feature), feature));
        tell(value.kind, value.value, value.id, sources);
    }

    private IdentifierList measured(Group group) {
        IdentifierList measured = measurements.get(group.key());
        return measured == null ? asm.identifierList() : measured;
    }

    private void tell(Calculated kind, BigDecimal value, String id, List<DataSource> sources) {
        asm.addCalculation(Dpcr.calculation(id, kind.name(), value, kind.unit(), sources));
    }

}
