package org.stroma.app.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stroma.app.testing.Attack.said;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.stroma.app.genealogy.Units;
import org.stroma.app.shell.Worklist;
import org.stroma.app.testing.Attack;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.Window;

/** A mock recall: the same list and balance against the clock, marked wherever it is seen, and nothing moves. Domain brief 5.5. */
@StromaTest
class RecallDrillTests {
    @Autowired
    private ApplicationContext context;
    @Autowired
    private Recalls recalls;
    @Autowired
    private RecallReports reports;
    @Autowired
    private RecallEffect effect;
    @Autowired
    private RecallClosings closings;
    @Autowired
    private Units units;
    @Autowired
    private Cast cast;
    @Autowired
    private Attack attack;
    @Autowired
    private List<Worklist> worklists;
    @LocalServerPort
    private int port;

    private boolean told(String person, String title, String drill) {
        return worklists.stream().flatMap(list -> list.itemsFor(cast.signIn(person)).stream())
                .anyMatch(item -> item.titleKey().equals(title) && item.arguments().contains(drill));
    }

    @Test
    void aDrillCountsWhatIsThereAndMovesNothing() {
        // Its own lot: all of it is counted, wherever it is.
        Road road = new Road(context, ReleasedLot.another(context));
        List<String> vials = road.stored(2);
        String lot = road.lot.lot;
        Units.Unit before = units.get(lot);

        assertThat(said(() -> recalls.openDrill(cast.signIn("HR-1"), lot, "1", "clumps are seen"))).isEqualTo("ST038");
        assertThat(said(() -> recalls.openDrill(cast.signIn("QA-1"), "NO-SUCH", "1", "clumps are seen")))
                .isEqualTo("ST030");
        String drill = opened(lot);
        assertThat(said(() -> recalls.openDrill(cast.signIn("QA-1"), lot, "1", "once more"))).isEqualTo("ST209");
        Recalls.Whole whole = recalls.get(cast.signIn("HR-1"), drill);
        assertThat(whole.recall().drill()).isTrue();
        assertThat(whole.containers()).isNotEmpty().allMatch(line -> line.patient() == null);
        assertThat(told("HR-1", "work.drill.acknowledge", drill)).isTrue();
        assertThat(told("HR-1", "work.recall.acknowledge", drill)).isFalse();
        assertThat(told("DR-1", "work.drill.acknowledge", drill)).as("physicians are left alone").isFalse();
        assertThat(reports.due(cast.signIn("QA-1"), drill)).isEmpty();
        refusedAsADrill(drill);

        int held = (int) whole.containers().stream().filter(line -> line.fate().equals("HELD")).count();
        assertThat(held).isGreaterThanOrEqualTo(vials.size());
        assertThat(said(() -> recalls.acknowledge(cast.signIn("HR-1"), drill, "not counted", null)))
                .isEqualTo("ST208");
        recalls.acknowledge(cast.signIn("HR-1"), drill, "counted in the vessel", held - 1);
        assertThat(recalls.get(cast.signIn("QA-1"), drill).recall().reconciledAt()).isNull();
        counted(drill, held);
        Recalls.Recall found = recalls.get(cast.signIn("QA-1"), drill).recall();
        assertThat(found.reconciledAt()).isNotNull();
        assertThat(found.inTime()).isTrue();
        assertThat(found.minutes()).isNotNull().isGreaterThanOrEqualTo(0);
        assertThat(said(() -> recalls.acknowledge(cast.signIn("HR-1"), drill, "once more", held)))
                .isEqualTo("ST10H");
        assertThat(said(() -> recalls.finishDrill(cast.signIn("QA-1"), drill, "all found"))).isEqualTo("ST038");
        recalls.finishDrill(cast.signIn("QH-1"), drill, "all found in time");
        printed(drill);
        assertThat(units.get(lot)).satisfies(after -> {
            assertThat(after.state()).isEqualTo(before.state());
            assertThat(after.revision()).isEqualTo(before.revision());
        });
        assertThat(units.holds(lot)).noneMatch(Units.Hold::open);
    }

    /** From the page, in Chinese. */
    private String opened(String lot) {
        try (Window window = Window.open(port, "zh-CN")) {
            window.signIn(cast, "QA-1").go("/recalls").page().click("main details summary");
            window.page().fill("#open-drill [name=lot]", lot);
            window.page().fill("#open-drill [name=scenario]", "假设医院报告可见聚集体");
            window.page().click("#open-drill button");
            assertThat(window.page().textContent("main")).contains("模拟召回（演练）").doesNotContain("⟨");
            window.picture("drill-maker-zh");
            assertThat(window.unlabelled()).isEmpty();
            assertThat(window.complaints()).isEmpty();
            String url = window.page().url();
            return url.substring(url.lastIndexOf('/') + 1);
        }
    }

