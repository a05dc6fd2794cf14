package org.stroma.app.genealogy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.stroma.app.database.AfterMigration;
import org.stroma.app.database.ReferenceRows;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/**
 * Loads the catalogue of operations from {@code catalogue/*.yaml} into the rows that the door reads. Each module may add a
 * file of its own; a code stands in one file only.
 */
public final class Catalogue implements AfterMigration {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Map<String, Object>> unitTypes = new LinkedHashMap<>();
    private final List<Map<String, Object>> states = new ArrayList<>();
    private final Map<String, Map<String, Object>> operations = new LinkedHashMap<>();
    private final List<Map<String, Object>> ports = new ArrayList<>();
    private final List<Map<String, Object>> transitions = new ArrayList<>();
    private final List<Map<String, Object>> dispositions = new ArrayList<>();
    private final List<Map<String, Object>> uses = new ArrayList<>();

    @Override
    public int place() {
        return 10;
    }

    @Override
    public void run(Connection owner) throws SQLException {
        readAll();
        put(owner, "genealogy.unit_type", List.of("code"), new ArrayList<>(unitTypes.values()), false);
        put(owner, "genealogy.state", List.of("unit_type", "code"), states, false);
        put(owner, "genealogy.operation_type", List.of("code"), new ArrayList<>(operations.values()), false);
        put(owner, "genealogy.port", List.of("operation", "port", "unit_type", "from_state", "to_state"), ports, true);
        put(owner, "genealogy.gate_transition", List.of("gate", "unit_type", "outcome", "from_state"), transitions,
                true);
        put(owner, "genealogy.disposition_rule", List.of("action", "unit_type", "from_state"), dispositions, true);
        put(owner, "genealogy.named_use", List.of("unit_type", "code"), uses, true);
    }

    private static void put(Connection owner, String table, List<String> keys, List<Map<String, Object>> rows,
            boolean exactly)
            throws SQLException {
        ReferenceRows reference = new ReferenceRows(table, keys);
        String json = JSON.writeValueAsString(rows);
        if (exactly) {
            reference.keepOnly(owner, json);
        }
        reference.put(owner, json);
    }

