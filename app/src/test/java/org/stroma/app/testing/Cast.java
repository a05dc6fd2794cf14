package org.stroma.app.testing;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Door;
import org.stroma.app.people.People;
import org.stroma.app.people.Signing;
import org.stroma.app.people.Sites;
import org.stroma.app.people.Totp;

/** People of every role, each with an account; sign in as any of them through the real door. */
@TestComponent
public class Cast {
    public static final String PASSWORD = "test-Stroma-2026";
    private static final String ORIGIN = "TEST 127.0.0.1";

    private final People people;
    private final Door door;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final Map<String, Long> lastStep = new ConcurrentHashMap<>();

    Cast(People people, Sites sites, Door door) {
        this.people = people;
        this.door = door;
        if (people.persons().isEmpty()) {
            settle();
            sites.install("system:demo", "the sites of the tests",
                    List.of(site("MAKER-1-D", "MAKER-1", Sites.Kind.STORAGE),
                            site("H-031-S", "H-031", Sites.Kind.CLINICAL)),
                    Map.of("WH-2", List.of("MAKER-1-D"), "WH-3", List.of("MAKER-1", "MAKER-1-D"), "HR-2",
                            List.of("H-031-S")));
        }
    }

    private void settle() {
        people.install("system:demo", "the cast of the tests",
                List.of(organisation("MAKER-1", "MAKER"), organisation("MAH-1", "MAH"),
                        organisation("C-01", "COLLECTION"), organisation("C-02", "COLLECTION"),
                        organisation("H-031", "HOSPITAL"), organisation("H-047", "HOSPITAL"),
                        organisation("CARRIER-1", "CARRIER")),
                List.of(one("COL-1", "C-01", "COLLECTOR"), one("DVC-1", "C-01", "DONOR_VAULT_CUSTODIAN"),
                        one("COL-2", "C-02", "COLLECTOR"), one("DVC-2", "C-02", "DONOR_VAULT_CUSTODIAN"),
                        one("DMR-1", "MAKER-1", "DONOR_MEDICAL_REVIEWER"), one("WH-1", "MAKER-1", "WAREHOUSE"),
                        one("WH-2", "MAKER-1", "WAREHOUSE"), one("WH-3", "MAKER-1", "WAREHOUSE"),
                        one("SQ-1", "MAKER-1", "SUPPLIER_QUALITY"), one("OP-1", "MAKER-1", "OPERATOR"),
                        one("OP-2", "MAKER-1", "OPERATOR", "VERIFIER"), one("VF-1", "MAKER-1", "VERIFIER"),
                        one("PH-1", "MAKER-1", "PRODUCTION_HEAD"), one("AN-1", "MAKER-1", "ANALYST"),
                        one("AN-2", "MAKER-1", "ANALYST", "QC_REVIEWER"), one("QCR-1", "MAKER-1", "QC_REVIEWER"),
                        one("QCH-1", "MAKER-1", "QC_HEAD"), one("QA-1", "MAKER-1", "QA"),
                        one("QA-2", "MAKER-1", "QA", "QA_REVIEWER"),
                        one("QH-1", "MAKER-1", "QUALITY_HEAD"), one("QP-A", "MAKER-1", "QP_MFG"),
                        one("QAM-1", "MAH-1", "QA_MAH"),
                        one("QP-B", "MAH-1", "QP_MAH"), one("LG-1", "MAKER-1", "LOGISTICS"),
                        one("WT-1", "MAKER-1", "WITNESS"),
                        one("PS-1", "MAKER-1", "PROCESS_SCIENTIST"), one("INS-1", "MAKER-1", "INSPECTOR"),
                        one("ADM-1", "MAKER-1", "SYSADMIN"),
                        one("HR-1", "H-031", "HOSP_RECEIVER"), one("HR-2", "H-031", "HOSP_RECEIVER"),
                        one("HP-1", "H-031", "HOSP_PREPARER"),
                        one("HC-1", "H-031", "HOSP_CHECKER"),
                        one("DR-1", "H-031", "PHYSICIAN"), one("NU-1", "H-031", "NURSE"),
                        one("HW-1", "H-031", "WITNESS"), one("CD-1", "CARRIER-1", "LOGISTICS"),
                        one("PVC-1", "H-031", "PATIENT_VAULT_CUSTODIAN"),
                        one("NU-2", "H-047", "NURSE", "HOSP_RECEIVER", "HOSP_PREPARER"),
                        one("DR-2", "H-047", "PHYSICIAN")));
    }

    /** A new session of a person. */
    public Actor signIn(String code) {
        String token = door.signIn(login(code), PASSWORD, code(code), ORIGIN);
        return door.actor(token, ORIGIN).orElseThrow();
    }

    /** The actor as the database sees the session now: after a first signature, for example. */
    public Actor refreshed(Actor actor) {
        return door.actor(actor.token(), ORIGIN).orElseThrow();
    }

    /** The entry with which a person signs the newest revision of a panel, giving every component. */
    public Signing.Entry entry(String code, String role, Signing.Panel panel) {
        return new Signing.Entry(login(code), PASSWORD, code(code), role, panel.revision(), panel.sha256(),
                role + " signs " + panel.titleEn(), null);
    }

    public static String login(String code) {
        return code.toLowerCase(Locale.ROOT);
    }

    /**
     * A one-time code that is valid for half a minute at least; each is good once, so the code of the next step is taken when this one's is
     * spent. The code of the step before would end with this half minute, maybe before it is checked. Two in quick succession exhaust the
     * window, and the account's counter is set back as if a minute had gone by.
     */
    public @Nullable String code(String person) {
        String secret = secrets.get(person);
        if (secret == null) {
            return null;
        }
        long now = Instant.now().getEpochSecond() / 30;
        long step = lastStep.merge(person, now, (last, first) -> Math.max(last + 1, first));
        if (step > now + 1) {
            resetStep.accept(login(person));
            lastStep.put(person, now);
            step = now;
        }
        return Totp.code(secret, Instant.ofEpochSecond(step * 30));
    }

    private java.util.function.Consumer<String> resetStep = _ -> {};

    @org.springframework.beans.factory.annotation.Autowired
    void checkQuickly(org.springframework.beans.factory.BeanFactory beans) {
        QuickPasswords.apply(beans, PASSWORD);
    }

    @org.springframework.beans.factory.annotation.Autowired
    void letTimePass(@org.stroma.app.database.SystemWork org.springframework.jdbc.core.simple.JdbcClient system,
            org.stroma.app.people.Authorship authorship) {
        resetStep = login -> authorship.asSystem("system:demo", "time goes by in a test", () -> system
                .sql("update people.account set last_step = 0 where login = :login").param("login", login).update());
    }

    private static Sites.NewSite site(String code, String organisation, Sites.Kind kind) {
        return new Sites.NewSite(code, organisation, "测试" + code, "Test " + code, kind, "Asia/Shanghai", null, null);
    }

    private static People.Organisation organisation(String code, String kind) {
        return new People.Organisation(code, "测试" + code, "Test " + code, kind, "Asia/Shanghai");
    }

    private People.Newcomer one(String code, String organisation, String... roles) {
        boolean strong = people.roles().stream()
                .anyMatch(role -> role.needsSecondFactor() && List.of(roles).contains(role.code()));
        String secret = null;
        if (strong) {
            secret = Totp.newSecret();
            secrets.put(code, secret);
        }
        return new People.Newcomer(code, "测试 " + code, organisation, login(code), PASSWORD, secret, List.of(roles),
                false);
    }
}
