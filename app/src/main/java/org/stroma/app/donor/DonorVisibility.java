package org.stroma.app.donor;

import java.util.Set;
import org.stroma.app.people.Actor;

/** Who sees donors by code: their own centre, the maker and the holder; hospitals and carriers never do. */
final class DonorVisibility {
    private static final Set<String> ROLES = Set.of("COLLECTOR", "DONOR_MEDICAL_REVIEWER", "OPERATOR", "VERIFIER",
            "WAREHOUSE", "ANALYST", "QC_REVIEWER", "QC_HEAD", "PRODUCTION_HEAD", "QA", "QA_REVIEWER", "QUALITY_HEAD",
            "QP_MFG", "QA_MAH", "QP_MAH", "INSPECTOR");

    private DonorVisibility() {}

    static boolean seesDonors(Actor actor) {
        return Set.of("COLLECTION", "MAKER", "MAH").contains(actor.organisationKind())
                && actor.roles().stream().anyMatch(ROLES::contains);
    }

    static boolean sees(Actor actor, String centre) {
        return seesDonors(actor)
                && (!actor.organisationKind().equals("COLLECTION") || actor.organisation().equals(centre));
    }
}
