package org.stroma.app.demo;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.stroma.app.people.People;
import org.stroma.app.people.Sites;
import org.stroma.app.vault.Identity;

/** The organisations and people of the demonstration; all fictional. */
public final class Stage {
    public static final String PASSWORD = "demo-Stroma-2026";
    public static final String SECRET = "STROMADEMOSECRETSTROMADEMOSECRET";

    /** The mother behind {@code DN-7F3K2}; kept in the vault of donors only. */
    static final Identity MOTHER = new Identity("林静怡", "110101199603073521", "1996-03-07", "13800138026", "北京市示例区示例路1号",
            "MRN-20260302-17");

    /** The patients by code; kept in the vault of patients only. */
    static final Map<String, Identity> PATIENTS = Map.of(
            "PT-A", new Identity("周海川", "310101197804123519", "1978-04-12", "13900139013", "上海市示例区示例路2号", "H031-88213"),
            "PT-B", new Identity("沈若兰", "310101198511023526", "1985-11-02", "13900139014", "上海市示例区示例路3号", "H031-88457"),
            "PT-C",
            new Identity("高思远", "310101200106203514", "2001-06-20", "13900139015", "上海市示例区示例路4号", "H031-88602"));

    private static final List<People.Organisation> ORGANISATIONS = List.of(
            new People.Organisation("MAKER-1", "示例细胞制药", "Example Cell Pharma", "MAKER", "Asia/Shanghai"),
            new People.Organisation("MAH-1", "示例持有人", "Example MAH", "MAH", "Asia/Shanghai"),
            new People.Organisation("C-01", "示例采集中心", "Example Collection Centre", "COLLECTION", "Asia/Shanghai"),
            new People.Organisation("C-02", "示例采集中心二", "Example Collection Centre 02", "COLLECTION", "Asia/Shanghai"),
            new People.Organisation("H-031", "示例医院三一", "Example Hospital 031", "HOSPITAL", "Asia/Shanghai"),
            new People.Organisation("H-047", "示例医院四七", "Example Hospital 047", "HOSPITAL", "Asia/Shanghai"),
            new People.Organisation("CARRIER-1", "示例冷链物流", "Example Cold Chain", "CARRIER", "Asia/Shanghai"));

    private static final List<People.Newcomer> PEOPLE = List.of(
            person("COL-1", "陈一", "C-01", "COLLECTOR"),
            person("DVC-1", "陈二", "C-01", true, "DONOR_VAULT_CUSTODIAN"),
            person("COL-2", "陈三", "C-02", "COLLECTOR"),
            person("DVC-2", "陈四", "C-02", true, "DONOR_VAULT_CUSTODIAN"),
            person("DMR-1", "邓一", "MAKER-1", "DONOR_MEDICAL_REVIEWER"),
            person("WH-1", "吴一", "MAKER-1", "WAREHOUSE"),
            person("WH-2", "吴二", "MAKER-1", "WAREHOUSE"),
            person("WH-3", "吴三", "MAKER-1", "WAREHOUSE"),
            person("SQ-1", "宋一", "MAKER-1", "SUPPLIER_QUALITY"),
            person("OP-1", "欧一", "MAKER-1", "OPERATOR"),
            person("OP-2", "欧二", "MAKER-1", "OPERATOR", "VERIFIER"),
            person("VF-1", "温一", "MAKER-1", "VERIFIER"),
            person("PH-1", "彭一", "MAKER-1", "PRODUCTION_HEAD"),
            person("AN-1", "安一", "MAKER-1", "ANALYST"),
            person("AN-2", "安二", "MAKER-1", "ANALYST", "QC_REVIEWER"),
            person("QCR-1", "邱一", "MAKER-1", "QC_REVIEWER"),
            person("QCH-1", "乔一", "MAKER-1", "QC_HEAD"),
            person("QA-1", "钱一", "MAKER-1", "QA"),
            person("QA-2", "钱二", "MAKER-1", "QA", "QA_REVIEWER"),
            person("QH-1", "齐一", "MAKER-1", true, "QUALITY_HEAD"),
            person("QP-A", "秦一", "MAKER-1", true, "QP_MFG"),
            person("QAM-1", "曲一", "MAH-1", "QA_MAH"),
            person("QP-B", "曲二", "MAH-1", true, "QP_MAH"),
            person("LG-1", "罗一", "MAKER-1", "LOGISTICS"),
            person("WT-1", "万一", "MAKER-1", "WITNESS"),
            person("PS-1", "潘一", "MAKER-1", "PROCESS_SCIENTIST"),
            person("INS-1", "殷一", "MAKER-1", "INSPECTOR"),
            person("ADM-1", "艾一", "MAKER-1", true, "SYSADMIN"),
            person("HR-1", "何一", "H-031", "HOSP_RECEIVER"),
            person("HR-2", "何八", "H-031", "HOSP_RECEIVER"),
            person("HP-1", "何二", "H-031", "HOSP_PREPARER"),
            person("HC-1", "何三", "H-031", "HOSP_CHECKER"),
            person("DR-1", "何四", "H-031", "PHYSICIAN"),
            person("NU-1", "何五", "H-031", "NURSE"),
            person("HW-1", "何六", "H-031", "WITNESS"),
            person("PVC-1", "何七", "H-031", true, "PATIENT_VAULT_CUSTODIAN"),
            person("NU-2", "胡一", "H-047", "NURSE", "HOSP_RECEIVER", "HOSP_PREPARER"),
            person("DR-2", "胡二", "H-047", "PHYSICIAN"),
            person("CD-1", "崔一", "CARRIER-1", "LOGISTICS"));

