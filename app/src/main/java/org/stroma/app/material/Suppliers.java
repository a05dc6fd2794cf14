package org.stroma.app.material;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.evidence.Evidence.RawFile;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;

/** Makers and sellers, their audits, the list of approved sources, and what they notified. */
@Service
public class Suppliers {
    private static final String COMPANY = """
            insert into material.company (code, name_zh, name_en, country) values (:code, :nameZh, :nameEn, :country)""";
    private static final String AUDIT = """
            insert into material.audit (company, audited_on, outcome, report, note, entered_by, entered_at)
            values (:company, :on, :outcome, :report, :note, people.author(), ledger.plant_now())""";
    private static final String APPROVE = """
            insert into material.approval (material, manufacturer, supplier, state, reason, entered_by, entered_at)
            values (:material, :manufacturer, :supplier, :state, :reason, people.author(), ledger.plant_now())""";
    private static final String NOTICE = """
            insert into material.notice (material, company, kind, content, entered_by, entered_at)
            values (:material, :company, 'CHANGE', :content, people.author(), ledger.plant_now()) returning id""";
    private static final String ASSESS = "select material.assess_notice(:id, :assessment)";
    private static final String EPIDEMIC = "insert into material.epidemic (version, country, disease) values (:version, :country, :disease)";
    private static final String EPIDEMIC_VERSION = "select coalesce(max(version), 0) + 1 from material.epidemic";
    private static final String EPIDEMICS = "select version, country, disease from material.epidemic where version = (select max(version) from material.epidemic) order by country, disease";
    private static final String COMPANIES = """
            select c.code, c.name_zh, c.name_en, c.country, a.audited_on, a.outcome, encode(a.report, 'hex') as report
              from material.company c
              left join lateral (select audited_on, outcome, report from material.audit where company = c.code order by audited_on desc, id desc limit 1) a on true
             order by c.code""";
    private static final String APPROVALS = """
            select distinct on (material, manufacturer, supplier) material, manufacturer, supplier, state, reason, entered_at
              from material.approval where cast(:material as text) is null or material = :material
             order by material, manufacturer, supplier, id desc""";
    private static final String NOTICES = """
            select n.id, n.material, n.company, u.code as unit, n.kind, n.content, n.entered_at, n.assessment, n.assessed_at
              from material.notice n left join genealogy.unit u on u.id = n.unit
             where cast(:material as text) is null or n.material = :material order by n.id desc""";

    private final JdbcClient jdbc;
    private final Authorship authorship;
    private final Evidence evidence;

    Suppliers(JdbcClient jdbc, Authorship authorship, Evidence evidence) {
        this.jdbc = jdbc;
        this.authorship = authorship;
        this.evidence = evidence;
    }

    /** A maker or seller; country by ISO 3166-1 alpha-2. */
    public record Company(String code, String nameZh, String nameEn, String country) {}

    /** A company with its newest audit. */
    public record Audited(Company company, @Nullable LocalDate auditedOn, @Nullable String outcome,
            @Nullable String report) {}

    /** A source on the approved list, or suspended from it. */
    public record Approval(String material, String manufacturer, String supplier, String state, String reason,
            Instant at) {}

    /** A notice of change from a supplier, or of rejection to one. */
    public record Notice(long id, String material, String company, @Nullable String unit, String kind, String content,
            Instant at, @Nullable String assessment, @Nullable Instant assessedAt) {}

    /** A country of the list and why it is on it. */
    public record Epidemic(int version, String country, String disease) {}

    public void add(Actor actor, Company company) {
        if (known(company.code())) {
            throw new Refusal("ST041", Map.of("detail", company.code()));
        }
        authorship.write(actor, "new company " + company.code(), () -> jdbc.sql(COMPANY).param("code", company.code())
                .param("nameZh", company.nameZh()).param("nameEn", company.nameEn())
                .param("country", company.country()).update());
    }

    private boolean known(String company) {
        return companies().stream().anyMatch(each -> each.company().code().equals(company));
    }

    private void know(String... companies) {
        for (String company : companies) {
            if (!known(company)) {
                throw new Refusal("not-found", Map.of("company", company));
            }
        }
    }

