package org.stroma.app.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.stroma.app.genealogy.Units;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.Window;

/** One scan box for everything: codes, label data, serial numbers, positions, equipment. */
@StromaTest
class ScanPagesTests {
    @LocalServerPort
    private int port;
    @Autowired
    private Cast cast;
    @Autowired
    private ApplicationContext context;
    @Autowired
    private Units units;
    @Autowired
    private Labels labels;

    @Test
    void opensWhatIsScannedAndAsksTheRegistersForTheRest() {
        Road road = new Road(context).qualified();
        Units.Unit vial = units.get(road.lot.available(1).getFirst());
        try (Window window = Window.open(port, "zh-CN")) {
            Page page = window.signIn(cast, "QA-1").page();

            // As a scanner does it, wherever one stands: the text and Enter.
            page.keyboard().type(labels.data(vial).orElseThrow());
            page.keyboard().press("Enter");
            page.waitForURL(address -> address.endsWith("/unit/" + vial.code()));
            window.go("/scan?q=" + road.code("LOG"));
            assertThat(page.url()).endsWith("/shipments/qualifications?code=" + road.code("LOG"));
            window.go("/scan?q=" + vial.attributes().get("serial"));
            assertThat(page.url().contains("/unit/") || page.textContent("#scan-shelves").contains("成品支台账")).isTrue();
            window.go("/scan?q=NO-SUCH-THING");
            assertThat(page.textContent("#scan-none")).contains("NO-SUCH-THING");
            assertThat(window.complaints()).isEmpty();
        }
    }

    @Test
    void theOtherLanguageShowsTheSamePageWithTheSameQuestion() {
        try (Window window = Window.open(port, "zh-CN")) {
            Page page = window.signIn(cast, "QA-1").go("/registers/containers?q=NO-SUCH-THING&page=1").page();
            page.click("#language");
            page.waitForURL(address -> address.contains("lang=en"));

            assertThat(page.inputValue("#filter [name=q]")).isEqualTo("NO-SUCH-THING");
            assertThat(page.textContent("h1")).isEqualTo("Register of containers");
        }
    }
}
