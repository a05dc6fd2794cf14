package org.stroma.app.bank;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

/** Takes vials out of a bank: asked for with its vials, judged at G4b, and done by the two people it names. */
@Service
public class Withdrawals {
    private static final String REQUEST = "select bank.request_withdrawal(:bank, :vials, :purpose, :place, :remover, :second, :planned, :use)";
    private static final String CANCEL = "select bank.cancel_withdrawal(:id, :reason)";
    private static final String SELECT = """
            select w.id, u.code as bank, w.purpose, w.place, p.code as remover, s.code as second, w.planned_at, q.code as requested_by, w.requested_at, w.state, w.decision, w.cause, w.use,
                   array(select x.code from bank.withdrawal_vial v join genealogy.unit x on x.id = v.vial where v.withdrawal = w.id order by x.id) as vials
              from bank.withdrawal w join genealogy.unit u on u.id = w.bank join people.person p on p.id = w.remover join people.person s on s.id = w.second
              join people.person q on q.id = w.requested_by
            """;
    private static final String OF_BANK = SELECT + " where u.code = :bank order by w.id desc";
    private static final String BY_ID = SELECT + " where w.id = :id";
    private static final String WAITING = SELECT + " where w.state in ('REQUESTED', 'APPROVED') order by w.planned_at";

    private final JdbcClient jdbc;
    private final Inquiries inquiries;
    private final Authorship authorship;
    private final Steps steps;

    Withdrawals(JdbcClient jdbc, Inquiries inquiries, Authorship authorship, Steps steps) {
        this.jdbc = jdbc;
        this.inquiries = inquiries;
        this.authorship = authorship;
        this.steps = steps;
    }

    /**
     * @param remover code of the person who will take the vials out, with {@code second} beside him
     * @param use the named use that a restricted bank asks for; null for a bank that is not restricted
     */
    public record Request(String bank, List<String> vials, String purpose, String place, String remover,
            String second, Instant plannedAt, @Nullable String use) {
        public Request {
            vials = List.copyOf(vials);
        }

        public Request(String bank, List<String> vials, String purpose, String place, String remover, String second,
                Instant plannedAt) {
            this(bank, vials, purpose, place, remover, second, plannedAt, null);
        }
    }

    /** @param state REQUESTED, APPROVED, REFUSED, CANCELLED or DONE */
    public record Withdrawal(long id, String bank, String purpose, String place, String remover, String second,
            Instant plannedAt, String requestedBy, Instant requestedAt, String state, @Nullable Long decision,
            @Nullable String cause, @Nullable String use, List<String> vials) {
        public Withdrawal {
            vials = List.copyOf(vials);
        }
    }

    /** Asks for vials; G4b judges the request as it stands. */
    public long request(Actor actor, Request request) {
        return authorship.write(actor, "withdrawal asked for: " + request.purpose(),
                () -> jdbc.sql(REQUEST).param("bank", request.bank())
                        .param("vials", request.vials().toArray(String[]::new)).param("purpose", request.purpose())
                        .param("place", request.place()).param("remover", request.remover())
                        .param("second", request.second())
                        .param("planned", java.sql.Timestamp.from(request.plannedAt()))
                        .param("use", request.use(), java.sql.Types.VARCHAR).query(Long.class).single());
    }

    public void cancel(Actor actor, long withdrawal, String reason) {
        authorship.write(actor, reason, () -> jdbc.sql(CANCEL).param("id", withdrawal).param("reason", reason)
                .query((_, _) -> true).list());
    }

    /** Takes the vials of an approved withdrawal out; operator and verifier are the two people it names. */
    public long withdraw(Actor actor, Step step, long withdrawal) {
        Withdrawal approved = get(withdrawal);
        if (!approved.state().equals("APPROVED")) {
            throw new Refusal("ST074", Map.of("detail", approved.state()));
        }
        Operation operation = steps.begin("OP-220", step).parameter("withdrawal", Long.toString(withdrawal))
                .parameter("purpose", approved.purpose()).parameter("place", approved.place());
        approved.vials().forEach(vial -> operation.in("vial", vial));
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }

    public Withdrawal get(long id) {
        return inquiries.find(Inquiry.of(BY_ID, Map.of("id", id), Withdrawals::withdrawal))
                .orElseThrow(() -> new Refusal("not-found"));
    }

    public List<Withdrawal> list(String bank) {
        return inquiries.list(ask(bank));
    }

    /** Asks for {@link #list}. */
    Inquiry<Withdrawal> ask(String bank) {
        return Inquiry.of(OF_BANK, Map.of("bank", bank), Withdrawals::withdrawal);
    }

    /** Withdrawals that wait for a decision or for being done. */
    public List<Withdrawal> waiting() {
        return inquiries.list(Inquiry.of(WAITING, Map.of(), Withdrawals::withdrawal));
    }

    private static Withdrawal withdrawal(Row row) {
        return new Withdrawal(row.whole("id"), row.text("bank"), row.text("purpose"), row.text("place"),
                row.text("remover"), row.text("second"), row.instant("planned_at"), row.text("requested_by"),
                row.instant("requested_at"), row.text("state"), row.findWhole("decision"), row.findText("cause"),
                row.findText("use"), row.texts("vials"));
    }
}
