package org.stroma.app.bank;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.stroma.app.batch.BatchCampaign;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Units;
import org.stroma.app.laboratory.Methods;
import org.stroma.app.people.Signing;
import org.stroma.app.quality.Deviations;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.Window;

/**
 * A master cell bank from its last result to its qualification by pressing what people press: method, result, review, deviation,
 * hold, a decision on a test, the gate with three signers on one tablet; with a wrong password, a double click and a page that
 * was overtaken. SR-022, SR-031, SR-040.
 */
@StromaTest
class BankWalkPagesTests {
    private static final List<String> LIFTED = List.of("bovine_virus_decision", "other_virus_decision");
    private static final Locator.ClickOptions AT_ONCE = new Locator.ClickOptions().setNoWaitAfter(true);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @LocalServerPort
    private int port;
    @Autowired
    private Cast cast;
    @Autowired
    private ApplicationContext context;
    @Autowired
    private Units units;
    @Autowired
    private Evidence evidence;
    @Autowired
    private Methods methods;
    @Autowired
    private Deviations deviations;
    @Autowired
    private Gates gates;

    private final String method = "W-END-" + NUMBER.incrementAndGet();
    private String bank = "";

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void aBankIsTestedStoppedFreedAndSignedForWithButtonsOnly(String language) {
        prepare();
        try (Window analyst = Window.open(port, language).signIn(cast, "AN-1");
                Window head = Window.open(port, language).signIn(cast, "QCH-1");
                Window qa = Window.open(port, language).signIn(cast, "QA-1")) {
            bringMethodIntoForce(analyst, head);
            enterAndReview(analyst, head);
            reportConcludeAndClose(head, qa);
            holdAndFree(qa);
            decideOnATest(head, language);
            signFor(head, qa, language);

            assertThat(analyst.complaints()).isEmpty();
            // Refusals answer with a status of their own, which a browser notes on its console.
            assertThat(qa.complaints()).allMatch(line -> line.contains("status of 4"));
            assertThat(head.complaints()).allMatch(line -> line.contains("status of 4"));
        }
    }

    /** Everything but the endotoxin and one decision on a test is there already. */
    private void prepare() {
        BatchCampaign campaign = new BatchCampaign(context);
        bank = campaign.masterBank();
        campaign.toLaboratory(bank, 16, 8, 6, 489);
        List<Long> ids = new java.util.ArrayList<>(campaign.banks.recordTests(cast.signIn("AN-1"), bank,
                campaign.tests(bank).stream().filter(entry -> !entry.characteristic().equals("endotoxin")).toList()));
        ids.addAll(campaign.banks.recordKaryotype(cast.signIn("AN-1"), bank, "46,XY[20]", null));
        campaign.gates.review("QCR-1", ids);
        campaign.decisions.cells(bank).stream().skip(1).forEach(cell -> campaign.decide(bank, cell.characteristic(),
                !LIFTED.contains(cell.characteristic())));
    }

    private void bringMethodIntoForce(Window analyst, Window head) {
        Page page = analyst.go("/laboratory/methods").page();
        fill(page.locator("form[action='/laboratory/methods']"), "code", method, "nameZh", "细菌内毒素", "nameEn",
                "Bacterial endotoxin", "reference", "ChP 1143", "characteristics", "endotoxin", "report", "VAL-1");
        press(page.locator("form[action='/laboratory/methods']"));
        Page tablet = head.go("/laboratory/methods").page();
        sign(panel(tablet, method + "/1"), "QCH-1", "QC_HEAD", Cast.PASSWORD);
        sign(panel(tablet, method + "/1"), "QA-1", "QA", Cast.PASSWORD);

        assertThat(methods.effective(method)).isPresent();
    }

