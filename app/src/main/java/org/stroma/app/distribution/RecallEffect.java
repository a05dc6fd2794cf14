package org.stroma.app.distribution;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.FreeText;

/**
 * Whether a recall reached those whom it concerns: consignees are drawn, or all taken, asked one by one whether they know and
 * stopped, and the share that confirmed is judged by somebody who asked none of them.
 */
@Service
public class RecallEffect {
    private static final String PLAN = "select distribution.plan_checks(:recall, :count)";
    private static final String CHECK = "select distribution.record_check(:recall, :consignee, :method, :reached, :confirmed, :note)";
    private static final String UNREACHABLE = "select distribution.mark_unreachable(:recall, :consignee, :reason, decode(:document, 'hex'))";
    private static final String JUDGE = "select distribution.judge_effect(:recall, :outcome, :conclusion)";
    private static final String EFFECT = """
            select e.consignees, e.to_check, e.unreachable, e.checked, e.reached, e.confirmed, e.percent, ceil(e.consignees * k.check_percent / 100)::integer as least, k.effective_percent
              from distribution.recall r join distribution.recall_rule k on (k.version, k.class) = (r.rules, r.class) cross join lateral distribution.recall_effect(r.id) e where r.code = :recall""";
    private static final String CHECKS = """
            select o.code as organisation, x.method, x.reached, x.confirmed, x.note, p.code as checked_by, x.checked_at
              from distribution.recall_check x join distribution.recall r on r.id = x.recall join people.organisation o on o.id = x.organisation join people.person p on p.id = x.checked_by
             where r.code = :recall order by x.id desc""";
    private static final String JUDGEMENTS = """
            select j.outcome, j.percent, j.conclusion, p.code as judged_by, j.judged_at from distribution.recall_judgement j join distribution.recall r on r.id = j.recall
              join people.person p on p.id = j.judged_by where r.code = :recall order by j.id desc""";

    private final JdbcClient jdbc;
    private final Inquiries inquiries;
    private final Authorship authorship;
    private final Evidence evidence;
    private final FreeText freeText;
    private final Recalls recalls;

    RecallEffect(JdbcClient jdbc, Inquiries inquiries, Authorship authorship, Evidence evidence, FreeText freeText,
            Recalls recalls) {
        this.jdbc = jdbc;
        this.inquiries = inquiries;
        this.authorship = authorship;
        this.evidence = evidence;
        this.freeText = freeText;
        this.recalls = recalls;
    }

    /** How a consignee was asked. */
    public enum Method {
        PHONE, VISIT, LETTER, E_MAIL
    }

    /** What was found of the whole. */
    public enum Outcome {
        EFFECTIVE, NOT_EFFECTIVE
    }

    /** What was found of one consignee; who confirmed was reached. */
    public record Asked(String consignee, Method method, boolean reached, boolean confirmed, String note) {}

    /** One attempt, by whom and when; the newest of a consignee counts. */
    public record Check(String consignee, Method method, boolean reached, boolean confirmed, String note,
            String checkedBy, Instant checkedAt) {}

    public record Judged(Outcome outcome, BigDecimal percent, String conclusion, String judgedBy,
            Instant judgedAt) {}

    /**
     * The state of the checks, in numbers of consignees.
     *
     * @param toCheck drawn; 0 before that
     * @param least fewest that the class asks for
     * @param percent confirmed of drawn, without those that are documented as unreachable; null while nobody is drawn
     * @param needed percent from which the recall may be judged effective
     */
    public record Effect(int consignees, int toCheck, int unreachable, int checked, int reached, int confirmed,
            @Nullable BigDecimal percent, int least, BigDecimal needed, List<Check> checks,
            List<Judged> judgements) {
        public Effect {
            checks = List.copyOf(checks);
            judgements = List.copyOf(judgements);
        }

        /** What is to be done next; empty while there is nothing but to wait for answers, or when it was judged as effective. */
        public Optional<Next> next() {
            if (toCheck < Math.max(least, 1)) {
                return Optional.of(Next.DRAW);
            }
            if (checked < toCheck - unreachable) {
                return Optional.of(Next.CHECK);
            }
            Instant last = checks.stream().map(Check::checkedAt).max(Comparator.naturalOrder()).orElse(Instant.MIN);
            Optional<Judged> judged = judgements.stream().max(Comparator.comparing(Judged::judgedAt))
                    .filter(each -> !each.judgedAt().isBefore(last));
            if (judged.isEmpty()) {
                return Optional.of(Next.JUDGE);
            }
            return judged.get().outcome() == Outcome.EFFECTIVE ? Optional.empty() : Optional.of(Next.CHECK);
        }
    }

