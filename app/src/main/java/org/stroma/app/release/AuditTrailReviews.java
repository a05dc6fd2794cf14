package org.stroma.app.release;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Inquiry;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.genealogy.Door;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.FreeText;
import org.stroma.app.people.Signing;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The review of a lot's audit trail before its release. The database makes the list; nobody can narrow it. It is signed as it was
 * shown, and the signed bytes are the document that the release asks for.
 */
@Service
public class AuditTrailReviews {
    /** The record type under which a review is signed. */
    public static final String RECORD = "audit-trail-review";

    /** The fact that nothing entered the trail after its review was signed; its inputs are the lines that did. */
    public static final String CURRENT = "audit_trail_current";

    private static final String CHARACTERISTIC = "audit_trail_review";
    private static final String LIST = """
            select l.list, encode(sha256(convert_to(l.list, 'UTF8')), 'hex') as sha256 from release.review_list(:lot) l(list) where l.list is not null""";
    private static final String SINCE = """
            select to_jsonb(l)::text as line from genealogy.unit u cross join lateral release.lines_since_review(u.id) l where u.code = :lot and u.type = 'LOT'""";
    private static final String PUT = "select release.put_audit_trail_review(:lot, :conclusion, :shown)";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Authorship authorship;
    private final Signing signing;
    private final Evidence evidence;
    private final FreeText freeText;
    private final Words words;

    AuditTrailReviews(JdbcClient jdbc, JsonMapper json, Authorship authorship, Signing signing, Evidence evidence,
            FreeText freeText, Words words) {
        this.jdbc = jdbc;
        this.json = json;
        this.authorship = authorship;
        this.signing = signing;
        this.evidence = evidence;
        this.freeText = freeText;
        this.words = words;
    }

    /**
     * Something a reviewer of the audit trail has to see.
     *
     * @param always whether it is in every list, whatever it is about: failed sign-ins, changes of configuration and clocks, deletions,
     *        what was broken off
     * @param unit what it is about; null where it is about none
     * @param what a characteristic, an operation, a table, or what else the kind speaks of
     * @param at plant time, of the last where it stands for several
     * @param times how many it stands for
     */
    public record Line(boolean always, String kind, @Nullable String unit, @Nullable String what, @Nullable String who,
            Instant at, String why, long times) {}

    /**
     * The list of a lot as it stands now, the lot's own changes first, and the hash under which it is signed.
     *
     * @param since the lines that came after the newest signature; empty where nothing did and where nothing was signed
     */
    public record Shown(List<Line> lines, List<Line> since, String sha256) {
        public Shown {
            lines = List.copyOf(lines);
            since = List.copyOf(since);
        }

        /** Those that are about the lot, or those that are in every list. */
        public List<Line> lines(boolean always) {
            return lines.stream().filter(line -> line.always() == always).toList();
        }
    }

    /**
     * What a reviewer enters.
     *
     * @param shown hash of the list that was shown
     */
    public record Review(String conclusion, String shown, Door.Verifier signer) {}

    /** What the review of a lot is about; refused where there is no such lot. */
    public Shown of(String lot) {
        return jdbc.sql(LIST).param("lot", lot)
                .query((row, _) -> new Shown(
                        json.readTree(row.getString("list")).get("lines").valueStream().map(AuditTrailReviews::line)
                                .toList(),
                        since(lot), row.getString("sha256")))
                .optional().orElseThrow(() -> new Refusal("not-found", Map.of("unit", lot)));
    }

    /** Signs the list as it was shown; what was signed becomes the lot's document, for a second person to review. */
    public long sign(Actor reviewer, String lot, Review review) {
        if (!reviewer.hasAny("QA_REVIEWER", "QA")) {
            throw new Refusal("forbidden");
        }
        freeText.refuse("conclusion", review.conclusion());
        String id = authorship.write(reviewer, "review of the audit trail of " + lot,
                () -> jdbc.sql(PUT).param("lot", lot).param("conclusion", review.conclusion())
                        .param("shown", review.shown()).query(String.class).single());
        Signing.Panel panel = signing.panel(RECORD, id).orElseThrow();
        byte[] signed = signing.content(RECORD, id, panel.revision()).orElseThrow();
        long[] document = new long[1];
        signing.sign(reviewer, RECORD, id, new Signing.Entry(review.signer().login(), review.signer().password(),
                review.signer().code(), panel.slots().getFirst().role(), panel.revision(), panel.sha256(),
                words.say("release.review.statement", lot), review.conclusion()),
                () -> document[0] = keep(reviewer, lot, signed, review.conclusion()));
        return document[0];
    }

    private List<Line> since(String lot) {
        return jdbc.sql(SINCE).param("lot", lot).query(String.class).list().stream().map(this::line).toList();
    }

    /** Asks for the lines that came after the newest signature, each as {@link #line(String)} reads it. */
    static Inquiry<String> askSince(String lot) {
        return Inquiry.of(SINCE, Map.of("lot", lot), row -> row.text("line"));
    }

    /** A line as it stands among the inputs of {@link #CURRENT}. */
    public Line line(String input) {
        return line(json.readTree(input));
    }

    private long keep(Actor reviewer, String lot, byte[] signed, String conclusion) {
        return evidence.record(reviewer, "review of the audit trail of " + lot,
                new Evidence.RawFile("audit-trail-" + lot + ".json", "application/json", signed),
                sha -> List.of(Entry.of(lot, CHARACTERISTIC, Evidence.Kind.DOCUMENT,
                        new Value.Document(Value.DocumentStatus.VALID, null)).from(Evidence.Source.MANUAL, sha, null)
                        .noting(conclusion)))
                .getFirst();
    }

    private static Line line(JsonNode row) {
        return new Line(row.get("always").booleanValue(), row.get("kind").stringValue(), text(row, "unit"),
                text(row, "what"), text(row, "who"),
                OffsetDateTime.parse(row.get("at").stringValue()).toInstant(),
                String.valueOf(text(row, "why")), row.get("times").longValue());
    }

    private static @Nullable String text(JsonNode row, String field) {
        JsonNode value = row.get(field);
        return value == null || value.isNull() ? null : value.stringValue();
    }
}
