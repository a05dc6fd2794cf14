package org.stroma.app.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.stroma.app.genealogy.Units;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.Window;

/** Cultures, banks and products in a real browser, and a step recorded through its form by two people. */
@StromaTest
class BatchPagesTests {
    @LocalServerPort
    private int port;
    @Autowired
    private Cast cast;
    @Autowired
    private ApplicationContext context;
    @Autowired
    private Units units;

    @Test
    void showsCulturesBanksAndTheProductInBothLanguages() {
        BatchCampaign campaign = new BatchCampaign(context);
        String bank = campaign.masterBank();
        for (String language : new String[]{"zh-CN", "en"}) {
            try (Window window = Window.open(port, language)) {
                window.signIn(cast, "OP-1").go("/cultures/" + campaign.code("H2"));
                window.page().waitForSelector("#growth-chart canvas");
                window.picture("culture-" + language);
                assertThat(window.page().textContent("#growth")).contains("5.8862").contains("1.12×10⁹");
                window.go("/banks").picture("banks-" + language).go("/banks/" + bank).picture("bank-" + language);
                assertThat(window.page().textContent("#cells")).contains("T4-10");
                window.go("/batches").picture("batches-" + language);
                assertThat(window.page().textContent("h1")).isEqualTo(language.equals("en") ? "Batches" : "批次");
                window.go("/products/UCM-01").picture("product-" + language);
                assertThat(window.page().textContent("#parameters")).contains("3000 – 5000");
                assertThat(window.complaints()).isEmpty();
            }
        }
    }

    @Test
    void recordsASeedingThroughItsForm() {
        BatchCampaign campaign = new BatchCampaign(context);
        String harvest = campaign.primary(campaign.tissue());
        try (Window window = Window.open(port, "en")) {
            window.signIn(cast, "OP-1").go("/steps/seeding?unit=" + harvest).picture("step-seeding");
            Map.of("culture", campaign.code("PF"), "cells", "2.0224e7", "vessels", "8", "areaCm2", "632",
                    "remainderNote", "rest of the primary harvest", "verifierLogin", Cast.login("OP-2"),
                    "verifierPassword", Cast.PASSWORD)
                    .forEach((name, value) -> window.page().fill("[name=" + name + "]", value));
            window.press("#step button.btn-primary");
            window.picture("step-recorded");

            assertThat(window.page().url()).endsWith("/cultures/" + campaign.code("PF"));
            assertThat(units.get(campaign.code("PF")).quantity()).isEqualByComparingTo(new BigDecimal("2.0224e7"));
            assertThat(window.page().locator("#vessels tbody tr").count()).isEqualTo(8);
            window.page().fill("#scan", campaign.code("PF") + "-V01");
            window.page().press("#scan", "Enter");
            assertThat(window.page().content()).contains(campaign.code("PF"));
            assertThat(window.complaints()).isEmpty();
        }
    }

    @Test
    void hospitalsSeeNothingOfMaking() {
        try (Window window = Window.open(port, "en")) {
            window.signIn(cast, "NU-1").go("/batches");

            assertThat(window.page().locator("table.register").count()).isZero();
        }
    }
}
