package org.stroma.app.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.gate.Dispositions;
import org.stroma.app.gate.Disposing;
import org.stroma.app.genealogy.Units;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.Window;

/** A disposition on the pages: who has its form, what became of one that was overtaken, and two signatures on one tablet. */
record DispositionTablet(Units units, Dispositions dispositions, Disposing disposing, Cast cast, JdbcClient jdbc,
        int port,
        String lot) {
    static DispositionTablet of(ApplicationContext context, int port, String lot) {
        return new DispositionTablet(context.getBean(Units.class), context.getBean(Dispositions.class),
                new Disposing(context), context.getBean(Cast.class), context.getBean(JdbcClient.class), port, lot);
    }

    /** Proposed and signed by the quality head, signed by the qualified person on the same tablet. */
    void suspends() {
        wrongPeopleHaveNoFormAndAPageThatWasOvertakenIsRefused();
        try (Window window = Window.open(port, "zh-CN")) {
            window.signIn(cast, "QH-1").go("/release/" + lot).page().click("#dispositions summary");
            window.page().selectOption("#disposition [name=action]", "SUSPEND");
            window.page().fill("#disposition [name=reason]", "医院报告多支有可见聚集体");
            window.page().setInputFiles("#disposition [name=document]", new FilePayload("hospital report.htm",
                    "text/html", "%PDF-1.7 the report of the hospital".getBytes(StandardCharsets.UTF_8)));
            window.picture("disposition-form").page().click("#disposition button");
            assertThat(window.page().url()).endsWith("/release/" + lot);
            signOn(window, "QH-1");
            window.picture("disposition-half-signed");
            signOn(window, "QP-B");
            assertThat(window.page().locator("#open-disposition").count()).isZero();
            assertThat(units.get(lot).state()).isEqualTo("SUSPENDED");
            window.picture("disposition-signed");
            assertThat(jdbc.sql("select media_type from evidence.file where name = 'hospital report.htm'")
                    .query(String.class).single()).as("by its bytes").isEqualTo("application/pdf");
            assertThat(window.unlabelled()).isEmpty();
            assertThat(window.complaints()).isEmpty();
        }
    }

    private void wrongPeopleHaveNoFormAndAPageThatWasOvertakenIsRefused() {
        String path = "/unit/" + lot + "/dispositions";
        try (Window head = Window.open(port, "en").signIn(cast, "QH-1");
                Window operator = Window.open(port, "en").signIn(cast, "OP-1");
                Window manager = Window.open(port, "en").signIn(cast, "PH-1")) {
            Map<String, String> fields = Map.of("action", "SUSPEND", "reason", "an attack", "seen",
                    lot + ";" + units.get(lot).revision());
            assertThat(operator.go("/unit/" + lot).page().locator("#disposition").count()).isZero();
            assertThat(operator.send(path, fields).status()).isEqualTo(403);
            assertThat(manager.go("/unit/" + lot).page().locator("#disposition").count()).isZero();
            assertThat(manager.send(path, fields).body()).as("signs other dispositions, not this one")
                    .contains("id=\"refusal\"");
            head.go("/unit/" + lot).page().click("#dispositions summary");
            disposing.decide(lot, "SUSPEND", null);
            disposing.decide(lot, "LIFT", null);
            head.page().selectOption("#disposition [name=action]", "SUSPEND");
            head.page().fill("#disposition [name=reason]", "seen before it was suspended and lifted");
            head.press("#disposition button");

            assertThat(head.refusal()).isEqualTo(
                    "Somebody has changed what you saw. Reload the page, check it and submit again.");
            assertThat(dispositions.list(lot)).noneMatch(each -> each.state().equals("OPEN"));
        }
    }

    private void signOn(Window window, String person) {
        window.page().fill("#open-disposition [name=login]", Cast.login(person));
        window.page().fill("#open-disposition [name=password]", Cast.PASSWORD);
        window.page().fill("#open-disposition [name=code]", String.valueOf(cast.code(person)));
        window.page().click("#open-disposition .sign-panel button");
    }
}
