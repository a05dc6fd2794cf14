package org.stroma.statistics.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stroma.statistics.stability.StabilityFixtures.value;

import java.util.Locale;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.statistics.Note;
import org.stroma.statistics.StatisticsRefusal;

class ShelfLifeProposalTests {
    @Test
    void proposesTheCoveredPeriodForFrozenGoods() {
        ShelfLifeResult result = ShelfLife.estimate(StabilityFixtures.frozen(), ShelfLifeSettings.of(80.0, null));

        ShelfLifeProposal proposal = ShelfLifeProposal.of(result.shelfLife(), StorageEvidence.of(Storage.FROZEN, 24));

        assertThat(proposal.months()).isEqualTo(24);
        assertThat(proposal.rule()).isEqualTo(Extrapolation.FROZEN_NONE);
        assertThat(proposal.decidedBy()).isEqualTo(ShelfLifeProposal.DecidedBy.RULE);
    }

    /** The decision table of ICH Q1E, appendix A; months covered, statistical shelf life, expected. */
    @ParameterizedTest
    @CsvSource({"ROOM, 12, NONE, false, LITTLE_CHANGE, 99, 24, ROOM_TWICE",
            "ROOM, 24, NONE, false, STATISTICS, 99, 36, ROOM_TWICE",
            "ROOM, 24, NONE, false, STATISTICS, 25.99, 25, ROOM_TWICE",
            "ROOM, 12, NONE, false, NOT_AMENABLE, 99, 18, ROOM_HALF_MORE",
            "ROOM, 24, NONE, false, NOT_AMENABLE, 99, 30, ROOM_HALF_MORE",
            "ROOM, 12, WITHIN_THREE_MONTHS, false, STATISTICS, 99, 18, ROOM_HALF_MORE",
            "ROOM, 12, AFTER_THREE_MONTHS, false, NOT_AMENABLE, 99, 15, ROOM_THREE_MONTHS",
            "ROOM, 12, AFTER_THREE_MONTHS, true, STATISTICS, 99, 12, ROOM_NONE",
            "REFRIGERATED, 12, NONE, false, STATISTICS, 99, 18, REFRIGERATED_HALF_MORE",
            "REFRIGERATED, 12, NONE, false, NOT_AMENABLE, 99, 15, REFRIGERATED_THREE_MONTHS",
            "REFRIGERATED, 12, AFTER_THREE_MONTHS, false, STATISTICS, 99, 12, REFRIGERATED_NONE",
            "REFRIGERATED, 12, WITHIN_THREE_MONTHS, false, STATISTICS, 99, 12, REFRIGERATED_NONE_EXCURSIONS",
            "FROZEN, 12, NONE, false, STATISTICS, 99, 12, FROZEN_NONE",
            "FROZEN, 12, NONE, false, STATISTICS, 7.5, 7, FROZEN_NONE",
            "BELOW_MINUS_20, 12, NONE, false, STATISTICS, 99, 12, DEEP_FROZEN_CASE_BY_CASE"})
    void followsTheExtrapolationTable(Storage storage, double covered, SignificantChange accelerated,
            boolean intermediate,
            DataSupport support, double statistical, long months, Extrapolation rule) {
        StorageEvidence evidence = new StorageEvidence(storage, covered, accelerated, intermediate, support);

        ShelfLifeProposal proposal = ShelfLifeProposal.of(java.util.OptionalDouble.of(statistical), evidence);

        assertThat(proposal.months()).isEqualTo(months);
        assertThat(proposal.rule()).isEqualTo(rule);
        assertThat(proposal.reasons()).allSatisfy(reason -> assertThat(reason.message(Locale.SIMPLIFIED_CHINESE))
                .isNotEqualTo(reason.message(Locale.ENGLISH)).doesNotContain("{"));
    }

    /** Release limit by hand: 80 + 0.0872921 * 24 plus t(0.05, df) times the standard error of loss and assay. */
    @Test
    void backCalculatesTheReleaseLimit() {
        Line line = ShelfLife.estimate(StabilityFixtures.frozen(), ShelfLifeSettings.of(80.0, null)).selected().lines()
                .getFirst();
        ReleaseLimit.Assay assay = new ReleaseLimit.Assay(line.error().standardDeviation(), 17, 2);

        ReleaseLimit limit = ReleaseLimit.aboveLower(80, line.slopeEstimate(), 24, assay, 0.95);
        ReleaseLimit mirror = ReleaseLimit.belowUpper(-80,
                new org.stroma.statistics.model.Estimate(0.0872921, line.slopeEstimate().standardError(), 17), 24,
                assay, 0.95);

        double error = Math.sqrt(Math.pow(24 * line.slopeEstimate().standardError(), 2)
                + line.error().meanSquare() / 2);
        assertThat(limit.standardError()).isCloseTo(error, Offset.offset(1e-12));
        assertThat(limit.df()).isBetween(17.0, 34.0);
        assertThat(limit.value()).isGreaterThan(82.095).isLessThan(82.095 + 1.75 * error);
        assertThat(mirror.value()).isCloseTo(-limit.value(), Offset.offset(1e-5));
    }

    /** The rule alone decides when the bound never leaves the limits. */
    @Test
    void proposesTheRulesLimitWithoutACrossing() {
        ShelfLifeProposal proposal = ShelfLifeProposal.of(java.util.OptionalDouble.empty(),
                StorageEvidence.of(Storage.ROOM, 12));

        assertThat(proposal.months()).isEqualTo(24);
        assertThat(proposal.reasons()).extracting(Note::code).containsExactly("extrapolation-room-twice",
                "shelf-life-by-rule");
        assertThat(
                ShelfLifeProposal.of(java.util.OptionalDouble.of(17.9999999999), StorageEvidence.of(Storage.ROOM, 12))
                        .reasons())
                .extracting(Note::code).contains("shelf-life-by-statistics");
    }

    /** Known slope and assay: 80 + 0.5 * 12 + t(0.05, df) * sqrt(12^2 * 0.01^2 + 0.3^2 / 3), df by Satterthwaite. */
    @Test
    void backCalculatesAReleaseLimitByHand() {
        org.stroma.statistics.model.Estimate slope = new org.stroma.statistics.model.Estimate(-0.5, 0.01, 10);
        double drift = 0.0144;
        double assay = 0.03;
        double df = Math.pow(drift + assay, 2) / (drift * drift / 10 + assay * assay / 20);
        double t = org.stroma.statistics.numeric.Tails.studentQuantile(0.05, df);

        ReleaseLimit limit = ReleaseLimit.aboveLower(80, slope, 12, new ReleaseLimit.Assay(0.3, 20, 3), 0.95);
        ReleaseLimit rising = ReleaseLimit.aboveLower(80, new org.stroma.statistics.model.Estimate(0.5, 0, 10), 12,
                new ReleaseLimit.Assay(0, 20, 1), 0.95);

        assertThat(limit.df()).isCloseTo(df, Offset.offset(1e-9));
        assertThat(limit.value()).isCloseTo(86 + t * Math.sqrt(drift + assay), Offset.offset(1e-10));
        assertThat(limit.change()).isEqualTo(-6);
        assertThat(rising.value()).isEqualTo(80);
        assertThatThrownBy(() -> new ReleaseLimit.Assay(-1, 1, 1)).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> new ReleaseLimit.Assay(1, 1, 0)).isInstanceOf(StatisticsRefusal.class);
    }
}
