package org.stroma.app.release;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.ledger.Proofs;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.standard.Value;

/** Brings a lot to its releases: documents and declarations, submission, certificates. */
@Service
public class Releases {
    private static final String KEEP = "select release.keep_certificate(:lot, :decision, :kind, :language, :block, :root, :pdf)";
    private static final String CERTIFICATES = """
            select c.id, c.decision, c.kind, c.language, c.block, c.root, encode(c.sha256, 'hex') as sha256, p.code as made_by, c.made_at
              from release.certificate c join genealogy.unit u on u.id = c.lot join people.person p on p.id = c.made_by where u.code = :lot order by c.id""";
    private static final String PDF = """
            select c.pdf from release.certificate c join genealogy.unit u on u.id = c.lot where c.id = :id and u.code = :lot""";

    private static final String UNSETTLED = """
            select x.code, x.state, s.name_zh, s.name_en, s.tone from release.unsettled(:lot) x join genealogy.state s on s.unit_type = 'CONTAINER' and s.code = x.state""";

    private final JdbcClient jdbc;
    private final Authorship authorship;
    private final Evidence evidence;
    private final Units units;
    private final Door door;
    private final Proofs proofs;
    private final CertificatePdf pdf;
    private final PlantClock clock;

    Releases(JdbcClient jdbc, Authorship authorship, Evidence evidence, Units units, Door door, Proofs proofs,
            CertificatePdf pdf, PlantClock clock) {
        this.jdbc = jdbc;
        this.authorship = authorship;
        this.evidence = evidence;
        this.units = units;
        this.door = door;
        this.proofs = proofs;
        this.pdf = pdf;
        this.clock = clock;
    }

    /** A container that has not come to its end; none may be left when its lot is closed. */
    public record Unsettled(String code, String state, String stateZh, String stateEn, String tone) {}

    /** The two papers of a lot. */
    public enum Kind {
        /** 检验报告书. */
        CERTIFICATE_OF_ANALYSIS,
        /** 放行审核单. */
        RELEASE_REVIEW
    }

    /** A certificate as it was made. */
    public record Certificate(long id, long decision, String kind, String language, long block, String root,
            String sha256,
            String madeBy, Instant madeAt) {}

    /** Attaches a document that a requirement asks for; a second person reviews it. */
    public long document(Actor actor, String lot, String characteristic, Evidence.RawFile file, @Nullable String note) {
        return evidence.record(actor, "document for " + lot + ": " + characteristic, file,
                sha -> List.of(Entry.of(lot, characteristic, Evidence.Kind.DOCUMENT,
                        new Value.Document(Value.DocumentStatus.VALID, null)).from(Evidence.Source.MANUAL, sha, null)
                        .noting(note)))
                .getFirst();
    }

    /** Declares a fact that no module computes yet; a second person reviews it. */
    public long declare(Actor actor, String lot, String characteristic, boolean holds, @Nullable String note) {
        return evidence.record(actor, "declaration for " + lot + ": " + characteristic,
                List.of(Entry.of(lot, characteristic, Evidence.Kind.DECLARATION, new Value.Flag(holds)).noting(note)))
                .getFirst();
    }

    /** Containers of a lot that are neither used, destroyed, taken for tests, kept past their date, nor missing with a concluded event. */
    public List<Unsettled> unsettled(String lot) {
        return jdbc.sql(UNSETTLED).param("lot", units.get(lot).id())
                .query((row, _) -> new Unsettled(row.getString("code"), row.getString("state"),
                        row.getString("name_zh"), row.getString("name_en"), row.getString("tone")))
                .list();
    }

    /** Production head and QC head put the lot before its releases. */
    public void submit(Actor productionHead, String lot, Door.Verifier qcHead) {
        Instant now = clock.instant();
        door.perform(productionHead, Operation.of("OP-206", now, now).in("lot", lot), qcHead);
    }

    /** Makes a certificate of a signed decision, once its block is sealed; made again it is the same one. */
    public Certificate certify(Actor actor, String lot, long decision, Kind kind, String language) {
        Optional<Certificate> known = find(lot, decision, kind, language);
        if (known.isPresent()) {
            return known.get();
        }
        Proofs.Proof proof = proofs.newest("gate.decision", Long.toString(decision))
                .orElseThrow(() -> new Refusal("release.not-sealed"));
        byte[] bytes = pdf.render(lot, decision, kind, language, proof);
        authorship.write(actor, "certificate of " + lot,
                () -> jdbc.sql(KEEP).param("lot", lot).param("decision", decision).param("kind", kind.name())
                        .param("language", language)
                        .param("block", proof.block()).param("root", proof.root()).param("pdf", bytes).query(Long.class)
                        .single());
        return find(lot, decision, kind, language).orElseThrow();
    }

    private Optional<Certificate> find(String lot, long decision, Kind kind, String language) {
        return certificates(lot).stream().filter(each -> each.decision() == decision)
                .filter(each -> each.kind().equals(kind.name()) && each.language().equals(language)).findFirst();
    }

    public List<Certificate> certificates(String lot) {
        return jdbc.sql(CERTIFICATES).param("lot", lot)
                .query((row, _) -> new Certificate(row.getLong("id"), row.getLong("decision"), row.getString("kind"),
                        row.getString("language"),
                        row.getLong("block"),
                        row.getString("root"), row.getString("sha256"), row.getString("made_by"),
                        row.getTimestamp("made_at").toInstant()))
                .list();
    }

    /** A certificate of this lot. */
    public byte[] pdf(String lot, long certificate) {
        return jdbc.sql(PDF).param("id", certificate).param("lot", lot).query(byte[].class).optional()
                .orElseThrow(() -> new Refusal("not-found", Map.of("unit", certificate)));
    }
}
