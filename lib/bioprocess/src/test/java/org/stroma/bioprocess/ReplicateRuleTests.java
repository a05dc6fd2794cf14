package org.stroma.bioprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class ReplicateRuleTests {

    private static final ReplicateRule RULE = new ReplicateRule(new BigDecimal(15));

    private static List<BigDecimal> counts(String... values) {
        return Stream.of(values).map(BigDecimal::new).toList();
    }

    @Test
    void twoCloseCountsReportTheirMean() {
        assertThat(RULE.apply(counts("6.28e6", "6.40e6"))).isInstanceOfSatisfying(ReplicateRule.Reported.class,
                reported -> assertThat(reported.median()).isEqualByComparingTo("6.34e6"));
    }

    @Test
    void aDifferenceOfExactlyTheLimitIsAccepted() {
        // |92.5 - 107.5| = 15 = 15 % of the mean 100
        assertThat(RULE.apply(counts("92.5", "107.5"))).isInstanceOf(ReplicateRule.Reported.class);
    }

    @Test
    void aDifferenceJustAboveTheLimitAsksForAThirdCount() {
        ReplicateRule.Outcome outcome = RULE.apply(counts("92.49", "107.51"));

        assertThat(outcome).isInstanceOfSatisfying(ReplicateRule.AnotherCountDue.class,
                due -> assertThat(due.differencePercent()).isEqualByComparingTo("15.02"));
    }

    @Test
    void theThirdCountSettlesByTheMedianAndAllAreKept() {
        ReplicateRule.Outcome outcome = RULE.apply(counts("80", "120", "118"));

        assertThat(outcome).isInstanceOfSatisfying(ReplicateRule.Reported.class,
                reported -> assertThat(reported.median()).isEqualByComparingTo("118"));
        assertThat(outcome.counts()).containsExactlyElementsOf(counts("80", "120", "118"));
    }

    @Test
    void oneCountIsNotEnough() {
        assertThat(RULE.apply(counts("100"))).isInstanceOf(ReplicateRule.AnotherCountDue.class);
    }

    @Test
    void twoZerosAgree() {
        assertThat(RULE.apply(counts("0", "0"))).isInstanceOfSatisfying(ReplicateRule.Reported.class,
                reported -> assertThat(reported.median()).isEqualByComparingTo("0"));
    }

    @Test
    void refusesNoCountsAndNegativeOnes() {
        assertThatThrownBy(() -> RULE.apply(List.of())).isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(() -> RULE.apply(counts("3", "-3"))).isInstanceOf(UnusableNumber.class);
    }
}
