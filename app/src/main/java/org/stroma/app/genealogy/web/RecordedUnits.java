package org.stroma.app.genealogy.web;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stroma.app.shell.RecordedWords;
import org.stroma.app.shell.Words;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Says states, types of units and operations, units by their number, and what was recorded with an operation. */
@Component
class RecordedUnits implements RecordedWords {
    private static final Set<String> STATES = Set.of("state", "from_state", "to_state", "members_from", "members_to");
    private static final Set<String> TYPES = Set.of("unit_type", "members_type");
    private static final Set<String> UNITS = Set.of("unit", "lot", "shipment", "bank", "tissue");
    private static final Set<String> PARAMETERS = Set.of("attributes", "parameters");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final String UNIT = "select code from genealogy.unit where id = :id";
    private static final String OPERATION = "select type from genealogy.operation where id = :id";
    private static final String OWN = "genealogy.";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Words words;
    private final StateWords states;
    private final OperationWords operations;
    private final ParameterWords parameters;

    RecordedUnits(JdbcClient jdbc, JsonMapper json, Words words, StateWords states, OperationWords operations,
            ParameterWords parameters) {
        this.jdbc = jdbc;
        this.json = json;
        this.words = words;
        this.states = states;
        this.operations = operations;
        this.parameters = parameters;
    }

    @Override
    public Optional<String> find(String table, String column, String value) {
        boolean number = NUMBER.matcher(value).matches();
        if (UNITS.contains(column) || (column.equals("id") && table.equals("genealogy.unit"))) {
            return number ? single(UNIT, value) : Optional.empty();
        }
        if (!table.startsWith(OWN)) {
            return Optional.empty();
        }
        if (STATES.contains(column)) {
            return states.find(value);
        }
        if (TYPES.contains(column) || (column.equals("type") && table.equals("genealogy.unit"))) {
            return Optional.of(words.say("type." + value)).filter(said -> !said.startsWith("⟨"));
        }
        if (column.equals("type") && table.equals("genealogy.operation")) {
            return Optional.of(operations.name(value)).filter(said -> !said.equals(value));
        }
        if (column.equals("operation") || column.equals("made_by")) {
            return number ? single(OPERATION, value).map(operations::name) : Optional.empty();
        }
        return PARAMETERS.contains(column) ? phrases(value) : Optional.empty();
    }

    private Optional<String> single(String sql, String number) {
        return jdbc.sql(sql).param("id", Long.parseLong(number)).query(String.class).optional();
    }

    private Optional<String> phrases(String text) {
        try {
            Map<String, Object> map = json.readValue(text, new TypeReference<>() {
            });
            return Optional.of(String.join(words.say("parameter.between"), parameters.say(map)));
        } catch (JacksonException notAnObject) {
            return Optional.empty();
        }
    }
}
