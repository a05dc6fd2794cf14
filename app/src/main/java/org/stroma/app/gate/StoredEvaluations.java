package org.stroma.app.gate;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.standard.Evaluation;
import org.stroma.app.standard.Facts;
import org.stroma.app.standard.FactsReader;
import org.stroma.app.standard.Standard;
import org.stroma.app.standard.StandardShelf;

/** What a decision stood on when it was signed, whatever has been recorded since. */
@Service
public class StoredEvaluations {
    private static final String STORED = """
            select snapshot, standard, standard_version, standard_digest, as_of, encode(snapshot_sha256, 'hex') as snapshot_sha256,
                   encode(verdicts_sha256, 'hex') as verdicts_sha256 from gate.evaluation where id = :id""";

    private final JdbcClient jdbc;
    private final StandardShelf shelf;

    StoredEvaluations(JdbcClient jdbc, StandardShelf shelf) {
        this.jdbc = jdbc;
        this.shelf = shelf;
    }

    /**
     * The standard in its version, the facts as they were, and the verdicts that follow from them.
     *
     * @param snapshotSha256 SHA-256 of the stored bytes of standard and facts, in hex
     * @param verdictsSha256 SHA-256 of the stored bytes of the verdicts, in hex
     */
    public record Stored(Standard standard, String digest, Instant asOf, Facts facts, Evaluation evaluation,
            String snapshotSha256, String verdictsSha256) {}

    /** Reads a stored snapshot and judges it again, which gives what was judged then. */
    public Stored get(long evaluation) {
        return jdbc.sql(STORED).param("id", evaluation).query((row, _) -> {
            Standard standard = shelf.version(row.getString("standard"), row.getString("standard_version"));
            Facts facts = FactsReader.read(row.getBytes("snapshot"));
            return new Stored(standard, row.getString("standard_digest"), row.getTimestamp("as_of").toInstant(), facts,
                    standard.evaluate(facts), row.getString("snapshot_sha256"), row.getString("verdicts_sha256"));
        }).optional().orElseThrow(() -> new Refusal("not-found"));
    }
}