    private void enterAndReview(Window analyst, Window head) {
        Page page = analyst.go("/laboratory/unit/" + bank).page();
        page.fill("[name='value.endotoxin']", "<0.25");
        page.selectOption("[name='method.endotoxin']", method);
        page.fill("[name=instrument]", "READER-1");
        press(page.locator("#results"));
        long id = endotoxin().id();
        analyst.go("/laboratory/review?unit=" + bank);
        // Whoever entered a result does not review it: no form at all, or a box that cannot be ticked.
        Locator own = page.locator("input[name=id][value='" + id + "']");
        assertThat(own.count() == 0 || own.isDisabled()).isTrue();
        Page reviewer = head.go("/laboratory/review?unit=" + bank).page();
        reviewer.check("input[name=id][value='" + id + "']");
        Window.untilAnswered(reviewer, () -> reviewer.click("button[name=outcome][value=ACCEPTED]"));

        assertThat(endotoxin().reviewed()).isTrue();
    }

    private Evidence.Item endotoxin() {
        return evidence.list(bank).stream().filter(item -> item.characteristic().equals("endotoxin")).findFirst()
                .orElseThrow();
    }

    private void reportConcludeAndClose(Window reporter, Window qa) {
        Locator form = reporter.go("/deviations").page().locator("form[method=post][action='/deviations']");
        fill(form, "unit", bank, "description", "温度记录缺失 20 min");
        form.locator("[name=severity]").selectOption("MAJOR");
        form.locator("[name=stops]").check();
        press(form);
        Deviations.Deviation deviation = deviations.list(null).stream().filter(each -> each.unit().equals(bank))
                .findFirst().orElseThrow();
        assertThat(stops()).isEqualTo(1);
        assertThat(reporter.go("/deviations/" + deviation.code()).page().locator("form[action$='/closure']").count())
                .as("nobody closes what he reported").isZero();
        Page page = qa.go("/deviations/" + deviation.code()).picture("walk-deviation").page();
        Locator conclusion = page.locator("form[action$='/conclusion']");
        fill(conclusion, "rationale", "other logger covers the time");
        conclusion.locator("[name=conclusion]").selectOption("NO_IMPACT");
        press(conclusion);
        fill(page.locator("form[action$='/closure']"), "cause", "battery of the logger", "impact", "none on the bank");
        press(page.locator("form[action$='/closure']"));

        assertThat(deviations.get(deviation.code()).state()).isEqualTo("CLOSED");
        assertThat(stops()).isZero();
    }

    private void holdAndFree(Window qa) {
        Page page = qa.go("/unit/" + bank).page();
        page.locator("details:has(form[action$='/hold']) > summary").click();
        fill(page.locator("form[action$='/hold']"), "reference", "INV-7", "reason", "label under investigation");
        press(page.locator("form[action$='/hold']"));
        assertThat(stops()).isEqualTo(1);
        page.locator("details:has(form[action$='/closure']) > summary").first().click();
        fill(page.locator("form[action$='/closure']").first(), "reason", "label was right");
        press(page.locator("form[action$='/closure']").first());

        assertThat(stops()).isZero();
    }

    private long stops() {
        return units.holds(bank).stream().filter(hold -> hold.open() && hold.kind().equals("STOP")).count();
    }

    private void decideOnATest(Window head, String language) {
        Page page = head.go("/banks/" + bank).page();
        page.locator("details:has(#decide) > summary").click();
        page.locator("#decide [name=characteristic]").selectOption(
                new com.microsoft.playwright.options.SelectOption().setIndex(0));
        page.locator("#decide [name=required]").selectOption("true");
        fill(page.locator("#decide"), "rationale", "按风险评估 RA-26-01，本项目需检验。", "validUntil", "2029-12-31");
        press(page.locator("#decide"));
        head.picture("walk-bank-" + language);
        page.locator("#cells details:has(.sign-panel) > summary").first().click();
        sign(page.locator("#cells .sign-panel").first(), "QCH-1", "QC_HEAD", Cast.PASSWORD);
        page.locator("#cells details:has(.sign-panel) > summary").first().click();
        sign(page.locator("#cells .sign-panel").first(), "QA-1", "QA", Cast.PASSWORD);

        assertThat(page.locator("#cells .state-warn").count()).isZero();
    }

