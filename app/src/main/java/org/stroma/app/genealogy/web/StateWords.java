package org.stroma.app.genealogy.web;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stroma.app.shell.Words;

/** Names of states. Only a migration changes the catalogue, so it is read once. */
@Component("states")
class StateWords {
    private static final String STATES = "select unit_type, code, name_zh, name_en from genealogy.state";

    private final JdbcClient jdbc;
    private final Words words;
    private final Map<List<String>, List<String>> names = new ConcurrentHashMap<>();

    StateWords(JdbcClient jdbc, Words words) {
        this.jdbc = jdbc;
        this.words = words;
    }

    /** What a state of a type of unit is called; its code where the catalogue does not know it. */
    public String name(String unitType, String code) {
        List<String> both = known().get(List.of(unitType, code));
        return both == null ? code : words.either(both.getFirst(), both.getLast());
    }

    /** What a state is called where the type of unit is not known: as the first type calls it that has it. */
    Optional<String> find(String code) {
        return known().entrySet().stream().filter(entry -> entry.getKey().getLast().equals(code))
                .min(Comparator.comparing(entry -> entry.getKey().getFirst())).map(Map.Entry::getValue)
                .map(both -> words.either(both.getFirst(), both.getLast()));
    }

    private Map<List<String>, List<String>> known() {
        if (names.isEmpty()) {
            jdbc.sql(STATES)
                    .query((row, _) -> Map.entry(List.of(row.getString(1), row.getString(2)),
                            List.of(row.getString(3), row.getString(4))))
                    .list().forEach(entry -> names.put(entry.getKey(), entry.getValue()));
        }
        return names;
    }
}