    /** Beside the main site that every organisation has. */
    private static final List<Sites.NewSite> SITES = List.of(
            new Sites.NewSite("MAKER-1-D", "MAKER-1", "示例细胞制药成品库", "Example Cell Pharma Depot", Sites.Kind.STORAGE,
                    "Asia/Shanghai", null, null),
            new Sites.NewSite("H-031-S", "H-031", "示例医院三一南院", "Example Hospital 031 South", Sites.Kind.CLINICAL,
                    "Asia/Shanghai", null, null));

    /** Who works elsewhere than at the main site; WH-3 says at each sign-in where. */
    private static final Map<String, List<String>> POSTED = Map.of("WH-2", List.of("MAKER-1-D"), "WH-3",
            List.of("MAKER-1", "MAKER-1-D"), "HR-2", List.of("H-031-S"));

    private Stage() {}

    /** Sets the stage once; a second start finds it set. */
    public static void set(People people, Sites sites) {
        if (people.persons().isEmpty()) {
            people.install("system:demo", "the stage of the demonstration", ORGANISATIONS, PEOPLE);
            sites.install("system:demo", "the sites of the demonstration", SITES, POSTED);
        }
    }

    static Identity patient(String code) {
        return java.util.Objects.requireNonNull(PATIENTS.get(code), code);
    }

    /** Everybody whom a vault keeps. */
    static List<Identity> identities() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(MOTHER), PATIENTS.values().stream()).toList();
    }

    /** Whether somebody has a second factor. */
    static boolean strong(String code) {
        return PEOPLE.stream().anyMatch(person -> person.code().equals(code) && person.secret() != null);
    }

    /** The accounts, one line each. */
    public static String accounts() {
        return PEOPLE.stream()
                .map(person -> "  %-8s%s %s  %s".formatted(person.login(), person.secret() == null ? " " : "*",
                        person.organisation(), String.join(" ", person.roles())))
                .collect(Collectors.joining("\n"));
    }

    private static People.Newcomer person(String code, String name, String organisation, String... roles) {
        return person(code, name, organisation, false, roles);
    }

    private static People.Newcomer person(String code, String name, String organisation, boolean strong,
            String... roles) {
        return new People.Newcomer(code, name, organisation, code.toLowerCase(java.util.Locale.ROOT), PASSWORD,
                strong ? SECRET : null, List.of(roles), false);
    }
}
