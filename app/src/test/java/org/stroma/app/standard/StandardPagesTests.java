package org.stroma.app.standard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.Window;

/** Standards in a real browser, in both languages. */
@StromaTest
class StandardPagesTests {
    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    private static FilePayload file(String name, String content) {
        return new FilePayload(name, "application/yaml", content.getBytes(StandardCharsets.UTF_8));
    }

    private static String standard(String code) {
        return """
                standard: %s
                version: "1"
                name: {zh: 页面试验, en: Tried on pages}
                characteristics:
                  - {code: age, name: {zh: 年龄, en: age}, type: quantity, unit: a}
                requirements:
                  - {code: Q-1, name: {zh: 年龄, en: Age}, severity: B, tag: D, cites: [HOUSE], criterion: {at_most: {of: age, limit: 35 a}}}
                """
                .formatted(code);
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 标准, 脐带供者筛选, 现行", "en, Standards, Screening of cord donors, in force"})
    void showsTheRegisterAndAStandard(String language, String title, String name, String standing) {
        try (Window window = Window.open(port, language)) {
            window.signIn(cast, "QA-1").go("/standards").picture("standards-" + language);

            assertThat(window.page().textContent("h1")).isEqualTo(title);
            assertThat(window.page().locator("#standards tbody tr").count()).isGreaterThanOrEqualTo(14);

            window.go("/standards/donor-cord").picture("standard-donor-cord-" + language);

            assertThat(window.page().textContent("h1")).isEqualTo(name);
            assertThat(window.page().textContent("main .state")).isEqualTo(standing);
            assertThat(window.page().locator("#requirements tbody tr").count())
                    .isEqualTo(Standards.get("donor-cord").requirements().size());
            assertThat(window.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 不可比", "en, not comparable"})
    void showsPublishedDosesAgainstPublishedSpecifications(String language, String reason) {
        try (Window window = Window.open(port, language)) {
            window.signIn(cast, "PS-1").go("/standards/published").picture("published-" + language);

            assertThat(window.page().locator("table[data-specification]").count()).isEqualTo(5);
            assertThat(window.page().textContent("table[data-specification='published-bmj-open']")).contains(reason);

            window.go("/standards/clauses");

            assertThat(window.page().locator("#clauses tbody tr").count()).isGreaterThan(40);
            assertThat(window.complaints()).isEmpty();
        }
    }

    @Test
    void importsSignsAndProposesAFile() {
        String code = "page-" + Long.toString(System.nanoTime(), 36);
        try (Window window = Window.open(port, "en")) {
            window.signIn(cast, "PS-1").go("/standards");
            window.page().setInputFiles("#import-file", file(code + ".yaml", standard(code)));
            window.page().fill("#import-note", "tried on pages");
            window.press("#import button");

            assertThat(window.page().url()).contains("/standards/" + code);

            window.page().fill(".sign-panel [name=login]", Cast.login("PS-1"));
            window.page().fill(".sign-panel [name=password]", Cast.PASSWORD);
            window.press("form[id^='sign-'] button");

            assertThat(window.page().locator("form[id^='sign-']").count()).isZero();
        }
        try (Window window = Window.open(port, "en")) {
            window.signIn(cast, "QA-1").go("/standards");
            window.page().fill("#propose-note", "tried on pages");
            window.press("#propose button");

            assertThat(window.page().getAttribute("#approval-state", "data-state")).isEqualTo("OPEN");
            assertThat(window.page().textContent("main")).contains(code + " 1");

            window.page().click("summary");
            window.page().fill("#withdraw-reason", "only a test");
            window.press("details button");

            assertThat(window.page().getAttribute("#approval-state", "data-state")).isEqualTo("WITHDRAWN");
            assertThat(window.complaints()).isEmpty();
        }
    }

    @Test
    void givesProgramsTheApprovedBytes() {
        try (Window window = Window.open(port, "en")) {
            window.signIn(cast, "QA-1");
            byte[] body = window.page().request()
                    .get("http://localhost:" + port + "/api/v1/standards/donor-cord/1").body();

            assertThat(body).isEqualTo(Standards.get("donor-cord").toBytes());
        }
    }

    @Test
    void saysEveryProblemOfARefusedFile() {
        try (Window window = Window.open(port, "zh-CN")) {
            window.signIn(cast, "QA-1").go("/standards");
            window.page().setInputFiles("#import-file", file("bad.yaml",
                    standard("bad").replace("severity: B", "severity: X").replace("unit: a", "unit: EU/mL")));
            window.page().fill("#import-note", "a bad file");
            window.press("#import button");

            assertThat(window.page().textContent("h1")).isEqualTo("文件未导入");
            assertThat(window.page().locator("#problems tbody tr").count()).isEqualTo(3);
        }
    }
}
