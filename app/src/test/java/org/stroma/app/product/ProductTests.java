package org.stroma.app.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stroma.app.product.Product.Standing;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;

/** UCM-01 as data: the rules that steps, gates and labels ask for, and versions that never change. SR-034. */
@StromaTest
class ProductTests {
    @Autowired
    private Products products;
    @Autowired
    private Cast cast;

    @Test
    void expiresTheDayBeforeTwoYearsAndKeepsRecordsThirtyMore() {
        Product product = products.get("UCM-01");

        assertThat(product.expiry().lastDay(LocalDate.of(2026, 11, 17))).isEqualTo("2028-11-16");
        assertThat(product.expiry().firstDayAfter(LocalDate.of(2026, 11, 17))).isEqualTo("2028-11-17");
        assertThat(product.retention().retainUntil(LocalDate.of(2028, 11, 16))).isEqualTo("2058-11-16");
    }

    @Test
    void comparesParametersAndClocksUnrounded() {
        Product product = products.get("UCM-01");

        assertThat(product.parameter("seed_density").judge(new BigDecimal("5000.01"))).isEqualTo(Standing.OUTSIDE);
        assertThat(product.parameter("seed_density").judge(new BigDecimal("5000"))).isEqualTo(Standing.ACCEPTABLE);
        assertThat(product.parameter("seed_density").judge(new BigDecimal("4000"))).isEqualTo(Standing.NORMAL);
        assertThat(product.clock("CL-6").judge(Duration.ofMinutes(42))).isEqualTo(Standing.NORMAL);
        assertThat(product.clock("CL-6").judge(Duration.ofMinutes(60))).isEqualTo(Standing.ACCEPTABLE);
        assertThat(product.clock("CL-6").judge(Duration.ofMinutes(60).plusSeconds(1))).isEqualTo(Standing.OUTSIDE);
    }

    @Test
    void holdsTheNumbersOfTheCampaign() {
        Product product = products.get("UCM-01");

        assertThat(product.limits().passage()).isEqualTo(5);
        assertThat(product.limits().cpdl()).isEqualByComparingTo("20");
        assertThat(product.presentation().deadVolumeMl()).isEqualByComparingTo("12");
        assertThat(product.presentation().drawingStepMl()).isEqualByComparingTo("0.01");
        assertThat(product.clocks()).extracting(Product.Clock::code).hasSize(12);
        assertThat(product.route().regime()).isEqualTo("TWO_TIER");
    }

    @Test
    void refusesWhatTheProductDoesNotHave() {
        assertThatThrownBy(() -> products.get("UCM-01").bank("DCB")).extracting("code").isEqualTo("product.no-tier");
        assertThatThrownBy(() -> products.get("NO-SUCH")).extracting("code").isEqualTo("product.none-effective");
        assertThatThrownBy(() -> products.putForApproval(cast.signIn("PH-1"), "UCM-01", "2")).extracting("code")
                .isEqualTo("ST070");
    }
}
