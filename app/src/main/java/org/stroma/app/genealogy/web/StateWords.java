package org.stroma.app.genealogy.web;

import java.util.List;
import java.util.Map;
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
        if (names.isEmpty()) {
            jdbc.sql(STATES)
                    .query((row, _) -> Map.entry(List.of(row.getString(1), row.getString(2)),
                            List.of(row.getString(3), row.getString(4))))
                    .list().forEach(entry -> names.put(entry.getKey(), entry.getValue()));
        }
        List<String> both = names.get(List.of(unitType, code));
        return both == null ? code : words.either(both.getFirst(), both.getLast());
    }
}
