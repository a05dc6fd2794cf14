package org.stroma.app.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stroma.app.testing.Attack.said;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;
import org.stroma.app.shell.Worklist;
import org.stroma.app.testing.Attack;
import org.stroma.app.testing.Cast;

/** The papers of a recall whose containers are accounted for: told to the authority, checked, judged, closed and printed. */
public final class RecallPapers {
    private static final String AUTHORITY = "省药品监督管理局";
    private static final String CONTENT = "Lot recalled, consignees told, nothing given since.";

    private final ApplicationContext context;
    private final Cast cast;
    private final RecallReports reports;
    private final RecallEffect effect;
    private final RecallClosings closings;
    private final Recalls recalls;
    private final Attack attack;
    private final PlantClock clock;
    private final String recall;

    public RecallPapers(ApplicationContext context, String recall) {
        this.context = context;
        this.recall = recall;
        cast = context.getBean(Cast.class);
        reports = context.getBean(RecallReports.class);
        effect = context.getBean(RecallEffect.class);
        closings = context.getBean(RecallClosings.class);
        recalls = context.getBean(Recalls.class);
        attack = context.getBean(Attack.class);
        clock = context.getBean(PlantClock.class);
    }

    /** Whether some worklist of a person names this recall under a title. */
    public boolean told(String person, String title) {
        Actor actor = cast.signIn(person);
        return context.getBeansOfType(Worklist.class).values().stream()
                .flatMap(list -> list.itemsFor(actor).stream())
                .anyMatch(item -> item.titleKey().equals(title) && item.arguments().contains(recall));
    }

    /** What proposing to close says now. */
    public String closingSays() {
        return said(() -> closings.propose(cast.signIn("QA-1"), recall, "everything is accounted for"));
    }

    /** Documented as unreachable, a consignee is settled; in a transaction that is taken back. */
    public void unreachableForAMoment() {
        context.getBean(TransactionTemplate.class).executeWithoutResult(transaction -> {
            effect.unreachable(cast.signIn("QA-1"), recall, "H-031", "moved away, telephone is dead",
                    ReleasedLot.file("returned letter"));
            assertThat(recalls.get(cast.signIn("QA-1"), recall).consignees()).singleElement()
                    .satisfies(each -> assertThat(each.settled(false)).isTrue());
            transaction.setRollbackOnly();
        });
        assertThat(recalls.get(cast.signIn("QA-1"), recall).consignees()).singleElement()
                .satisfies(each -> assertThat(each.settled(false)).isFalse());
    }

    private RecallReports.Draft draft(RecallReports.Kind kind, Instant sentAt) {
        return new RecallReports.Draft(kind, AUTHORITY, sentAt, CONTENT, ReleasedLot.file("report " + kind));
    }

    private String writes(String person, RecallReports.Kind kind, Instant sentAt) {
        return said(() -> reports.write(cast.signIn(person), recall, draft(kind, sentAt)));
    }

    private void sign(String person, String role, long report) {
        Signing.Panel panel = reports.panels(recall).stream()
                .filter(each -> each.id().equals(Long.toString(report))).findFirst().orElseThrow();
        reports.sign(cast.signIn(person), recall, report, cast.entry(person, role, panel));
    }

    private void report(RecallReports.Kind kind) {
        sign("QP-B", "QP_MAH", reports.write(cast.signIn("QA-1"), recall, draft(kind, clock.instant())));
    }

