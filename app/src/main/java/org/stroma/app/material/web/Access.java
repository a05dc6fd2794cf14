package org.stroma.app.material.web;

/** Who may look at materials at all; what each may do there the services and the database decide. */
final class Access {
    static final String SEE = "hasAnyRole('WAREHOUSE','SUPPLIER_QUALITY','OPERATOR','VERIFIER','PRODUCTION_HEAD','ANALYST',"
            + "'QC_REVIEWER','QC_HEAD','QA','QA_REVIEWER','QUALITY_HEAD','QP_MFG','QA_MAH','QP_MAH','PROCESS_SCIENTIST','INSPECTOR')";
    static final String KEEP = "hasAnyRole('SUPPLIER_QUALITY','QA')";
    static final String APPROVE = "hasRole('QA')";
    static final String WAREHOUSE = "hasRole('WAREHOUSE')";
    static final String ENTER = "hasAnyRole('ANALYST','QC_REVIEWER','SUPPLIER_QUALITY','WAREHOUSE','QA','OPERATOR')";
    static final String SAMPLE = "hasAnyRole('WAREHOUSE','ANALYST')";
    static final String REVIEW = "hasAnyRole('QC_REVIEWER','QA','QA_REVIEWER','QC_HEAD')";
    static final String PREPARE = "hasRole('OPERATOR')";
    static final String DEFINE = "hasAnyRole('PROCESS_SCIENTIST','QA')";

    private Access() {}
}