    /** Records an audit with its report; how long it holds follows from the level of the material that is judged. */
    public void audit(Actor actor, String company, LocalDate on, boolean passed, @Nullable RawFile report,
            @Nullable String note) {
        know(company);
        authorship.write(actor, "audit of " + company, () -> {
            byte[] sha = report == null ? null : HexFormat.of().parseHex(evidence.keep(report));
            return jdbc.sql(AUDIT).param("company", company).param("on", on)
                    .param("outcome", passed ? "PASSED" : "FAILED").param("report", sha, Types.BINARY)
                    .param("note", note, Types.VARCHAR).update();
        });
    }

    /** Puts a source of a material on the approved list. */
    public void approve(Actor actor, String material, String manufacturer, String supplier, String reason) {
        source(actor, material, manufacturer, supplier, "APPROVED", reason);
    }

    /** Takes a source off the list; lots from it can no longer be released. */
    public void suspend(Actor actor, String material, String manufacturer, String supplier, String reason) {
        source(actor, material, manufacturer, supplier, "SUSPENDED", reason);
    }

    private void source(Actor actor, String material, String manufacturer, String supplier, String state,
            String reason) {
        know(manufacturer, supplier);
        authorship.write(actor, reason,
                () -> jdbc.sql(APPROVE).param("material", material).param("manufacturer", manufacturer)
                        .param("supplier", supplier).param("state", state).param("reason", reason).update());
    }

    /** Records what a supplier announced; lots are judged with it until QA has assessed it. */
    public long announce(Actor actor, String material, String company, String content) {
        know(company);
        return authorship.write(actor, "change notice of " + company, () -> jdbc.sql(NOTICE).param("material", material)
                .param("company", company).param("content", content).query(Long.class).single());
    }

    public void assess(Actor actor, long notice, String assessment) {
        authorship.write(actor, "change notice assessed: " + assessment, () -> jdbc.sql(ASSESS).param("id", notice)
                .param("assessment", assessment).query((_, _) -> true).list());
    }

    /** Replaces the list of epidemic countries by a new version; returns its number. */
    public int epidemics(Actor actor, List<Epidemic> countries, String reason) {
        return authorship.write(actor, reason, () -> {
            int version = jdbc.sql(EPIDEMIC_VERSION).query(Integer.class).single();
            countries.forEach(each -> jdbc.sql(EPIDEMIC).param("version", version).param("country", each.country())
                    .param("disease", each.disease()).update());
            return version;
        });
    }

    public List<Epidemic> epidemics() {
        return jdbc.sql(EPIDEMICS).query((row, _) -> new Epidemic(row.getInt("version"), row.getString("country"),
                row.getString("disease"))).list();
    }

    public List<Audited> companies() {
        return jdbc.sql(COMPANIES).query((row, _) -> new Audited(
                new Company(row.getString("code"), row.getString("name_zh"), row.getString("name_en"),
                        row.getString("country")),
                row.getObject("audited_on", LocalDate.class), row.getString("outcome"), row.getString("report")))
                .list();
    }

    /** The newest word on each source of a material; of all materials when it is null. */
    public List<Approval> approvals(@Nullable String material) {
        return jdbc.sql(APPROVALS).param("material", material, Types.VARCHAR)
                .query((row, _) -> new Approval(row.getString("material"), row.getString("manufacturer"),
                        row.getString("supplier"), row.getString("state"), row.getString("reason"),
                        row.getTimestamp("entered_at").toInstant()))
                .list();
    }

    public List<Notice> notices(@Nullable String material) {
        return jdbc.sql(NOTICES).param("material", material, Types.VARCHAR).query((row, _) -> {
            Timestamp assessed = row.getTimestamp("assessed_at");
            return new Notice(row.getLong("id"), row.getString("material"), row.getString("company"),
                    row.getString("unit"), row.getString("kind"), row.getString("content"),
                    row.getTimestamp("entered_at").toInstant(), row.getString("assessment"),
                    assessed == null ? null : assessed.toInstant());
        }).list();
    }
}
