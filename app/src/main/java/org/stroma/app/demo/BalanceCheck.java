package org.stroma.app.demo;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.batch.LotBalance;
import org.stroma.app.database.Credentials;
import org.stroma.app.database.DatabaseRole;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Trace;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.LedgerVerifier;
import org.stroma.app.product.Product;
import org.stroma.app.product.Products;
import org.stroma.app.vault.Identity;

/** §10.5: balances, expiry, limits, replay of every verdict, identity outside the vaults, and the ledger itself. */
final class BalanceCheck {
    private static final String TABLES = """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema)' and n.nspname not in ('donor_vault', 'patient_vault')
               and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') order by 1""";

    private final BeanFactory beans;
    private final Records records;
    private final Units units;
    private final Lines lines;

    BalanceCheck(BeanFactory beans, Lines lines) {
        this.beans = beans;
        this.records = new Records(beans);
        this.units = beans.getBean(Units.class);
        this.lines = lines;
    }

    void run() {
        String lot = CultureAct.LOT;
        Product product = beans.getBean(Products.class).get("UCM-01");
        lines.number("10.5", "cPDL of passage 5", "14.5809", () -> records.cpdl(lot));
        lines.same("10.5", "passage", 5, () -> units.get(lot).passage());
        lines.number("10.5", "limit of cPDL", "20", () -> product.limits().cpdl());
        lines.number("10.5", "sum over all states", "135",
                () -> records.members(lot).values().stream().mapToLong(n -> n).sum());
        lines.same("10.5", "labels printed = applied + specimen + destroyed", "140 = 135 + 2 + 3", () -> {
            LotBalance.Labels labels = beans.getBean(LotBalance.class).labels(lot).orElseThrow();
            return labels.printed() + " = " + labels.applied() + " + " + labels.specimen() + " + " + labels.destroyed();
        });
        lines.number("10.5", "computed endotoxin limit, EU/mL", "30", product::computedEndotoxinLimit);
        lines.number("10.5", "specified endotoxin limit, EU/mL", "1.0", product::endotoxinLimitEuPerMl);
        lines.holds("10.5", "retained until 2058-11-16 or later",
                () -> !retainUntil(beans).isBefore(LocalDate.of(2058, 11, 16)));
        lines.same("10.5", "expiry", "2028-11-16", () -> units.get(lot).attributes().get("expiry"));
        lines.same("10.5", "forward trace: containers of the lot", "135", () -> trace(DonorAct.DONOR).nodes().stream()
                .filter(node -> node.type().equals("CONTAINER")).count());
        lines.same("10.5", "forward trace: banks", List.of(CultureAct.MCB, CultureAct.WCB),
                () -> trace(DonorAct.DONOR).nodes()
                        .stream().filter(node -> node.type().equals("BANK")).map(Trace.Node::code).sorted().toList());
        lines.same("10.5", "evaluations that do not replay", "[]", this::notReplayed);
        lines.same("10.5", "records outside the vaults that carry an identity", "[]", this::identified);
        lines.same("10.5", "ledger", "intact", this::ledger);
    }

    static LocalDate retainUntil(BeanFactory beans) {
        Product product = beans.getBean(Products.class).get("UCM-01");
        return product.retention().retainUntil(LocalDate.parse(String.valueOf(
                beans.getBean(Units.class).get(CultureAct.LOT).attributes().get("expiry"))));
    }

    private Trace.Found trace(String from) {
        return new Trace(beans.getBean(JdbcClient.class)).trace(from, Trace.Direction.DOWN, 200);
    }

    private List<Long> notReplayed() {
        Gates gates = beans.getBean(Gates.class);
        return beans.getBean(JdbcClient.class).sql("select id from gate.evaluation order by id").query(Long.class)
                .list()
                .stream().filter(id -> !gates.replays(id)).toList();
    }

    /** Every row that commands may read, and every entry of the ledger, searched for what the vaults keep. */
    private List<String> identified() {
        String pattern = Stage.identities().stream().flatMap(identity -> telling(identity).stream()).map(Pattern::quote)
                .map(text -> text.replace("\\Q", "").replace("\\E", "")).collect(Collectors.joining("|"));
        List<String> found = new ArrayList<>();
        for (DatabaseRole role : List.of(DatabaseRole.READ, DatabaseRole.APP, DatabaseRole.VERIFY)) {
            JdbcClient reader = JdbcClient.create(beans.getBean(Credentials.class).dataSource(role));
            for (String table : reader.sql(TABLES).query(String.class).list()) {
                if (reader.sql("select exists (select from " + table + " t where t::text ~ :p)")
                        .param("p", pattern).query(Boolean.class).single()) {
                    found.add(table);
                }
            }
        }
        return found.stream().distinct().toList();
    }

    /** The texts of an identity that tell who it is, as text and as the bytes of a file. */
    private static List<String> telling(Identity identity) {
        List<String> texts = new ArrayList<>(List.of(identity.fullName(), identity.idNumber(), identity.phone(),
                identity.hospitalNumber()));
        texts.addAll(texts.stream()
                .map(text -> HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .toList());
        return texts;
    }

    private String ledger() {
        try {
            var found = new LedgerVerifier(beans.getBean(Credentials.class).dataSource(DatabaseRole.VERIFY))
                    .verify(Optional.empty());
            return found.intact() ? "intact" : "broken at " + found.first().orElseThrow().place();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