    private void readAll() {
        try {
            for (Resource file : new PathMatchingResourcePatternResolver(Catalogue.class.getClassLoader())
                    .getResources("classpath*:catalogue/*.yaml")) {
                try (InputStream in = file.getInputStream()) {
                    LoaderOptions options = new LoaderOptions();
                    options.setAllowDuplicateKeys(false);
                    options.setMaxAliasesForCollections(10);
                    options.setNestingDepthLimit(20);
                    Map<String, Object> content = new Yaml(new SafeConstructor(options)).load(in);
                    map(content.get("unit_types")).forEach((code, type) -> unitType(code, map(type)));
                    map(content.get("operations")).forEach((code, operation) -> operation(code, map(operation)));
                    for (Object gate : list(content.get("gates"))) {
                        transition(map(gate));
                    }
                    list(content.get("dispositions")).forEach(each -> disposition(map(each)));
                    list(content.get("uses")).forEach(each -> use(map(each)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unitType(String code, Map<String, Object> type) {
        List<Object> name = list(type.get("name"));
        if (!name.isEmpty()) {
            unitTypes.put(code, row("code", code, "name_zh", name.get(0), "name_en", name.get(1), "living",
                    type.getOrDefault("living", false)));
        }
        map(type.get("states")).forEach((state, text) -> {
            List<Object> words = list(text);
            states.add(row("unit_type", code, "code", state, "name_zh", words.get(0), "name_en", words.get(1), "tone",
                    words.get(2), "spent", words.contains("spent")));
        });
    }

    private void operation(String code, Map<String, Object> operation) {
        List<Object> name = list(operation.get("name"));
        if (operations.put(code,
                row("code", code, "name_zh", name.get(0), "name_en", name.get(1), "class", operation.get("class"),
                        "law", operation.getOrDefault("law", "NONE"), "roles", operation.get("roles"), "verifier_role",
                        operation.get("verifier"),
                        "passage_delta", operation.getOrDefault("passage", 0), "starts", operation.get("starts"),
                        "hands_over", operation.getOrDefault("hands_over", false), "past_bounds",
                        operation.getOrDefault("past_bounds", false), "skill",
                        operation.get("skill"))) != null) {
            throw new IllegalStateException("The catalogue has two operations " + code);
        }
        ports(code, "IN", map(operation.get("in")));
        ports(code, "OUT", map(operation.get("out")));
    }

    private void ports(String operation, String direction, Map<String, Object> named) {
        Predicate<Port> principal = principal(direction, named);
        named.forEach((port, content) -> {
            for (Object each : several(content)) {
                Map<String, Object> one = map(each);
                for (Object state : list(one.get("states"))) {
                    String[] way = direction.equals("IN")
                            ? state.toString().split(">")
                            : new String[]{"", state.toString()};
                    if (way.length != 2) {
                        throw new IllegalStateException(
                                operation + " " + port + ": a state is written FROM>TO, not " + state);
                    }
                    ports.add(row("operation", operation, "port", port, "direction", direction, "unit_type",
                            one.get("unit"), "from_state", way[0],
                            "to_state", way[1], "takes", one.getOrDefault("takes", "NONE"), "flow",
                            one.getOrDefault("flow", false), "principal", principal.test(Port.of(port, one))));
                }
            }
        });
    }

    private static List<?> several(Object content) {
        return content instanceof List<?> several ? several : List.of(content);
    }

    /** A port of an operation, as far as it matters to whether it has to be used. */
    private record Port(String name, String unit, boolean flow) {
        static Port of(String name, Map<String, Object> content) {
            return new Port(name, String.valueOf(content.get("unit")), Boolean.TRUE.equals(content.get("flow")));
        }

        /** Materials are used along the way, samples taken along the way. */
        boolean aside(String direction) {
            return direction.equals("IN")
                    ? name.equals("material") || name.equals("solution")
                    : unit.equals("SAMPLE");
        }
    }

    /**
     * Which ports an operation is about, of which one at least has to be used: the flowing ones; where nothing flows, all but
     * materials and samples; where there is nothing else, materials, while a sample is never asked for unless it flows.
     */
    private static Predicate<Port> principal(String direction, Map<String, Object> named) {
        List<Port> all = named.entrySet().stream().flatMap(entry -> several(entry.getValue()).stream()
                .map(content -> Port.of(entry.getKey(), map(content)))).toList();
        List<Port> main = all.stream().filter(port -> !port.aside(direction)).toList();
        if (main.stream().anyMatch(Port::flow)) {
            return port -> port.flow() && !port.aside(direction);
        }
        return main.isEmpty() ? port -> direction.equals("IN") || port.flow() : port -> !port.aside(direction);
    }

    private void transition(Map<String, Object> gate) {
        List<Object> members = list(gate.get("members"));
        for (Object from : list(gate.get("from"))) {
            transitions.add(row("gate", gate.get("gate"), "unit_type", gate.get("unit"), "outcome", gate.get("outcome"),
                    "from_state", from,
                    "to_state", "SAME".equals(gate.get("to")) ? from : gate.get("to"), "effect", gate.get("effect"),
                    "members_type", members.isEmpty() ? null : members.get(0), "members_from",
                    members.isEmpty() ? null : members.get(1),
                    "members_to", members.isEmpty() ? null : members.get(2)));
        }
    }

    private void disposition(Map<String, Object> rule) {
        List<Object> name = list(rule.get("name"));
        int place = dispositions.size();
        for (Object from : list(rule.get("from"))) {
            dispositions.add(row("action", rule.get("action"), "unit_type", rule.get("unit"), "from_state", from,
                    "to_state", rule.get("to"), "effect", rule.get("effect"), "signers", list(rule.get("signers")),
                    "name_zh", name.getFirst(), "name_en", name.getLast(), "asks_class",
                    rule.getOrDefault("class", false), "place", place));
        }
    }

    private void use(Map<String, Object> use) {
        List<Object> name = list(use.get("name"));
        uses.add(row("code", use.get("use"), "unit_type", use.get("unit"), "name_zh", name.getFirst(), "name_en",
                name.getLast(), "operations", list(use.get("operations")), "place", uses.size()));
    }

    private static Map<String, Object> row(@Nullable Object... pairs) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            Object value = pairs[i + 1];
            if (value != null) {
                row.put(String.valueOf(pairs[i]), value);
            }
        }
        return row;
    }

    @SuppressWarnings("unchecked") // The safe constructor makes maps with string keys of every mapping in these files.
    private static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked") // Likewise for sequences.
    private static List<Object> list(@Nullable Object value) {
        return value == null ? List.of() : (List<Object>) value;
    }
}
