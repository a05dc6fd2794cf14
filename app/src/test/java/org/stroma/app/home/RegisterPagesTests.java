package org.stroma.app.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.stroma.app.database.Refusal;
import org.stroma.app.distribution.Road;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Register;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.Window;

/** Registers of every kind: who reads them, what a filter leaves, and what leaves the house with which provenance. SR-024. */
@StromaTest
class RegisterPagesTests {
    @LocalServerPort
    private int port;
    @Autowired
    private Cast cast;
    @Autowired
    private ApplicationContext context;
    @Autowired
    private Registers registers;
    @Autowired
    private RegisterCopy copy;
    @Autowired
    private AuditTrailCopies trail;

    @BeforeEach
    void readEnglish() {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
    }

    @AfterEach
    void readAsBefore() {
        LocaleContextHolder.resetLocaleContext();
    }

    private static Register.Filter text(String text) {
        return new Register.Filter(text, "", null, null);
    }

    @Test
    void showsEveryRegisterInBothLanguagesWithoutCodesOfTheProgram() {
        new Road(context).qualified().ordered(1).planned();
        Actor quality = cast.signIn("QA-1");
        for (String language : new String[]{"zh-CN", "en"}) {
            try (Window window = Window.open(port, language)) {
                window.signIn(cast, "QA-1").go("/registers").picture("registers-" + language);
                for (Register register : registers.of(quality)) {
                    window.go("/registers/" + register.key());
                    assertThat(window.page().locator("h1").textContent()).doesNotContain("⟨");
                    assertThat(window.page().content()).doesNotContain("⟨").doesNotContain("??")
                            .doesNotContain("{cells}");
                    assertThat(window.unlabelled()).isEmpty();
                    assertThat(window.overflow(820)).as(register.key()).isZero();
                }
                window.go("/registers/containers").picture("register-containers-" + language);
                assertThat(window.complaints()).isEmpty();
            }
        }
    }

    @Test
    void filtersByFormAndLeavesNothingElse() {
        Road road = new Road(context);
        String vial = road.lot.available(1).getFirst();
        try (Window window = Window.open(port, "zh-CN")) {
            window.signIn(cast, "QA-1").go("/registers/containers");
            window.page().fill("#filter [name=q]", vial);
            window.page().press("#filter [name=q]", "Enter");
            window.page().waitForURL(address -> address.contains("q="));

            assertThat(window.page().locator("#register tbody tr")).extracting(rows -> rows.count()).isEqualTo(1);
            assertThat(window.page().textContent("#register tbody")).contains(vial);
        }
    }

    @Test
    void aHospitalReadsNoDonorsAndOnlyWhatItHolds() {
        Road road = new Road(context);
        String vial = road.lot.available(1).getFirst();
        Actor hospital = cast.signIn("HP-1");

        assertThat(registers.of(hospital)).extracting(Register::key)
                .doesNotContain("donors", "tissues", "bank-vials", "persons", "deviations").contains("containers");
        assertThat(registers.get(hospital, "containers").find(hospital, text(vial), 0, 10).total()).isZero();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> registers.get(hospital, "donors"))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void leafsThroughWithoutLossOrRepetition() {
        Road road = new Road(context);
        Actor quality = cast.signIn("QA-1");
        Register containers = registers.get(quality, "containers");
        String lot = road.lot.available(1).getFirst().replaceAll("-\\d+$", "");
        int total = containers.find(quality, text(lot), 0, 1).total();
        List<String> leafed = new java.util.ArrayList<>();
        for (int offset = 0; offset < total; offset += 7) {
            containers.find(quality, text(lot), offset, 7).rows().forEach(row -> leafed.add(row.getFirst().text()));
        }

        assertThat(leafed).hasSize(total).doesNotHaveDuplicates().hasSizeGreaterThan(7);
    }

    @Test
    void signsOfAPatternAreTakenAsTyped() {
        Actor quality = cast.signIn("QA-1");

        assertThat(registers.get(quality, "containers").find(quality, text("%"), 0, 10).total()).isZero();
        assertThat(registers.get(quality, "containers").find(quality, text("_"), 0, 10).total())
                .isEqualTo(registers.get(quality, "containers").find(quality, text("\\_"), 0, 10).total());
    }

    @Test
    void exportsRowsWithAHashThatAnyoneCanCheck() throws Exception {
        Actor quality = cast.signIn("QA-1");
        String csv = new String(copy.csv(registers.get(quality, "standards"), quality, Register.Filter.NONE),
                StandardCharsets.UTF_8);
        String rows = csv.substring(1, csv.indexOf("\r\n\r\n") + 2);
        String facts = csv.substring(csv.indexOf("\r\n\r\n") + 4);

        assertThat(csv).startsWith("\uFEFF\"Code\",\"State\"");
        assertThat(facts).contains("QA-1").contains("Last sealed block").contains("\"Filter\",\"none (all rows)\"")
                .contains(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(rows.getBytes(StandardCharsets.UTF_8))));
        assertThat(Arrays.stream(rows.split("\r\n")).count() - 1)
                .isEqualTo(registers.get(quality, "standards").find(quality, Register.Filter.NONE, 0, 1).total());
    }

    @Test
    void printsPageXOfYWithItsProvenance() throws IOException {
        Actor quality = cast.signIn("QA-1");
        byte[] pdf = copy.pdf(registers.get(quality, "persons"), quality, Register.Filter.NONE);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            String text = new PDFTextStripper().getText(document);

            assertThat(text).contains("1 of " + document.getNumberOfPages()).contains("Register of people")
                    .contains("Taken by").contains("QA-1");
        }
    }

    @Test
    void copiesOfTheAuditTrailKeepOrderAndZone() {
        Actor quality = cast.signIn("QA-1");
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(quality, "",
                        AuthorityUtils.createAuthorityList("ROLE_QA")));
        String csv = new String(Objects.requireNonNull(trail.csv("people.person", "", quality).getBody()),
                StandardCharsets.UTF_8);
        SecurityContextHolder.clearContext();
        List<String> lines = csv.substring(1, csv.indexOf("\r\n\r\n")).lines().toList();
        List<Long> numbers = lines.stream().skip(1).map(line -> Long.valueOf(line.substring(1, line.indexOf("\","))))
                .toList();

        assertThat(numbers).isNotEmpty().isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(lines.stream().skip(1)).allMatch(line -> line.contains("+08:00"))
                .allMatch(line -> line.contains("\"person\""));
        assertThat(csv).contains("\"Filter\",\"person\"").contains("SHA-256 of the rows above");
    }
}