    /** What the effect of a recall waits for. */
    public enum Next {
        /** Consignees are drawn. */
        DRAW,
        /** Those drawn are asked. */
        CHECK,
        /** The answers are judged. */
        JUDGE
    }

    /** The effect of a recall that the actor may see. */
    public Effect of(Actor actor, String recall) {
        recalls.get(actor, recall);
        List<Check> checks = inquiries.list(Inquiry.of(CHECKS, Map.of("recall", recall),
                row -> new Check(row.text("organisation"), Method.valueOf(row.text("method")), row.flag("reached"),
                        row.flag("confirmed"), row.text("note"), row.text("checked_by"), row.instant("checked_at"))));
        List<Judged> judgements = inquiries.list(Inquiry.of(JUDGEMENTS, Map.of("recall", recall),
                row -> new Judged(Outcome.valueOf(row.text("outcome")), row.number("percent"), row.text("conclusion"),
                        row.text("judged_by"), row.instant("judged_at"))));
        return inquiries.find(Inquiry.of(EFFECT, Map.of("recall", recall),
                row -> new Effect(row.count("consignees"), row.count("to_check"), row.count("unreachable"),
                        row.count("checked"), row.count("reached"), row.count("confirmed"),
                        row.findNumber("percent"), row.count("least"), row.number("effective_percent"), checks,
                        judgements)))
                .orElseThrow();
    }

    /** Draws so many consignees, reproducibly; a sample that was drawn only grows. */
    public void plan(Actor actor, String recall, int consignees) {
        recalls.get(actor, recall);
        authorship.write(actor, "recall sample of " + recall, () -> jdbc.sql(PLAN).param("recall", recall)
                .param("count", consignees).query(Integer.class).single());
    }

    /** Writes down one attempt. */
    public void check(Actor actor, String recall, Asked asked) {
        recalls.get(actor, recall);
        freeText.refuse("note", asked.note());
        authorship.write(actor, "recall check of " + recall,
                () -> jdbc.sql(CHECK).param("recall", recall).param("consignee", asked.consignee())
                        .param("method", asked.method().name()).param("reached", asked.reached())
                        .param("confirmed", asked.confirmed()).param("note", asked.note()).query(Long.class)
                        .single());
    }

    /** Documents that a consignee cannot be reached: it stands in the place of its acknowledgement. */
    public void unreachable(Actor actor, String recall, String consignee, String reason, Evidence.RawFile document) {
        recalls.get(actor, recall);
        freeText.refuse("reason", reason);
        authorship.write(actor, "unreachable consignee of " + recall + ": " + reason,
                () -> jdbc.sql(UNREACHABLE).param("recall", recall).param("consignee", consignee)
                        .param("reason", reason).param("document", evidence.keep(document)).query((_, _) -> true)
                        .list());
    }

    /** Judges, when every drawn consignee was asked; by somebody who asked none. */
    public void judge(Actor actor, String recall, Outcome outcome, String conclusion) {
        recalls.get(actor, recall);
        freeText.refuse("conclusion", conclusion);
        authorship.write(actor, "recall effect of " + recall, () -> jdbc.sql(JUDGE)
                .param("recall", recall).param("outcome", outcome.name()).param("conclusion", conclusion)
                .query(Long.class).single());
    }
}
