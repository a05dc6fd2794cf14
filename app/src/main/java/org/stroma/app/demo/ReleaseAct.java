package org.stroma.app.demo;

import java.util.ArrayList;
import java.util.List;
import org.stroma.app.laboratory.Laboratory;
import org.stroma.app.release.AuditTrailReviews;
import org.stroma.app.release.Releases;

/** Domain brief §10.1, step 22: papers, audit-trail review, both releases. */
final class ReleaseAct {
    private static final String LOT = CultureAct.LOT;

    private final Plant plant;
    private final Releases releases;

    ReleaseAct(Plant plant) {
        this.plant = plant;
        this.releases = plant.the(Releases.class);
    }

    void release() {
        plant.now("2026-12-18 10:00");
        List<Long> ids = new ArrayList<>();
        for (String paper : List.of("environment_report", "media_fill", "process_validation", "storage_trace",
                "in_process_verdict", "qp_checklist")) {
            ids.add(releases.document(plant.as("QA-2"), LOT, paper, Plant.paper(paper + " " + LOT), null));
        }
        ids.add(releases.document(plant.as("PH-1"), LOT, "batch_record_review",
                Plant.paper("batch record review " + LOT), null));
        ids.add(releases.declare(plant.as("QA-2"), LOT, "changes_completed", true, null));
        ids.add(releases.declare(plant.as("QA-2"), LOT, "stability_signal", false, null));
        ids.add(releases.declare(plant.as("QA-2"), LOT, "oot_signal", false, null));
        plant.now("2026-12-19 10:00");
        AuditTrailReviews reviews = plant.the(AuditTrailReviews.class);
        ids.add(reviews.sign(plant.as("QA-2"), LOT, new AuditTrailReviews.Review("更正、迟录、锁定与系统事件均已逐条审核，无影响。",
                reviews.of(LOT).sha256(), plant.verifier("QA-2"))));
        plant.the(Laboratory.class).review(plant.as("QA-1"), ids, true, null);
        reviewTraces();
        plant.now("2026-12-21 10:00");
        releases.submit(plant.as("PH-1"), LOT, plant.verifier("QCH-1"));
        plant.now("2026-12-21 15:10");
        plant.decide("G6a", LOT, "RELEASED", null, "QA-2:QA_REVIEWER", "QP-A:QP_MFG");
        plant.now("2026-12-22 10:05");
        plant.decide("G6b", LOT, "RELEASED", null, "QAM-1:QA_MAH", "QP-B:QP_MAH");
    }

    /** The recording of the freezer came with the step; a second person has read it too. */
    private void reviewTraces() {
        var evidence = plant.the(org.stroma.app.evidence.Evidence.class);
        List<Long> waiting = evidence.list(LOT).stream()
                .filter(item -> !item.reviewed() && item.reviewOutcome() == null && !item.invalidated())
                .map(org.stroma.app.evidence.Evidence.Item::id).toList();
        plant.the(Laboratory.class).review(plant.as("QA-1"), waiting, true, null);
    }
}
