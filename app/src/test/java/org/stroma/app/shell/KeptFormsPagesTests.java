package org.stroma.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.Window;

/** A refusal costs nobody what was typed, and says where to go on. */
@StromaTest
class KeptFormsPagesTests {
    private static final String FORM = "form[method=post][action='/deviations'] ";

    @LocalServerPort
    private int port;
    @Autowired
    private Cast cast;

    @Test
    void leadsBackToTheFormFilledAsItWas() {
        try (Window window = Window.open(port, "zh-CN")) {
            Page page = window.signIn(cast, "QA-1").go("/deviations").page();
            page.fill(FORM + "[name=unit]", "NO-SUCH-UNIT");
            page.fill(FORM + "[name=description]", "瓶身有裂纹");
            page.selectOption(FORM + "[name=severity]", "MAJOR");
            page.check(FORM + "[name=stops]");
            Window.press(page, FORM + "button");
            String why = page.textContent("#refusal");
            page.click("#mend");
            page.waitForSelector("#refused-before");

            assertThat(page.textContent("#refused-before")).contains(why).contains("NO-SUCH-UNIT");
            assertThat(page.inputValue(FORM + "[name=unit]")).isEqualTo("NO-SUCH-UNIT");
            assertThat(page.inputValue(FORM + "[name=description]")).isEqualTo("瓶身有裂纹");
            assertThat(page.inputValue(FORM + "[name=severity]")).isEqualTo("MAJOR");
            assertThat(page.isChecked(FORM + "[name=stops]")).isTrue();
            window.picture("refused-before");
        }
    }

    @Test
    void neverKeepsPasswordsAndForgetsOnTheNextPage() {
        try (Window window = Window.open(port, "en")) {
            Page page = window.signIn(cast, "WH-1").go("/materials/stock").page();
            page.fill("#count [name=lot]", "NO-SUCH-LOT");
            page.fill("#count [name=counted]", "1");
            page.fill("#count [name=login]", "qa-1");
            page.fill("#count [name=password]", "a-secret-of-somebody");
            Window.press(page, "#count button");
            page.waitForSelector("#refusal");

            assertThat(String.valueOf(page.evaluate("() => sessionStorage.getItem('stroma.sent')")))
                    .contains("NO-SUCH-LOT").doesNotContain("a-secret-of-somebody");
            window.go("/registers");
            assertThat(page.evaluate("() => sessionStorage.getItem('stroma.sent')")).isNull();
        }
    }

    @Test
    void aRefusalLeadsOnlyToPagesOfThisHouse() {
        try (Window window = Window.open(port, "en")) {
            Page page = window.signIn(cast, "QA-1").page();
            page.setExtraHTTPHeaders(java.util.Map.of("Referer", "http://elsewhere.example/unit/X"));
            window.go("/unit/NO-SUCH-UNIT");

            assertThat(page.getAttribute("#mend", "href")).isEqualTo("/");
        }
    }
}
