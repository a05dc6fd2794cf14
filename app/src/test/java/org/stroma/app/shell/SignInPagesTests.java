package org.stroma.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.Window;

/** Sign-in, the frame and the audit trail in a real browser. SR-024. */
@StromaTest
class SignInPagesTests {
    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @ParameterizedTest
    @CsvSource({"zh-CN, 我的待办, 演示环境", "en, My work, Demonstration"})
    void signsInAndSeesTheWorklist(String language, String title, String strip) {
        try (Window window = Window.open(port, language)) {
            window.signIn(cast, "QA-1").picture("worklist-" + language);

            assertThat(window.page().textContent("h1")).isEqualTo(title);
            assertThat(window.page().textContent(".demo-strip")).contains(strip);
            assertThat(window.page().url()).endsWith("/");
            assertThat(window.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 审计追踪", "en, Audit trail"})
    void showsTheAuditTrail(String language, String title) {
        try (Window window = Window.open(port, language)) {
            window.signIn(cast, "QA-1").go("/audit-trail?table=people.%25").picture("audit-trail-" + language);

            assertThat(window.page().textContent("h1")).isEqualTo(title);
            assertThat(window.page().locator("table.history tbody").count()).isGreaterThan(10);
            assertThat(window.complaints()).isEmpty();
        }
    }

    /** Whoever looks something up on a second tab comes back to a form that still works; a new sign-in makes the forms of before worthless. */
    @Test
    void aFormIsGoodWhileOtherTabsAreUsedAndNoLongerThanTheSignIn() {
        try (Window window = Window.open(port, "en")) {
            Page form = window.signIn(cast, "QA-1").go("/deviations").page();
            Page other = form.context().newPage();
            for (String path : new String[]{"/donors", "/trace?of=NO-SUCH", "/registers"}) {
                other.navigate(form.url().replace("/deviations", path));
            }
            String token = form.inputValue("form[action='/deviations'][method=post] [name=_csrf]");
            form.fill("form[action='/deviations'][method=post] [name=unit]", "NO-SUCH-UNIT");
            form.fill("form[action='/deviations'][method=post] [name=description]", "seen on another tab");
            window.press("form[action='/deviations'][method=post] button");
            assertThat(window.refusal()).as("refused for its unit, not for its role").contains("NO-SUCH-UNIT");

            window.go("/").press("form[action='/sign-out'] button");
            window.signIn(cast, "QA-1").go("/deviations");
            window.page().evaluate(
                    "token => document.querySelectorAll('[name=_csrf]').forEach(field => { field.value = token; })",
                    token);
            assertThat(window.send("/deviations", Map.of("unit", "X", "severity", "MINOR", "description", "before"))
                    .status()).isEqualTo(403);
        }
    }

    @Test
    void refusesAWrongPasswordWithoutSayingWhatWasWrong() {
        try (Window window = Window.open(port, "en")) {
            window.page().fill("#login", "qa-1");
            window.page().fill("#password", "wrong password");
            window.press("form[action='/sign-in'] button");

            assertThat(window.page().textContent(".alert")).contains("Account, password or code is wrong");
            assertThat(window.page().content()).doesNotContain("wrong password");
        }
    }

    @Test
    void turnsTheWrongRoleAway() {
        try (Window window = Window.open(port, "en")) {
            window.signIn(cast, "OP-1").go("/audit-trail");

            assertThat(window.page().content()).contains("Your role may not do this");
        }
    }

    @Test
    void sendsAStrangerToTheDoorAndBack() {
        try (Window window = Window.open(port, "en")) {
            window.go("/audit-trail");
            assertThat(window.page().url()).contains("/sign-in?next=%2Faudit-trail");

            window.signIn(cast, "QA-2");
            assertThat(window.page().url()).endsWith("/audit-trail");
        }
    }

    @Test
    void aScanThatFindsNothingSaysSo() {
        try (Window window = Window.open(port, "zh-CN")) {
            window.signIn(cast, "QA-1");
            window.page().fill("#scan", "NO-SUCH-THING");
            window.page().press("#scan", "Enter");

            assertThat(window.page().textContent("#scan-none")).contains("NO-SUCH-THING");
        }
    }

    @Test
    void signsOut() {
        try (Window window = Window.open(port, "en")) {
            window.signIn(cast, "QA-1");
            window.press("form[action='/sign-out'] button");
            window.go("/");

            assertThat(window.page().url()).contains("/sign-in");
        }
    }
}
