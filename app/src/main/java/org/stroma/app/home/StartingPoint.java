package org.stroma.app.home;

import java.util.List;
import java.util.stream.Stream;
import org.stroma.app.people.Actor;

/** Where people of a role begin something new; shown under the worklist, which holds only what has begun already. */
enum StartingPoint {
    ENROL("/donors#enrol", "COLLECTOR"),
    DISPATCH("/tissues", "COLLECTOR"),
    RECEIVE_MATERIAL("/materials/receipt", "WAREHOUSE"),
    ISSUE_MATERIAL("/materials/stock#issue", "WAREHOUSE"),
    SUPPLIERS("/materials/master", "SUPPLIER_QUALITY"),
    MATERIAL_LOTS("/materials", "SUPPLIER_QUALITY", "QC_REVIEWER"),
    PREPARE("/materials/solutions/new", "OPERATOR"),
    ISOLATE("/steps/isolation", "OPERATOR"),
    THAW_BANK("/steps/thaw", "OPERATOR"),
    FILL_BANK("/banks/filling", "OPERATOR"),
    BATCHES("/batches", "VERIFIER", "PRODUCTION_HEAD"),
    SAMPLES("/laboratory", "ANALYST", "QC_HEAD"),
    REVIEW("/laboratory/review", "QC_REVIEWER", "QC_HEAD"),
    DONORS("/donors", "DONOR_MEDICAL_REVIEWER"),
    RELEASE("/release", "PRODUCTION_HEAD", "QA", "QA_REVIEWER", "QUALITY_HEAD", "QP_MFG", "QA_MAH", "QP_MAH"),
    DEVIATION("/deviations#report", "OPERATOR", "PRODUCTION_HEAD", "ANALYST", "QA"),
    PLAN_SHIPMENT("/shipments/steps/plan", Organisation.MAKER, "LOGISTICS"),
    SHIPMENTS("/shipments", "LOGISTICS", "HOSP_RECEIVER"),
    PRESCRIBE("/clinic#place", "PHYSICIAN"),
    DOSES("/clinic", "NURSE", "HOSP_PREPARER", "HOSP_CHECKER"),
    ADVERSE_EVENTS("/adverse-events", "NURSE", "PHYSICIAN"),
    ORDER("/shipments#order", "HOSP_RECEIVER", "HOSP_PREPARER"),
    TRACE("/trace", "QA", "QUALITY_HEAD", "QP_MFG", "QP_MAH", "QA_MAH", "INSPECTOR"),
    REGISTERS("/registers", "INSPECTOR", "QA_REVIEWER"),
    AUDIT_TRAIL("/audit-trail", "INSPECTOR", "QA_REVIEWER", "SYSADMIN"),
    PERSONS("/administration/persons", "SYSADMIN"),
    VAULT("/vault", "DONOR_VAULT_CUSTODIAN", "PATIENT_VAULT_CUSTODIAN"),
    STANDARDS("/standards", "PROCESS_SCIENTIST", "QUALITY_HEAD"),
    OWN_ACCOUNT("/account", "WITNESS");

    /** Whose people it is for: everybody's, or the maker's only. */
    private enum Organisation {
        ANY, MAKER
    }

    private final String path;
    private final Organisation organisation;
    private final List<String> roles;

    StartingPoint(String path, String... roles) {
        this(path, Organisation.ANY, roles);
    }

    StartingPoint(String path, Organisation organisation, String... roles) {
        this.path = path;
        this.organisation = organisation;
        this.roles = List.of(roles);
    }

    /** Those of an actor, in the order of the process. */
    static List<StartingPoint> of(Actor actor) {
        return Stream.of(values()).filter(each -> each.roles.stream().anyMatch(actor::has)).filter(
                each -> each.organisation == Organisation.ANY
                        || each.organisation.name().equals(actor.organisationKind()))
                .toList();
    }

    boolean isFor(String role) {
        return roles.contains(role);
    }

    public String path() {
        return path;
    }

    /** Message key of its name; the key with {@code .hint} says what it is for. */
    public String key() {
        return "start." + name();
    }
}
