package org.stroma.statistics.sampling;

import java.util.ArrayList;
import java.util.List;
import org.stroma.statistics.StatisticsRefusal;

/**
 * Where a sequence of lots stands under the switching rules of ISO 2859-1:1999, clause 9. Only lots inspected for the first time count.
 *
 * @param inspection severity for the next lot
 * @param switchingScore score toward reduced inspection, counted on normal inspection only
 * @param recent whether each of the last lots under the present severity passed, newest last, at most five
 * @param failedTightened lots failed on the present run of tightened inspection
 * @param discontinued true if acceptance under this standard has ended until the supplier acts
 */
public record InspectionHistory(Inspection inspection, int switchingScore, List<Boolean> recent, int failedTightened,
        boolean discontinued) {

    private static final int REDUCED_SCORE = 30;
    private static final int WINDOW = 5;
    private static final int FAILURES_TO_TIGHTEN = 2;
    private static final int FAILURES_TO_STOP = 5;

    public InspectionHistory {
        recent = List.copyOf(recent);
    }

    /** Before the first lot: normal inspection. */
    public static InspectionHistory start() {
        return new InspectionHistory(Inspection.NORMAL, 0, List.of(), 0, false);
    }

    /**
     * A lot just inspected.
     *
     * @param nonconforming nonconforming units found in the sample
     * @param steady true if production is steady and reduced inspection is wanted and agreed
     */
    public record Lot(int size, InspectionLevel level, double qualityLimit, int nonconforming, boolean steady) {}

    /** The plan for the next lot. */
    public AcceptancePlan plan(int lotSize, InspectionLevel level, double qualityLimit) {
        return AcceptancePlan.of(lotSize, level, qualityLimit, inspection);
    }

    /**
     * The history after a lot.
     *
     * @throws StatisticsRefusal {@code inspection-discontinued}
     */
    public InspectionHistory after(Lot lot) {
        if (discontinued) {
            throw StatisticsRefusal.of("inspection-discontinued");
        }
        AcceptancePlan plan = plan(lot.size(), lot.level(), lot.qualityLimit());
        boolean passed = lot.nonconforming() <= plan.acceptance();
        List<Boolean> window = new ArrayList<>(recent);
        window.add(passed);
        if (window.size() > WINDOW) {
            window.removeFirst();
        }
        return switch (inspection) {
            case NORMAL -> afterNormal(lot, plan, passed, window);
            case TIGHTENED -> afterTightened(passed, window);
            case REDUCED -> passed && lot.steady() ? new InspectionHistory(inspection, 0, window, 0, false) : start();
        };
    }

    /** After the supplier has acted, inspection resumes tightened. */
    public InspectionHistory resumed() {
        return new InspectionHistory(Inspection.TIGHTENED, 0, List.of(), 0, false);
    }

    private InspectionHistory afterNormal(Lot lot, AcceptancePlan plan, boolean passed, List<Boolean> window) {
        if (window.stream().filter(ok -> !ok).count() >= FAILURES_TO_TIGHTEN) {
            return new InspectionHistory(Inspection.TIGHTENED, 0, List.of(), 0, false);
        }
        int score = switchingScore + score(lot, plan);
        if (!passed || score(lot, plan) == 0) {
            score = 0;
        }
        if (score >= REDUCED_SCORE && lot.steady()) {
            return new InspectionHistory(Inspection.REDUCED, 0, List.of(), 0, false);
        }
        return new InspectionHistory(inspection, score, window, 0, false);
    }

    private InspectionHistory afterTightened(boolean passed, List<Boolean> window) {
        int failed = failedTightened + (passed ? 0 : 1);
        if (failed >= FAILURES_TO_STOP) {
            return new InspectionHistory(inspection, 0, window, failed, true);
        }
        if (window.size() == WINDOW && window.stream().allMatch(ok -> ok)) {
            return start();
        }
        return new InspectionHistory(inspection, 0, window, failed, false);
    }

    /** Clause 9.3.3.2: 3 if the lot would pass one step tighter (acceptance number 2 or more), 2 if it passes (0 or 1), else 0. */
    private static int score(Lot lot, AcceptancePlan plan) {
        if (plan.acceptance() <= 1) {
            return lot.nonconforming() <= plan.acceptance() ? 2 : 0;
        }
        double tighter = AcceptancePlan.oneStepTighter(lot.qualityLimit());
        AcceptancePlan stricter = AcceptancePlan.of(lot.size(), lot.level(), tighter, Inspection.NORMAL);
        return lot.nonconforming() <= stricter.acceptance() ? 3 : 0;
    }
}
