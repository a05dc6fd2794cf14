package org.stroma.app.donor;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.Window;

/** The main path of donors and tissue in a real browser, in both languages, and the custodian's page beside it. */
@StromaTest
class DonorPagesTests {
    @LocalServerPort
    private int port;
    @Autowired
    private Cast cast;
    @Autowired
    private ApplicationContext context;

    @ParameterizedTest
    @CsvSource({"zh-CN, 供者, 已采集, 待验", "en, Donors, Collected, Quarantine"})
    void aDonorIsEnrolledScreenedCollectedAndHerCordReceived(String language, String title, String collected,
            String received) {
        DonorStage stage = DonorStage.of(context);
        DonorStage.Codes codes = stage.codes();
        try (Window window = Window.open(port, language)) {
            window.signIn(cast, "COL-1").go("/donors");
            Page page = window.page();
            assertThat(page.textContent("h1")).isEqualTo(title);
            enrol(page, codes, local(stage));
            screen(page);
            collect(page, codes);
            assertThat(page.textContent("#state")).isEqualTo(collected);
            send(page);
            window.go("/donors/" + codes.donor()).picture("donor-" + language);
            assertThat(page.textContent("#markers")).contains("HIV");
            assertThat(window.complaints()).isEmpty();
        }
        try (Window window = Window.open(port, language)) {
            window.signIn(cast, "OP-1").go("/scan?q=" + codes.din().replace(" ", "%20"));
            Page page = window.page();
            assertThat(page.url()).endsWith("/tissues/" + codes.tissue());
            receive(page, stage, codes);
            assertThat(page.textContent("#state")).isEqualTo(received);
            assertThat(page.textContent("#journey")).contains("4.6 – 7.1");
            window.picture("tissue-" + language);
            assertThat(window.complaints()).isEmpty();
        }
        try (Window window = Window.open(port, language)) {
            window.signIn(cast, "DMR-1").go("/donors/" + codes.donor());
            window.press("#review button[value=true]");
            assertThat(window.page().locator("#review").count()).isZero();
            window.go("/gate/G1/" + codes.donor()).picture("gate-g1-" + language);
            assertThat(window.page().getAttribute("#gate-overall", "data-overall")).isEqualTo("MISSING");
            assertThat(window.page().textContent("h1")).contains(codes.donor()).doesNotContain("<");
            assertThat(window.complaints()).isEmpty();
        }
    }

    private static String local(DonorStage stage) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm").withZone(ZoneId.of("Asia/Shanghai"))
                .format(stage.ago(Duration.ofDays(1)));
    }

    private static void enrol(Page page, DonorStage.Codes codes, String signed) {
        page.click("#enrol summary");
        page.fill("#enrol input[name=code]", codes.donor());
        page.fill("#enrol input[name=signedAt]", signed);
        page.fill("#enrol input[name=interviewer]", "COL-1");
        for (String scope : new String[]{"donation", "testing", "manufacture"}) {
            page.check("#enrol input[name=" + scope + "]");
        }
        Window.press(page, "#enrol form > button");
    }

    private static void send(Page page) {
        page.click("#dispatch > summary");
        page.selectOption("#dispatch [name=site]", "MAKER-1");
        page.fill("#dispatch [name=arriveBy]", "2199-12-31T08:00");
        Window.press(page, "#dispatch form > button");
    }

    private static void screen(Page page) {
        page.click("#screening > summary");
        page.fill("#screening input[name=ageYears]", "29");
        page.fill("#screening input[name=gestation]", "39w2d");
        Window.press(page, "#screening form > button");
    }

    private static void collect(Page page, DonorStage.Codes codes) {
        page.click("#collection > summary");
        page.fill("#collection input[name=tissue]", codes.tissue());
        page.fill("#collection input[name=din]", codes.din());
        page.fill("#collection input[name=lengthCm]", "28.0");
        page.fill("#collection input[name=container]", "BOX-7");
        page.fill("#collection input[name=cordBlood]", codes.cordBlood());
        Window.press(page, "#collection form > button");
    }

    private static void receive(Page page, DonorStage stage, DonorStage.Codes codes) {
        Evidence.RawFile recording = stage.recording(codes, "4.6", "7.1", "5");
        page.click("#receipt > summary");
        page.fill("#receipt input[name=labelDin]", codes.din());
        page.fill("#receipt input[name=labelDonor]", codes.donor());
        page.fill("#receipt input[name=labelCentre]", "C-01");
        page.check("#receipt input[name=sealIntact]");
        page.fill("#receipt input[name=lengthCm]", "28.0");
        page.fill("#receipt input[name=appearance]", "pale, intact");
        page.fill("#receipt input[name=logger]", stage.logger());
        page.setInputFiles("#receipt input[name=file]", new com.microsoft.playwright.options.FilePayload(
                recording.name(), recording.mediaType(), recording.bytes()));
        page.fill("#receipt input[name=samples]", codes.cordBlood());
        page.fill("#receipt input[name=bioburdenSample]", "BB-" + codes.number());
        Window.press(page, "#receipt form > button");
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 供者身份库", "en, Vault of donors' identities"})
    void theCustodianEntersAndReadsAnIdentityThatNoOtherPageShows(String language, String title) {
        DonorStage stage = DonorStage.of(context);
        DonorStage.Codes codes = stage.enrol(Jurisdiction.CN);
        try (Window window = Window.open(port, language)) {
            window.signIn(cast, "DVC-1").go("/vault");
            Page page = window.page();
            assertThat(page.textContent("h1")).isEqualTo(title);
            page.fill("#enter input[name=code]", codes.donor());
            page.fill("#enter input[name=fullName]", "李秀英");
            page.fill("#enter input[name=phone]", "13812345678");
            Window.press(page, "#enter button");
            page.fill("#read-code", codes.donor());
            page.fill("#read-purpose", "retest after 180 days");
            Window.press(page, "#read button");
            assertThat(page.textContent("#identity")).contains("李秀英");
            assertThat(page.textContent("#readings")).contains("retest after 180 days");
            assertThat(window.complaints()).isEmpty();
            window.go("/vault/donor").picture("vault-" + language);
        }
        try (Window window = Window.open(port, language)) {
            window.signIn(cast, "DMR-1").go("/donors/" + codes.donor());
            assertThat(window.page().content()).doesNotContain("李秀英").doesNotContain("13812345678");
            window.go("/vault/donor");
            assertThat(window.page().content()).doesNotContain("李秀英");
        }
    }

    @Test
    void aHospitalFindsNoDonor() {
        DonorStage.Codes codes = DonorStage.of(context).enrol(Jurisdiction.CN);
        try (Window window = Window.open(port, "en")) {
            window.signIn(cast, "NU-1").go("/donors/" + codes.donor());
            assertThat(window.page().content()).contains("Your role may not do this");
            window.go("/scan?q=" + codes.donor());
            assertThat(window.page().textContent("#scan-none")).contains(codes.donor());
        }
    }
}
