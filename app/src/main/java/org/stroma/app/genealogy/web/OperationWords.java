package org.stroma.app.genealogy.web;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stroma.app.shell.Words;

/** Names of operations. Only a migration changes the catalogue, so it is read once. */
@Component("operationWords")
class OperationWords {
    private static final String OPERATIONS = "select code, name_zh, name_en from genealogy.operation_type";

    private final JdbcClient jdbc;
    private final Words words;
    private final Map<String, List<String>> names = new ConcurrentHashMap<>();

    OperationWords(JdbcClient jdbc, Words words) {
        this.jdbc = jdbc;
        this.words = words;
    }

    /** What an operation is called; its code where the catalogue does not know it. */
    public String name(String code) {
        if (names.isEmpty()) {
            jdbc.sql(OPERATIONS).query((row, _) -> Map.entry(row.getString("code"),
                    List.of(row.getString("name_zh"), row.getString("name_en")))).list()
                    .forEach(entry -> names.put(entry.getKey(), entry.getValue()));
        }
        List<String> both = names.get(code);
        return both == null ? code : words.either(both.getFirst(), both.getLast());
    }
}