    /** Class 1: notice and plan within a day, a progress report each day; another person's signature makes it one that was sent. */
    public void reported() {
        Recalls.Recall opened = recalls.get(cast.signIn("QA-1"), recall).recall();
        assertThat(reports.due(cast.signIn("QH-1"), recall)).extracting(RecallReports.Due::kind)
                .containsExactly(RecallReports.Kind.NOTICE, RecallReports.Kind.PLAN, RecallReports.Kind.PROGRESS);
        RecallReports.Due notice = reports.due(cast.signIn("QH-1"), recall).getFirst();
        assertThat(notice.dueAt()).isEqualTo(opened.openedAt().plus(Duration.ofDays(1)));
        assertThat(notice.overdue(notice.dueAt())).isFalse();
        assertThat(notice.overdue(notice.dueAt().plusSeconds(1))).isTrue();
        assertThat(reports.due(cast.signIn("HR-1"), recall)).isEmpty();
        assertThat(List.of("QH-1", "QA-1", "QAM-1")).allMatch(each -> told(each, "work.recall.report.NOTICE"));

        assertThat(writes("LG-1", RecallReports.Kind.NOTICE, clock.instant())).isEqualTo("ST038");
        assertThat(writes("QA-1", RecallReports.Kind.FINAL, clock.instant())).isEqualTo("ST200");
        assertThat(writes("QA-1", RecallReports.Kind.NOTICE, clock.instant().plusSeconds(600))).isEqualTo("ST201");
        assertThat(writes("QA-1", RecallReports.Kind.NOTICE, opened.openedAt().minusSeconds(600)))
                .isEqualTo("ST201");
        long first = reports.write(cast.signIn("QA-1"), recall, draft(RecallReports.Kind.NOTICE, clock.instant()));
        long second = reports.write(cast.signIn("QA-1"), recall, draft(RecallReports.Kind.NOTICE, clock.instant()));
        assertThat(reports.list(cast.signIn("QA-1"), recall)).filteredOn(each -> each.id() == first)
                .extracting(RecallReports.Report::state).containsExactly("WITHDRAWN");
        assertThat(told("QP-B", "work.recall.sign")).isTrue();
        assertThat(said(() -> sign("QP-A", "QP_MFG", second))).isEqualTo("ST014");
        reports.withdraw(cast.signIn("QP-B"), recall, second, "the plan is not in it");
        report(RecallReports.Kind.NOTICE);
        assertThat(writes("QA-1", RecallReports.Kind.NOTICE, clock.instant())).isEqualTo("ST200");
        report(RecallReports.Kind.PLAN);
        report(RecallReports.Kind.PROGRESS);
        report(RecallReports.Kind.PROGRESS);
        assertThat(reports.list(cast.signIn("QA-1"), recall))
                .filteredOn(each -> each.kind() == RecallReports.Kind.PROGRESS)
                .extracting(RecallReports.Report::number).containsExactly(2, 1);
        assertThat(reports.list(cast.signIn("HR-1"), recall)).isEmpty();
    }

    /** Drawn by the hash, asked until all confirm, judged by somebody who asked nobody. */
    public void judged() {
        assertThat(said(() -> effect.plan(cast.signIn("QA-1"), recall, 0))).isEqualTo("ST205");
        assertThat(said(() -> asks("QA-1", true, true))).isEqualTo("ST205");
        assertThat(told("QA-1", "work.recall.effect.DRAW")).isTrue();
        effect.plan(cast.signIn("QA-1"), recall, 1);
        assertThat(told("QA-1", "work.recall.effect.CHECK")).isTrue();
        assertThat(judges("QH-1", RecallEffect.Outcome.EFFECTIVE)).isEqualTo("ST206");
        assertThat(said(() -> asks("LG-1", true, true))).isEqualTo("ST038");
        asks("QAM-1", true, false);
        assertThat(told("QH-1", "work.recall.effect.JUDGE")).isTrue();
        assertThat(told("QA-1", "work.recall.effect.JUDGE")).isFalse();
        assertThat(judges("QAM-1", RecallEffect.Outcome.NOT_EFFECTIVE)).isEqualTo("ST018");
        assertThat(judges("QH-1", RecallEffect.Outcome.EFFECTIVE)).isEqualTo("ST206");
        assertThat(judges("QH-1", RecallEffect.Outcome.NOT_EFFECTIVE)).isEqualTo("done");
        assertThat(closingSays()).isEqualTo("ST204");
        asks("QA-1", true, true);
        assertThat(closingSays()).as("judged before it was asked again").isEqualTo("ST204");
        assertThat(effect.of(cast.signIn("QH-1"), recall)).satisfies(each -> {
            assertThat(each.percent()).isEqualByComparingTo(new BigDecimal("100"));
            assertThat(List.of(each.consignees(), each.toCheck(), each.checked(), each.confirmed()))
                    .containsExactly(1, 1, 1, 1);
        });
        assertThat(judges("QH-1", RecallEffect.Outcome.EFFECTIVE)).isEqualTo("done");
        assertThat(List.of("DRAW", "CHECK", "JUDGE")).noneMatch(next -> told("QH-1", "work.recall.effect." + next));
    }

    private void asks(String person, boolean reached, boolean confirmed) {
        effect.check(cast.signIn(person), recall, new RecallEffect.Asked("H-031", RecallEffect.Method.PHONE, reached,
                confirmed, "asked for the vials by number"));
    }

