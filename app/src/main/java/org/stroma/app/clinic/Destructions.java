package org.stroma.app.clinic;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.batch.Step;
import org.stroma.app.batch.Steps;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.database.Refusal;
import org.stroma.app.database.Row;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;

/** The end of what came back: planned with its method and two people, decided at G10, done by exactly these two. */
@Service
public class Destructions {
    private static final String PLAN = "select clinic.plan_destruction(:subject, :method, :operator, :witness)";
    private static final String SELECT = """
            select x.id, s.code as subject, x.method, p.code as operator, w.code as witness, x.requested_at, x.state,
                   array(select u.code from genealogy.unit u where u.id = any (x.containers) order by u.code) as containers,
                   (select count(*) from unnest(clinic.waiting(x.subject)) c where not c = any (x.containers)) + (select count(*) from unnest(x.containers) c where not c = any (clinic.waiting(x.subject))) as rest
              from clinic.destruction x join genealogy.unit s on s.id = x.subject join people.person p on p.id = x.operator join people.person w on w.id = x.witness
            """;
    private static final String NEWEST = SELECT + " where s.code = :subject order by x.id desc limit 1";
    private static final String BY_ID = SELECT + " where x.id = :id";
    private static final String OPEN = SELECT + " where x.state = 'PLANNED' order by x.id";

    private final JdbcClient jdbc;
    private final Inquiries inquiries;
    private final Authorship authorship;
    private final Steps steps;

    Destructions(JdbcClient jdbc, Inquiries inquiries, Authorship authorship, Steps steps) {
        this.jdbc = jdbc;
        this.inquiries = inquiries;
        this.authorship = authorship;
        this.steps = steps;
    }

    /** How product is destroyed. */
    public enum Method {
        AUTOCLAVE, INCINERATION
    }

    /** @param subject code of a returned container, or of the return shipment with all that is in it */
    public record Plan(String subject, Method method, String operator, String witness) {}

    /**
     * A planned destruction.
     *
     * @param rest containers that wait and are not named, and named ones that do not wait: zero when it closes
     */
    public record Destruction(long id, String subject, Method method, String operator, String witness,
            Instant requestedAt, String state, List<String> containers, int rest) {
        public Destruction {
            containers = List.copyOf(containers);
        }
    }

    /** Plans the destruction of all that waits; G10 judges the plan. Returns its number. */
    public long plan(Actor actor, Plan plan) {
        return authorship.write(actor, "destruction planned: " + plan.subject(),
                () -> jdbc.sql(PLAN).param("subject", plan.subject()).param("method", plan.method().name())
                        .param("operator", plan.operator()).param("witness", plan.witness()).query(Long.class)
                        .single());
    }

    /** Destroys what G10 decided (OP-280); operator and witness are the two people of the plan. */
    public long destroy(Actor actor, Step step, long destruction) {
        Destruction planned = get(destruction);
        Operation operation = steps.begin("OP-280", step).parameter("method", planned.method().name())
                .parameter("destruction", Long.toString(destruction));
        planned.containers().forEach(code -> operation.in("container", code));
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }

    public Destruction get(long id) {
        return inquiries.find(Inquiry.of(BY_ID, Map.of("id", id), Destructions::destruction))
                .orElseThrow(() -> new Refusal("not-found", Map.of("unit", id)));
    }

    /** Asks for the newest plan for a unit. */
    static Inquiry<Destruction> askNewest(String subject) {
        return Inquiry.of(NEWEST, Map.of("subject", subject), Destructions::destruction);
    }

    public List<Destruction> open() {
        return inquiries.list(Inquiry.of(OPEN, Map.of(), Destructions::destruction));
    }

    private static Destruction destruction(Row row) {
        return new Destruction(row.whole("id"), row.text("subject"), Method.valueOf(row.text("method")),
                row.text("operator"), row.text("witness"), row.instant("requested_at"), row.text("state"),
                row.texts("containers"), row.count("rest"));
    }
}