    private void signFor(Window head, Window qa, String language) {
        String path = "/gate/G4/" + bank;
        Page page = head.go(path).page();
        assertThat(page.locator("#gate-overall").getAttribute("data-overall")).isEqualTo("PASS");
        propose(page);
        Page overtaken = qa.go(path).page();
        head.go(path).page().locator("details:has(#withdraw-reason) > summary").click();
        page.fill("#withdraw-reason", "proposed too early");
        press(page.locator("form[action$='/withdrawal']"));
        propose(page);
        sign(overtaken.locator(".sign-panel"), "QA-1", "QA", Cast.PASSWORD);
        assertThat(overtaken.locator("#refusal").count()).as("a proposal that was withdrawn").isEqualTo(1);
        head.go(path);
        sign(page.locator(".sign-panel"), "QCH-1", "QC_HEAD", "wrong password 2026");
        assertThat(page.locator("#refusal").count()).as("a wrong password").isEqualTo(1);
        assertThat(given()).isZero();

        qa.go(path);
        fillSignature(overtaken.locator(".sign-panel"), "QA-1", "QA", Cast.PASSWORD);
        head.go(path).picture("walk-gate-" + language);
        fillSignature(page.locator(".sign-panel"), "QCH-1", "QC_HEAD", Cast.PASSWORD);
        Window.untilAnswered(page, () -> page.locator(".sign-panel button").dblclick());
        assertThat(given()).as("a double click signs once").isEqualTo(1);
        head.go(path);
        fillSignature(page.locator(".sign-panel"), "QH-1", "QUALITY_HEAD", Cast.PASSWORD);
        // Two tablets at once: neither is waited for before the other is pressed.
        Window.mark(overtaken);
        Window.mark(page);
        overtaken.locator(".sign-panel button").click(AT_ONCE);
        page.locator(".sign-panel button").click(AT_ONCE);
        Window.awaitAnswer(overtaken);
        Window.awaitAnswer(page);
        assertThat(overtaken.locator("#refusal").allTextContents()).as("QA on a page of before").isEmpty();
        assertThat(page.locator("#refusal").allTextContents()).as("the quality head on the first's tablet").isEmpty();

        assertThat(given()).as("each signed what all were shown").isEqualTo(3);
        assertThat(units.get(bank).state()).isEqualTo("QUALIFIED");
        head.go(path).picture("walk-qualified-" + language);
    }

    private static void propose(Page page) {
        page.check("#proposal [name=outcome][value=QUALIFIED]");
        press(page.locator("#proposal"));
    }

    /** Signatures on the newest decision. */
    private long given() {
        Gates.Decision newest = gates.decisions(bank, "G4").stream()
                .max(java.util.Comparator.comparingLong(Gates.Decision::id)).orElseThrow();
        Signing.Panel panel = context.getBean(Signing.class).panel(Gates.RECORD, Long.toString(newest.id()))
                .orElseThrow();
        return panel.slots().stream().filter(slot -> slot.given() != null).count();
    }

    /** The sign panel of a record; pages with more than one show each behind its line. */
    private static Locator panel(Page page, String decision) {
        Locator panel = page.locator(".sign-panel:has([name=decision][value='" + decision + "'])");
        Locator closed = page.locator("details:not([open]):has([name=decision][value='" + decision + "']) > summary");
        if (closed.count() > 0) {
            closed.first().click();
        }
        return panel;
    }

    private void sign(Locator panel, String person, String role, String password) {
        fillSignature(panel, person, role, password);
        press(panel);
    }

    private void fillSignature(Locator panel, String person, String role, String password) {
        panel.locator("[name=role]").selectOption(role);
        fill(panel, "login", Cast.login(person), "password", password);
        @Nullable
        String code = cast.code(person);
        if (code != null) {
            fill(panel, "code", Objects.requireNonNull(code));
        }
    }

    private static void fill(Locator form, String... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.locator("[name=" + namesAndValues[i] + "]").fill(namesAndValues[i + 1]);
        }
    }

    private static void press(Locator form) {
        Locator button = form.locator("button").last();
        Window.untilAnswered(form.page(), button::click);
    }
}
