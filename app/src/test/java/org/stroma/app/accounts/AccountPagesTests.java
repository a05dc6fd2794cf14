package org.stroma.app.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.stroma.app.people.Passwords;
import org.stroma.app.people.People;
import org.stroma.app.people.Totp;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.Window;

/** The first administrator of an instance and the first person he adds, in a real browser. SR-002, SR-003. */
@StromaTest
class AccountPagesTests {
    private static final String FRESH = "a fresh Stroma 2026";

    @LocalServerPort
    private int port;
    @Autowired
    private People people;
    @Autowired
    private Cast cast;

    @ParameterizedTest
    @CsvSource({"zh-CN, 我的账号, 人员与账号, 初始凭据", "en, My account, People and accounts, Initial credentials"})
    void theFirstAdministratorChangesHisPasswordAndAddsAPersonWhoChangesHers(String language, String account,
            String persons, String handover) {
        String mark = language.substring(0, 2).toUpperCase(Locale.ROOT);
        String secret = Totp.newSecret();
        String password = Passwords.random();
        people.install("system:install", "first start",
                List.of(new People.Organisation("NEW-" + mark, "本企业", "This company", "MAKER", "Asia/Shanghai")),
                List.of(new People.Newcomer("ADMIN-" + mark, "Administrator", "NEW-" + mark,
                        "admin-" + language.substring(0, 2), password, secret, List.of("SYSADMIN"), true)));
        try (Window window = Window.open(port, language)) {
            Page page = window.page();
            signIn(page, "admin-" + language.substring(0, 2), password, Totp.code(secret, Instant.now()));
            assertThat(page.textContent("h1")).isEqualTo(account);
            assertThat(window.go("/administration/persons").page().url()).endsWith("/account");
            window.picture("account-must-change-" + language);
            changePassword(page, password);
            assertThat(page.url()).contains("done=password");

            window.go("/administration/persons");
            assertThat(page.textContent("h1")).isEqualTo(persons);
            page.fill("#add-person [name=code]", "OPR-" + mark);
            page.fill("#add-person [name=fullName]", "Wang Fang");
            page.selectOption("#add-person [name=organisation]", "NEW-" + mark);
            page.fill("#add-person [name=login]", "opr-" + language.substring(0, 2));
            page.selectOption("#add-person [name=roles]", "OPERATOR");
            page.fill("#add-person [name=reason]", "new operator in clean room 2");
            window.picture("persons-" + language);
            page.press("#add-person [name=reason]", "Enter");
            assertThat(page.textContent("h1")).isEqualTo(handover);
            String initial = page.textContent("#handover-password");
            window.picture("handover-" + language).go("/administration/persons/OPR-" + mark)
                    .picture("person-" + language);
            assertThat(page.textContent("#grants tbody")).contains("ADMIN-" + mark);
            assertThat(page.content()).doesNotContain(initial);

            Window.press(page, "form[action='/sign-out'] button");
            signIn(page, "opr-" + language.substring(0, 2), initial, null);
            assertThat(page.textContent("h1")).isEqualTo(account);
            changePassword(page, initial);
            assertThat(window.go("/").page().url()).endsWith("/");
            assertThat(window.complaints()).isEmpty();
        }
    }

    @Test
    void aPersonTakesASecondFactorIntoUse() {
        people.install("system:demo", "a person of this test", List.of(), List.of(new People.Newcomer("FAC-1",
                "Zhao Min", "MAKER-1", "fac-1", Cast.PASSWORD, null, List.of("QA"), false)));
        try (Window window = Window.open(port, "en")) {
            Page page = window.signIn(cast, "FAC-1").go("/account").page();
            page.fill("#factor-password", Cast.PASSWORD);
            Window.press(page, "#factor-form button");
            String secret = page.textContent("#factor-secret").replace(" ", "");
            page.fill("#confirm-code", "000000");
            Window.press(page, "#confirm-form button");
            assertThat(page.textContent(".alert-danger")).contains("The code is wrong");
            assertThat(page.content()).doesNotContain(secret);
            page.fill("#confirm-code", Totp.code(secret, Instant.now()));
            Window.press(page, "#confirm-form button");

            assertThat(page.textContent(".alert-success")).contains("Second factor in use");
            assertThat(window.picture("account-factor").complaints()).isEmpty();
        }
    }

    @Test
    void theWrongPasswordChangesNothingAndSaysSo() {
        try (Window window = Window.open(port, "en")) {
            Page page = window.signIn(cast, "WT-1").go("/account").page();
            page.fill("#current", "not my password");
            page.fill("#fresh", FRESH);
            page.fill("#again", FRESH);
            Window.press(page, "#password-form button");

            assertThat(page.textContent(".alert-danger")).contains("Account, password or code is wrong");
        }
    }

    @Test
    void administratorsPagesAreClosedToEverybodyElse() {
        try (Window window = Window.open(port, "en")) {
            window.signIn(cast, "OP-1").go("/administration/persons");
            assertThat(window.page().content()).contains("Your role may not do this");
            window.go("/administration/organisations");
            assertThat(window.page().content()).contains("Your role may not do this");
        }
    }

    @Test
    void anAdministratorAddsAnOrganisation() {
        try (Window window = Window.open(port, "zh-CN")) {
            Page page = window.signIn(cast, "ADM-1").go("/administration/organisations").page();
            page.fill("#add-organisation [name=code]", "H-900");
            page.fill("#add-organisation [name=nameZh]", "第九医院");
            page.fill("#add-organisation [name=nameEn]", "Ninth Hospital");
            page.fill("#add-organisation [name=reason]", "new hospital under contract");
            Window.press(page, "#add-organisation button");

            assertThat(page.textContent("#organisations")).contains("第九医院").contains("医疗机构");
            assertThat(window.picture("organisations").complaints()).isEmpty();
        }
    }

    private static void signIn(Page page, String login, String password, String code) {
        page.fill("#login", login);
        page.fill("#password", password);
        if (code != null) {
            page.fill("#code", code);
        }
        Window.press(page, "form[action='/sign-in'] button");
    }

    private static void changePassword(Page page, String current) {
        page.fill("#current", current);
        page.fill("#fresh", FRESH);
        page.fill("#again", FRESH);
        Window.press(page, "#password-form button");
    }
}