    private String judges(String person, RecallEffect.Outcome outcome) {
        return said(() -> effect.judge(cast.signIn(person), recall, outcome, "what the answers say"));
    }

    /** Two signatures on what is true when the last is given. */
    public void closed() {
        assertThat(said(() -> closings.propose(cast.signIn("LG-1"), recall, "everything is back")))
                .isEqualTo("ST038");
        long stale = closings.propose(cast.signIn("QA-1"), recall, "everything is accounted for");
        report(RecallReports.Kind.PROGRESS);
        signClosing(stale, "QA-1", "QA");
        assertThat(said(() -> signClosing(stale, "QP-B", "QP_MAH"))).as("one report more").isEqualTo("ST207");
        long id = closings.propose(cast.signIn("QA-1"), recall, "everything is accounted for");
        signClosing(id, "QA-1", "QA");
        assertThat(recalls.get(cast.signIn("QA-1"), recall).recall().open()).isTrue();
        assertThat(said(() -> closings.print(cast.signIn("QA-1"), recall, Locale.ENGLISH)))
                .isEqualTo("recall.not-closed");
        signClosing(id, "QP-B", "QP_MAH");
        assertThat(recalls.get(cast.signIn("QA-1"), recall).recall()).satisfies(each -> {
            assertThat(each.open()).isFalse();
            assertThat(each.closedBy()).isEqualTo("QP-B");
        });
        assertThat(told("QH-1", "work.recall.report.FINAL")).isTrue();
        report(RecallReports.Kind.FINAL);
        assertThat(told("QH-1", "work.recall.report.FINAL")).isFalse();
        for (Locale language : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            byte[] pdf = closings.print(cast.signIn("QA-1"), recall, language);
            assertThat(printed(pdf).replaceAll("[\\r\\n]+", "")).contains(recall, "H-031", "QP-B", AUTHORITY)
                    .contains(language.equals(Locale.ENGLISH) ? "Final report of the recall" : "召回总结报告");
        }
        assertThat(said(() -> closings.print(cast.signIn("HR-1"), recall, Locale.ENGLISH)))
                .isEqualTo("recall.not-closed");
    }

    /** The text of a PDF, kept below target as well, to be looked at. */
    static String printed(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            Files.write(Files.createDirectories(Path.of("target/printed")).resolve("recall-" + pdf.length + ".pdf"),
                    pdf);
            return new PDFTextStripper().getText(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signClosing(long id, String person, String role) {
        closings.sign(cast.signIn(person), recall, id,
                cast.entry(person, role, closings.panel(recall).orElseThrow()));
    }

    /** As whoever is signed in, past the services: by rows, and by the functions with what they refuse. */
    public void attacked() {
        Map<String, String> byQuality = Map.of(
                "update distribution.recall_report set state = 'SIGNED', completed_at = now() returning 1", "42501",
                "insert into distribution.recall_judgement (recall, outcome, percent, last_check, conclusion, judged_by, judged_at) select id, 'EFFECTIVE', 100, 1, 'all told', 1, now() from distribution.recall returning 1",
                "42501",
                "update distribution.recall_rule set progress_days = 700 returning 1", "42501",
                "update distribution.consignee set to_check = false returning 1", "42501",
                "update distribution.recall set drill = true returning 1", "42501",
                "select distribution.may_close(r) from distribution.recall r", "42501",
                "select distribution.mark_unreachable('" + recall + "', 'H-031', 'they do not answer', '\\x00')",
                "ST202",
                "select distribution.finish_drill('" + recall + "', 'not a drill')", "ST038",
                "select distribution.withdraw_recall_paper('recall-closing', 0, 'none')", "ST013",
                "select distribution.acknowledge_recall('" + recall + "', 'for them', null)", "ST038");
        byQuality.forEach((statement, code) -> assertThat(attack.by(cast.signIn("QA-1"), statement)).as(statement)
                .isEqualTo(code));
        assertThat(attack.by(cast.signIn("QH-1"),
                "select distribution.finish_drill('" + recall + "', 'not a drill')")).isEqualTo("ST208");
        assertThat(attack.by(cast.signIn("HR-1"),
                "select distribution.acknowledge_recall('" + recall + "', 'counted', 3)")).isEqualTo("ST208");
        assertThat(attack.by(cast.signIn("OP-1"),
                "select distribution.write_report('" + recall
                        + "', 'NOTICE', 'nobody', now(), 'a report of nobody', null)"))
                .isEqualTo("ST038");
    }
}
