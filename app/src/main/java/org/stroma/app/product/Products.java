package org.stroma.app.product;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.database.Refusal;
import org.stroma.app.database.Row;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.FreeText;
import org.stroma.app.people.Signing;
import tools.jackson.databind.json.JsonMapper;

/** Finds what a product allows and asks for, in the version in force, and takes the approval of new versions. */
@Service
public class Products {
    /** The record type under which drafts are signed. */
    public static final String RECORD = "product";

    private static final String VERSIONS = """
            select code, version, content::text as content, state, approval, effective_from from product.version
            """;
    private static final String EFFECTIVE = VERSIONS + " where code = :code and state = 'EFFECTIVE'";
    private static final String LAST_IN_FORCE = VERSIONS + """
            where code = :code and state in ('EFFECTIVE', 'SUPERSEDED')
            order by state = 'EFFECTIVE' desc, length(version) desc, version desc limit 1""";
    private static final String OF_CODE = VERSIONS + " where code = :code order by length(version) desc, version desc";
    private static final String ALL = VERSIONS + " order by code, length(version) desc, version desc";
    private static final String LISTED = "select product.listed(:policy)";
    private static final String DRAFT = "select product.draft(:source, cast(:content as jsonb), :note)";
    private static final String PUT = "select product.put_for_approval(:code, :version)";

    private final JdbcClient jdbc;
    private final Inquiries inquiries;
    private final JsonMapper json;
    private final Authorship authorship;
    private final Signing signing;
    private final FreeText freeText;

    Products(JdbcClient jdbc, Inquiries inquiries, JsonMapper json, Authorship authorship, Signing signing,
            FreeText freeText) {
        this.freeText = freeText;
        this.jdbc = jdbc;
        this.inquiries = inquiries;
        this.json = json;
        this.authorship = authorship;
        this.signing = signing;
    }

    /** A version with its standing: DRAFT, EFFECTIVE or SUPERSEDED. */
    public record Version(Product product, String state, @Nullable String approval, @Nullable Instant effectiveFrom) {}

    /** The version in force; refused when there is none. */
    public Product get(String code) {
        return require(inquiries.find(askEffective(code)), code);
    }

    /** Asks for the version in force. */
    public Inquiry<Product> askEffective(String code) {
        return Inquiry.of(EFFECTIVE, Map.of("code", code), row -> version(row).product());
    }

    /** Asks for the version in force or, of a product that is no longer made, for the last that was: what was made of it is still there. */
    public Inquiry<Product> askLastInForce(String code) {
        return Inquiry.of(LAST_IN_FORCE, Map.of("code", code), row -> version(row).product());
    }

    /** The version in force, or the last that was. */
    public Product lastInForce(String code) {
        return require(inquiries.find(askLastInForce(code)), code);
    }

    /** Of every product that is or was made the version in force, or the last that was, by code. */
    public Map<String, Product> lastInForce() {
        Map<String, Product> last = new HashMap<>();
        List<Version> all = list();
        for (String state : List.of("EFFECTIVE", "SUPERSEDED")) {
            all.stream().filter(version -> version.state().equals(state))
                    .forEach(version -> last.putIfAbsent(version.product().code(), version.product()));
        }
        return last;
    }

    /** The version in force as it was found; refused when there is none. */
    public static Product require(Optional<Product> found, String code) {
        return found.orElseThrow(() -> new Refusal("product.none-effective", Map.of("product", code)));
    }

    /** The shortest time after which a clock asks for action, of all products in force; empty when none has that clock. */
    public Optional<Duration> shortest(String clock) {
        return list().stream().filter(version -> version.state().equals("EFFECTIVE"))
                .flatMap(version -> version.product().clocks().stream()).filter(each -> each.code().equals(clock))
                .map(Product.Clock::action).filter(Objects::nonNull).map(Duration::ofMinutes)
                .min(Comparator.naturalOrder());
    }

    /** Every version of one product, newest first. */
    public List<Version> versions(String code) {
        return inquiries.list(Inquiry.of(OF_CODE, Map.of("code", code), this::version));
    }

    public List<Version> list() {
        return inquiries.list(Inquiry.of(ALL, Map.of(), this::version));
    }

    /** What a policy that is a list allows in every product in force; empty when none is in force. */
    public List<String> listed(String policy) {
        return List.of(jdbc.sql(LISTED).param("policy", policy)
                .query((row, _) -> (String[]) row.getArray(1).getArray()).single());
    }

    /**
     * Imports a version from its file as a draft, which two people then approve, neither of them who imported it. A file with a mistake changes
     * nothing; the refusal names its place.
     */
    public Product draft(Actor actor, byte[] yaml, String note) {
        ProductFile file = ProductFile.read(yaml);
        freeText.refuse("note", note);
        authorship.write(actor, note, () -> jdbc.sql(DRAFT).param("source", yaml).param("content", file.json())
                .param("note", note).query((_, _) -> true).list());
        return file.product();
    }

    /** Puts a draft before production head and quality head; their second signature brings it into force. */
    public Signing.Panel putForApproval(Actor actor, String code, String version) {
        if (!actor.hasAny("PRODUCTION_HEAD", "QUALITY_HEAD", "PROCESS_SCIENTIST")) {
            throw new Refusal("forbidden");
        }
        return authorship.write(actor, "approval asked for " + code + " version " + version, () -> {
            jdbc.sql(PUT).param("code", code).param("version", version).query(Integer.class).single();
            return signing.panel(RECORD, code + "/" + version).orElseThrow();
        });
    }

    private Version version(Row row) {
        return new Version(json.readValue(row.text("content"), Product.class), row.text("state"),
                row.findText("approval"), row.findInstant("effective_from"));
    }
}
