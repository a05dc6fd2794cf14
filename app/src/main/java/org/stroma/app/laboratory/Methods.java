package org.stroma.app.laboratory;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.Signing;
import tools.jackson.databind.json.JsonMapper;

/** Test methods: drafted in the laboratory, effective when QC head and QA have signed. */
@Service
public class Methods {
    /** The record type under which methods are signed; the id is {@code code/version}. */
    public static final String RECORD = "method";
    private static final String DRAFT = "select laboratory.draft_method(cast(:method as jsonb))";
    private static final String LIST = "select code, version, name_zh, name_en, reference, characteristics, validated, report, state from laboratory.method";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Authorship authorship;
    private final Signing signing;

    Methods(JdbcClient jdbc, JsonMapper json, Authorship authorship, Signing signing) {
        this.jdbc = jdbc;
        this.json = json;
        this.authorship = authorship;
        this.signing = signing;
    }

    /**
     * A version of a method.
     *
     * @param characteristics what it measures, by the codes of the standards
     * @param report the validation report, when it is validated
     */
    public record Method(String code, int version, String nameZh, String nameEn, String reference,
            List<String> characteristics, boolean validated, @Nullable String report,
            String state) {}

    /** Drafts a new version; returns its number. */
    public int draft(Actor actor, String code, String nameZh, String nameEn, String reference,
            List<String> characteristics, @Nullable String validationReport) {
        Map<String, Object> content = Map.of("code", code, "name_zh", nameZh, "name_en", nameEn, "reference", reference,
                "characteristics", characteristics,
                "validated", validationReport != null, "report", validationReport == null ? "" : validationReport);
        return authorship.write(actor, "method " + code + " drafted",
                () -> jdbc.sql(DRAFT).param("method", json.writeValueAsString(content)).query(Integer.class).single());
    }

    /** Signs a drafted version; the second signature makes it effective. */
    public Signing.Panel sign(Actor session, String code, int version, Signing.Entry entry) {
        return signing.sign(session, RECORD, code + "/" + version, entry);
    }

    public Optional<Signing.Panel> panel(String code, int version) {
        return signing.panel(RECORD, code + "/" + version);
    }

    public List<Method> list() {
        return query(LIST + " order by code, version desc", Map.of());
    }

    /** The version of a method that was in force at an instant. */
    public Optional<Method> inForce(String code, Instant at) {
        return query(LIST + " where code = :code and effective_from <= :at order by version desc limit 1",
                Map.of("code", code, "at", Timestamp.from(at))).stream().findFirst();
    }

    /** The effective version of a method. */
    public Optional<Method> effective(String code) {
        return query(LIST + " where code = :code and state = 'EFFECTIVE'", Map.of("code", code)).stream().findFirst();
    }

    private List<Method> query(String sql, Map<String, ?> parameters) {
        return jdbc.sql(sql).params(parameters)
                .query((row, _) -> new Method(row.getString("code"), row.getInt("version"), row.getString("name_zh"),
                        row.getString("name_en"),
                        row.getString("reference"), List.of((String[]) row.getArray("characteristics").getArray()),
                        row.getBoolean("validated"), row.getString("report"),
                        row.getString("state")))
                .list();
    }
}
