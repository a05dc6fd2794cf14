package org.stroma.app.laboratory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.stroma.app.batch.BatchCampaign;
import org.stroma.app.genealogy.Units;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.Window;

/** A sample received, read day by day and sent out with buttons only, and a harvest shared out through its form. */
@StromaTest
class SamplePagesTests {
    @LocalServerPort
    private int port;
    @Autowired
    private Cast cast;
    @Autowired
    private ApplicationContext context;
    @Autowired
    private Units units;
    @Autowired
    private Laboratory laboratory;

    @ParameterizedTest
    @CsvSource({"zh-CN, 无生长, 外送", "en, no growth, Sample handling"})
    void aSampleIsReceivedReadAndSentOut(String language, String read, String sent) {
        BatchCampaign campaign = new BatchCampaign(context);
        campaign.masterBank();
        String sample = campaign.code("MCBQC");
        try (Window window = Window.open(port, language)) {
            window.signIn(cast, "AN-1").go("/laboratory/sample/" + sample);
            window.page().selectOption("#move [name=to]", "RECEIVED");
            window.press("#move button");
            window.page().fill("#read [name=test]", "sterility");
            window.page().fill("#read [name=day]", "1");
            window.page().check("#read [name=growth][value=false]");
            window.press("#read button");
            assertThat(window.page().textContent("#readings tbody")).contains(read);
            window.picture("sample-" + language);
            assertThat(window.unlabelled()).isEmpty();
            assertThat(window.overflow(820)).isLessThanOrEqualTo(1);

            window.page().selectOption("#move [name=to]", "SENT_OUT");
            window.page().fill("#move [name=laboratoryName]", "示例外检实验室");
            window.press("#move button");
            assertThat(window.page().content()).contains("示例外检实验室", sent);
            assertThat(window.complaints()).isEmpty();
        }
        assertThat(units.get(sample).state()).isEqualTo("SENT_OUT");
        assertThat(laboratory.readings(sample)).extracting(Laboratory.Reading::day).isEqualTo(List.of(1));
    }

    @Test
    void aHarvestIsSharedOutThroughItsForm() {
        BatchCampaign campaign = new BatchCampaign(context);
        String harvest = campaign.primary(campaign.tissue());
        try (Window window = Window.open(port, "zh-CN")) {
            window.signIn(cast, "OP-1").go("/cultures/" + harvest);
            window.page().click("a[href^='/steps/splitting']");
            window.page().fill("[name='parts.0.code']", campaign.code("A"));
            window.page().fill("[name='parts.0.cells']", "2.0e7");
            window.page().fill("[name='parts.1.code']", campaign.code("B"));
            window.page().fill("[name='parts.1.cells']", "1.6e6");
            window.page().fill("[name=verifierLogin]", Cast.login("OP-2"));
            window.page().fill("[name=verifierPassword]", Cast.PASSWORD);
            window.picture("step-splitting").page().click("#step button.btn-primary");

            assertThat(units.get(campaign.code("B")).quantity()).isEqualByComparingTo("1.6e6");
            assertThat(window.complaints()).isEmpty();
        }
    }
}
