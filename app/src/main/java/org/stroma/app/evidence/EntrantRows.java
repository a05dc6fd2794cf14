package org.stroma.app.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.stroma.app.database.AfterMigration;
import org.stroma.app.database.ReferenceRows;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/** Loads who enters and who reviews which evidence from {@code evidence/who.yaml} into the rows that the database checks. */
public final class EntrantRows implements AfterMigration {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ANY = "*";

    /** One row of the file; {@code only} is absent where it is about everything else of the unit. */
    private record Row(String unit, String kind, List<String> only, List<String> roles) {
        Row {
            if (roles.isEmpty()) {
                throw new IllegalStateException("nobody enters evidence of " + unit);
            }
        }
    }

    @Override
    public int place() {
        return 15;
    }

    @Override
    public void run(Connection owner) throws SQLException {
        Map<String, Object> file = read();
        List<Map<String, Object>> entrants = new ArrayList<>();
        for (Object each : (List<?>) file.getOrDefault("enter", List.of())) {
            Row row = row((Map<?, ?>) each);
            row.only().forEach(characteristic -> entrants.add(Map.of("unit_type", row.unit(), "characteristic",
                    characteristic, "kind", row.kind(), "roles", row.roles())));
        }
        List<Map<String, Object>> reviewers = new ArrayList<>();
        ((Map<?, ?>) file.getOrDefault("review", Map.of())).forEach((unit, roles) -> reviewers
                .add(Map.of("unit_type", unit, "roles", texts(roles))));
        exactly(owner, "evidence.entrant", List.of("unit_type", "characteristic", "kind"), entrants);
        exactly(owner, "evidence.reviewer", List.of("unit_type"), reviewers);
    }

    private static void exactly(Connection owner, String table, List<String> keys, List<Map<String, Object>> rows)
            throws SQLException {
        ReferenceRows reference = new ReferenceRows(table, keys);
        String json = JSON.writeValueAsString(rows);
        reference.keepOnly(owner, json);
        reference.put(owner, json);
    }

    private static Map<String, Object> read() {
        try (InputStream in = EntrantRows.class.getResourceAsStream("/evidence/who.yaml")) {
            if (in == null) {
                throw new IllegalStateException("evidence/who.yaml is missing");
            }
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            options.setMaxAliasesForCollections(10);
            options.setNestingDepthLimit(20);
            return new Yaml(new SafeConstructor(options)).load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(Map<?, ?> written) {
        Object kind = written.get("kind");
        Object only = written.get("only");
        return new Row(String.valueOf(written.get("unit")), kind == null ? ANY : kind.toString(),
                only == null ? List.of(ANY) : texts(only), texts(written.get("roles")));
    }

    private static List<String> texts(@org.jspecify.annotations.Nullable Object list) {
        return list instanceof List<?> items ? items.stream().map(String::valueOf).toList() : List.of();
    }
}
