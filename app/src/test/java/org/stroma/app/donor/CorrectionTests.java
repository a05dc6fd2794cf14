package org.stroma.app.donor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Units;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;

/** A fact about a donor that was taken down wrongly is put right: nothing is lost, and nothing stands on it any more. SR-035. */
@StromaTest
class CorrectionTests {
    private DonorStage stage;
    @Autowired
    private DonorCorrections corrections;
    @Autowired
    private Evidence evidence;
    @Autowired
    private Gates gates;
    @Autowired
    private Units units;
    @Autowired
    private Donors donors;
    @Autowired
    private Cast cast;

    @Autowired
    void walkWith(ApplicationContext context) {
        stage = DonorStage.of(context);
    }

    private long entry(String donor, String characteristic) {
        return corrections.list(cast.signIn("COL-1"), donor).stream()
                .filter(each -> each.item().characteristic().equals(characteristic)).findFirst().orElseThrow().item()
                .id();
    }

    @Test
    void aCorrectionKeepsTheFirstEntryWaitsForASecondPersonAndVoidsTheDecision() {
        DonorStage.Codes codes = stage.eligible();
        long wrong = entry(codes.donor(), "newborn_mass");

        long right = corrections.correct(stage.collector(), codes.donor(), wrong, "3.000", "read off the wrong line");

        assertThat(evidence.versions(codes.tissue(), "newborn_mass")).extracting(Evidence.Item::id)
                .containsExactly(wrong, right);
        Evidence.Item corrected = evidence.versions(codes.tissue(), "newborn_mass").getLast();
        assertThat(corrected.corrects()).isEqualTo(wrong);
        assertThat(corrected.reason()).isEqualTo("read off the wrong line");
        assertThat(corrected.reviewed()).isFalse();
        assertThat(gates.decisions(codes.donor(), "G1").getFirst().state()).isEqualTo("VOID");
        assertThat(units.holds(codes.donor())).filteredOn(Units.Hold::open).extracting(Units.Hold::cause)
                .contains("VOID");
        donors.review(cast.signIn("QA-1"), codes.donor(), true, null);
        assertThat(gates.judge("G1", codes.donor()).evaluation().verdicts()).anyMatch(
                verdict -> verdict.requirement().equals("G1-06b") && verdict.status().name().equals("NOT_MET"));
    }

    @Test
    void whoDoesNotEnterAFactDoesNotCorrectIt() {
        DonorStage.Codes codes = stage.complete();
        long mass = entry(codes.donor(), "newborn_mass");
        long history = entry(codes.donor(), "malignancy");

        assertThatThrownBy(() -> corrections.correct(cast.signIn("AN-1"), codes.donor(), mass, "3.100", "no reason"))
                .extracting("code").isEqualTo("ST038");
        assertThatThrownBy(() -> corrections.correct(cast.signIn("OP-1"), codes.donor(), history, "true", "no reason"))
                .extracting("code").isEqualTo("ST038");
        assertThat(gates.judge("G1", codes.donor()).evaluation().overall().name()).isEqualTo("PASS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", ".", "ab"})
    void aCorrectionHasAReason(String reason) {
        DonorStage.Codes codes = stage.complete();
        long mass = entry(codes.donor(), "newborn_mass");

        assertThatThrownBy(() -> corrections.correct(stage.collector(), codes.donor(), mass, "3.100", reason))
                .extracting("code").isEqualTo("ST006");
    }

    @Test
    void whatIsNoFactOfThisDonorOrCannotBeReadIsRefused() {
        DonorStage.Codes one = stage.complete();
        DonorStage.Codes other = stage.complete();
        long mass = entry(one.donor(), "newborn_mass");

        assertThatThrownBy(() -> corrections.correct(stage.collector(), other.donor(), mass, "3.1", "another donor's"))
                .extracting("code").isEqualTo("donor.not-correctable");
        assertThatThrownBy(() -> corrections.correct(stage.collector(), one.donor(), mass, "heavy", "not a number"))
                .isInstanceOf(RuntimeException.class);
        assertThat(corrections.list(stage.collector(), one.donor()))
                .noneMatch(each -> each.item().characteristic().startsWith("consent_"));
    }
}