    private void counted(String drill, int held) {
        try (Window window = Window.open(port, "en")) {
            window.signIn(cast, "HR-1").go("/recalls/" + drill).picture("drill-hospital-en");
            assertThat(window.page().textContent("main")).contains("not a real recall", "no patient is to be told")
                    .doesNotContain("⟨");
            window.page().fill("#acknowledge [name=found]", String.valueOf(held));
            window.page().fill("#acknowledge [name=note]", "counted twice");
            window.page().click("#acknowledge button");
            window.picture("drill-counted-en");
            assertThat(window.page().textContent("#drill-result")).contains("in time");
            window.go("/recalls").picture("drill-list-en");
            assertThat(window.page().textContent("#recalls")).contains("Mock recall");
            assertThat(window.complaints()).isEmpty();
        }
    }

    private void printed(String drill) {
        assertThat(RecallPapers.printed(closings.print(cast.signIn("QA-1"), drill, Locale.ENGLISH)))
                .contains(drill, "not a real recall", "all found in time");
        assertThat(RecallPapers.printed(closings.print(cast.signIn("QA-1"), drill, Locale.SIMPLIFIED_CHINESE)))
                .contains(drill, "不是真实召回");
    }

    /** What makes a recall of it: none of the papers, by service or by SQL. */
    private void refusedAsADrill(String drill) {
        assertThat(said(() -> closings.propose(cast.signIn("QA-1"), drill, "all is back"))).isEqualTo("ST208");
        assertThat(said(() -> effect.plan(cast.signIn("QA-1"), drill, 1))).isEqualTo("ST208");
        assertThat(said(() -> reports.write(cast.signIn("QA-1"), drill,
                new RecallReports.Draft(RecallReports.Kind.NOTICE, "the authority",
                        recalls.get(cast.signIn("QA-1"), drill).recall().openedAt(), "it is only a drill", null))))
                .isEqualTo("ST208");
        Map.of("update distribution.recall set reconciled_at = opened_at returning 1", "42501",
                "update distribution.recall set drill = false returning 1", "42501",
                "insert into distribution.recall (code, lot, class, reason, opened_at, notice_due, drill) select 'DRL-26-999', id, '1', 'x', now(), now(), true from genealogy.unit limit 1 returning 1",
                "42501",
                "select distribution.mark_unreachable('" + drill + "', 'H-031', 'they do not answer', '\\x00')",
                "ST208")
                .forEach((statement, code) -> assertThat(attack.by(cast.signIn("QA-1"), statement)).as(statement)
                        .isEqualTo(code));
    }

    /** Every form of the page, sent by somebody who reads it and may do nothing, and by whom it is for. */
    @Test
    void whatIsPressedByTheWrongRoleIsRefused() {
        Road road = new Road(context);
        road.stored(1);
        String drill = recalls.list(cast.signIn("QA-1")).stream().filter(Recalls.Recall::drill)
                .filter(each -> each.open() && each.lot().equals(road.lot.lot)).map(Recalls.Recall::code).findFirst()
                .orElseGet(() -> recalls.openDrill(cast.signIn("QA-1"), road.lot.lot, "2", "one vial too warm"));
        String recall = "/recalls/" + drill;
        List<String> forms = List.of("/recalls/drills?lot=X&level=1&scenario=nothing",
                recall + "/drill-end?conclusion=all+found",
                recall + "/acknowledgement?note=seen&found=1",
                recall + "/reports?kind=NOTICE&authority=them&sentAt=2026-01-01T00:00&content=a+report+of+nothing",
                recall + "/reports/1/withdrawal?reason=nothing", recall + "/sample?consignees=0",
                recall + "/checks?consignee=H-031&method=PHONE&result=CONFIRMED&note=nothing",
                recall + "/judgement?outcome=EFFECTIVE&conclusion=nothing", recall + "/closing?conclusion=nothing",
                recall + "/closing/1/withdrawal?reason=nothing");
        try (Window window = Window.open(port, "en")) {
            window.signIn(cast, "WH-1").go(recall);
            forms.forEach(form -> assertThat(pressed(window, form)).as(form).isEqualTo(403));
            assertThat(window.page().locator("#end-drill, #acknowledge").count()).isZero();
        }
        try (Window window = Window.open(port, "en")) {
            window.signIn(cast, "QA-1").go(recall);
            assertThat(pressed(window, recall + "/sample?consignees=0")).as("it is a drill").isEqualTo(422);
        }
        recalls.finishDrill(cast.signIn("QH-1"), drill, "broken off by the test");
        assertThat(recalls.get(cast.signIn("QH-1"), drill).recall().inTime()).isFalse();
    }

    private static int pressed(Window window, String form) {
        return ((Number) window.page().evaluate("""
                async form => {
                    const [path, query] = form.split('?');
                    const body = new URLSearchParams(query);
                    body.append('_csrf', document.querySelector('input[name=_csrf]').value);
                    return (await fetch(path, {method: 'POST', body})).status;
                }""", form)).intValue();
    }
}
