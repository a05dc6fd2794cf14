package org.stroma.app.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stroma.app.material.MaterialFixture.part;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.Window;

/** The main path of materials in a real browser: receive, add a document, review, gate, label, stock, impact. */
@StromaTest
@Import(MaterialFixture.class)
class MaterialPagesTests {
    @LocalServerPort
    private int port;
    @Autowired
    private Cast cast;
    @Autowired
    private MaterialFixture given;

    private String tag = "";
    private String material = "";

    @BeforeEach
    void master() {
        tag = "P" + System.nanoTime() % 1_000_000_000L;
        material = given.material("ENZ-" + tag, "DIGESTIVE_ENZYME", "L3",
                part("recombinant protease", Component.Nature.RECOMBINANT));
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 物料台账, 待验", "en, Material lots, QUARANTINE"})
    void walksALotFromReceiptToReview(String language, String register, String quarantine) {
        String lot = "L-" + tag;
        try (Window window = Window.open(port, language)) {
            receive(window.signIn(cast, "WH-1").go("/materials/receipt"), lot);
            assertThat(window.page().url()).endsWith("/materials/lot/" + lot);
            window.picture("material-lot-" + language).go("/materials/label/" + lot)
                    .picture("material-label-" + language);
            assertThat(window.page().textContent("#label h1")).isEqualTo(quarantine);
            byte[] pdf = window.page().request()
                    .get(window.page().url().replaceFirst("[?].*", "") + "/pdf").body();
            assertThat(printed(pdf)).contains(quarantine, lot);
            window.go("/materials").picture("material-register-" + language);
            assertThat(window.page().textContent("h1")).isEqualTo(register);
            window.go("/materials/stock?material=" + material + "&quantity=5").picture("material-stock-" + language);
            assertThat(window.page().locator("#levels").textContent()).contains(material);
            assertThat(window.complaints()).isEmpty();
        }
        try (Window window = Window.open(port, language)) {
            Page page = window.signIn(cast, "AN-1").go("/materials/lot/" + lot).page();
            page.selectOption("#document select[name=type]", "full_test");
            page.setInputFiles("#document input[type=file]",
                    new FilePayload("full test.pdf", "application/pdf", "%PDF-1.7".getBytes()));
            Window.press(page, "#document button");
            page.fill("#identity input[name=identified]", "2");
            Window.press(page, "#identity button");
            assertThat(page.locator("#evidence tbody tr").count()).isEqualTo(4);
            assertThat(window.complaints()).isEmpty();
        }
        try (Window window = Window.open(port, language)) {
            Page page = window.signIn(cast, "QCR-1").go("/materials/lot/" + lot).page();
            Window.press(page, "#review button[value=true]");
            window.picture("material-reviewed-" + language);
            assertThat(page.getAttribute("[data-requirement='G3-06']", "data-status")).isEqualTo("MET");
            assertThat(page.getAttribute("[data-requirement='G3-01']", "data-status")).isEqualTo("NOT_APPLICABLE");
            page.click("#to-gate");
            window.picture("material-gate-" + language);
            assertThat(page.getAttribute("#gate-overall", "data-overall")).isEqualTo("PASS");
            assertThat(page.textContent("tr[data-requirement=G3-22]")).contains("G3-22 · ");
            window.go("/materials/impact/" + lot).picture("material-impact-" + language);
            assertThat(window.complaints()).isEmpty();
        }
    }

    private void receive(Window window, String lot) {
        Page page = window.page();
        page.fill("#receipt input[name=code]", lot);
        page.selectOption("#receipt select[name=material]", material);
        page.selectOption("#receipt select[name=manufacturer]", "MK-" + material);
        page.selectOption("#receipt select[name=supplier]", "MK-" + material);
        page.fill("#receipt input[name=supplierLot]", "S-" + lot);
        page.fill("#receipt input[name=quantity]", "500");
        page.fill("#receipt input[name=containers]", "2");
        page.fill("#receipt input[name=expiry]", given.today().plusDays(100).toString());
        page.fill("#receipt input[name=neededUntil]", given.today().plusDays(20).toString());
        page.fill("#receipt input[name=storageFound]", "4.8");
        page.setInputFiles("#receipt input[type=file]",
                new FilePayload("coa.html", "text/html", "<script>alert(1)</script>".getBytes()));
        Window.press(page, "#receipt button");
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 物料主数据", "en, Master of materials"})
    void showsMasterAndSolutionsAndSignsAnAssessment(String language, String title) {
        try (Window window = Window.open(port, language)) {
            Page page = window.signIn(cast, "SQ-1").go("/materials/master").picture("material-master-" + language)
                    .page();
            assertThat(page.textContent("h1")).isEqualTo(title);
            window.go("/materials/solutions").picture("material-solutions-" + language)
                    .go("/materials/master/" + material);
            for (String field : new String[]{"origin", "process", "toxicity", "adventitious"}) {
                page.fill("#assess input[name=" + field + "]", "unchanged");
            }
            page.fill("#reviewOn", given.today().plusYears(1).toString());
            Window.press(page, "#assess button");
            page.fill(".sign-panel [name=login]", Cast.login("SQ-1"));
            page.fill(".sign-panel [name=password]", Cast.PASSWORD);
            Window.press(page, ".sign-panel button");
            window.picture("material-assessment-" + language);
            assertThat(page.locator(".sign-panel").textContent()).contains("SQ-1");
            assertThat(window.complaints()).isEmpty();
        }
    }

    @Test
    void servesFilesAsAttachmentsOnlyAndToNobodyElse() {
        String lot = given.receive("L-" + tag, material, 100);
        String sha = given.evidence.list(cast.signIn("QA-1"), lot).getFirst().file();
        try (Window window = Window.open(port, "en")) {
            window.signIn(cast, "QA-1");
            APIResponse file = window.page().request()
                    .get("http://localhost:" + port + "/materials/file/" + lot + "/" + sha);
            assertThat(file.status()).isEqualTo(200);
            assertThat(file.headers()).containsEntry("x-content-type-options", "nosniff")
                    .containsEntry("content-type", "application/octet-stream");
            assertThat(file.headers().get("content-disposition")).startsWith("attachment");
            assertThat(window.page().request()
                    .get("http://localhost:" + port + "/materials/file/" + lot + "/" + "0".repeat(64)).status())
                    .isEqualTo(404);
        }
        try (Window window = Window.open(port, "en")) {
            window.signIn(cast, "NU-1");
            assertThat(window.page().request().get("http://localhost:" + port + "/materials/lot/" + lot).status())
                    .isEqualTo(403);
            assertThat(window.page().request().get("http://localhost:" + port + "/api/v1/materials/lots").status())
                    .isEqualTo(403);
        }
    }

    @Test
    void findsALotByItsSuppliersNumberAndAnswersPrograms() {
        String lot = given.receive("L-" + tag, material, 100);
        try (Window window = Window.open(port, "en")) {
            window.signIn(cast, "WH-1");
            window.page().fill("#scan", "S-" + lot);
            window.page().press("#scan", "Enter");
            assertThat(window.page().content()).contains(lot);

            String base = "http://localhost:" + port + "/api/v1/materials";
            assertThat(window.page().request().get(base + "/lots/" + lot).text()).contains("\"supplierLot\"");
            assertThat(window.page().request().get(base + "/stock").status()).isEqualTo(200);
            assertThat(window.page().request().get(base + "/stock/" + material + "/picks?quantity=1").text())
                    .isEqualTo("[]");
            APIResponse refused = window.page().request().post(base + "/lots", RequestOptions.create()
                    .setForm(FormData.create().set("code", "X")));
            assertThat(refused.status()).isGreaterThanOrEqualTo(400);
        }
    }

    /** What a label of one page says, which shows one symbol. */
    private static String printed(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(document.getPage(0).getResources().getXObjectNames()).hasSize(1);
            return new PDFTextStripper().getText(document);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
