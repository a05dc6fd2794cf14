package org.stroma.app.distribution;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.stroma.app.batch.BatchCampaign;
import org.stroma.app.batch.Gatekeeper;
import org.stroma.app.batch.Lots;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence.Kind;
import org.stroma.app.evidence.Evidence.RawFile;
import org.stroma.app.genealogy.Units;
import org.stroma.app.release.AuditTrailReviews;
import org.stroma.app.release.Releases;
import org.stroma.app.standard.Value;
import org.stroma.app.testing.Cast;

/** The worked campaign's lot, tested and released to the market; made once for all tests that share the application. */
public final class ReleasedLot {
    private static final List<String> MCB_LIFTED = List.of("bovine_virus_decision", "other_virus_decision");
    private static final List<String> WCB_LIFTED = List.of("bovine_virus_decision", "other_virus_decision",
            "telomerase_decision", "tumorigenicity_decision");
    /** More than any one test takes. */
    private static final int ENOUGH = 30;
    private static @Nullable ReleasedLot made;
    private static @Nullable RuntimeException failed;

    public final String lot;
    public final BatchCampaign campaign;
    private final ApplicationContext context;
    private final java.util.Set<String> handedOut = new java.util.HashSet<>();
    private final Units units;
    private final Cast cast;

    private ReleasedLot(ApplicationContext context) {
        this.context = context;
        campaign = new BatchCampaign(context);
        units = context.getBean(Units.class);
        cast = context.getBean(Cast.class);
        String master = campaign.masterBank();
        campaign.toLaboratory(master, 16, 8, 6, 489);
        campaign.qualify(master, MCB_LIFTED, List.of());
        String working = campaign.workingBank(master);
        campaign.toLaboratory(working, 10, 4, 4, 601);
        campaign.qualify(working, WCB_LIFTED,
                List.of(BatchCampaign.result(working, "potency_inhibition", BatchCampaign.number("56", "%")),
                        BatchCampaign.result(working, "relative_potency", BatchCampaign.number("0.97", "{ratio}"))));
        lot = campaign.lot(campaign.bulk(working));
        aside();
        campaign.lots.submit(campaign.operator(), campaign.step(815, 815.1), lot);
        release(context);
    }

    /**
     * The lot with its 78 containers that may be shipped, at first; another one when most of them are gone, since which classes
     * share an application is not the same in each run.
     */
    public static synchronized ReleasedLot of(ApplicationContext context) {
        ReleasedLot known = made;
        if (known != null && known.left() >= ENOUGH) {
            return known;
        }
        if (failed != null) {
            throw failed;
        }
        try {
            known = new ReleasedLot(context);
            made = known;
            return known;
        } catch (RuntimeException e) {
            failed = e;
            throw e;
        }
    }

    /** A lot of its own, for what would spoil the common one. */
    public static ReleasedLot another(ApplicationContext context) {
        return new ReleasedLot(context);
    }

    private void aside() {
        List<String> good = units.members(lot).stream().filter(unit -> unit.state().equals("STORED_QUARANTINE"))
                .map(Units.Unit::code).toList();
        int from = 0;
        for (Map.Entry<Lots.Purpose, Integer> each : List.of(Map.entry(Lots.Purpose.SAMPLED_QC, 24),
                Map.entry(Lots.Purpose.RETAINED, 10), Map.entry(Lots.Purpose.STABILITY, 18))) {
            campaign.lots.setAside(campaign.operator(), campaign.step(814, 814.1), new Lots.SetAside(
                    BatchCampaign.range(good, from, from + each.getValue()), each.getKey(), List.of()));
            from += each.getValue();
        }
    }

    private long reviewed(ApplicationContext context) {
        AuditTrailReviews reviews = context.getBean(AuditTrailReviews.class);
        return reviews.sign(cast.signIn("QA-1"), lot, new AuditTrailReviews.Review("reviewed without remarks",
                reviews.of(lot).sha256(), new org.stroma.app.genealogy.Door.Verifier(Cast.login("QA-1"),
                        Cast.PASSWORD, cast.code("QA-1"))));
    }

    private void release(ApplicationContext context) {
        campaign.gates.observe("AN-1", "QCR-1", results());
        campaign.gates.observe("QA-2", "QCR-1", derived());
        Releases releases = context.getBean(Releases.class);
        List<Long> documents = new ArrayList<>();
        for (String document : List.of("batch_record_review", "environment_report", "media_fill",
                "process_validation", "storage_trace", "in_process_verdict", "qp_checklist", "freezing_trace")) {
            documents.add(releases.document(cast.signIn("QA-1"), lot, document, file(document), null));
        }
        documents.add(reviewed(context));
        for (String fact : List.of("changes_completed", "label_reconciled")) {
            documents.add(releases.declare(cast.signIn("QA-1"), lot, fact, true, null));
        }
        for (String fact : List.of("stability_signal", "oot_signal")) {
            documents.add(releases.declare(cast.signIn("QA-1"), lot, fact, false, null));
        }
        campaign.gates.review("QA-2", documents);
        releases.submit(cast.signIn("PH-1"), lot, new org.stroma.app.genealogy.Door.Verifier(Cast.login("QCH-1"),
                Cast.PASSWORD, cast.code("QCH-1")));
        releasedByMaker();
        releasedByHolder();
    }

    /** Reviews what entered the audit trail since its review was signed, if anything did; the document is accepted by a second person. */
    public void reviewedAnew() {
        if (!context.getBean(AuditTrailReviews.class).of(lot).since().isEmpty()) {
            campaign.gates.review("QA-2", List.of(reviewed(context)));
        }
    }

    /** G6a, once more where it was voided. */
    public void releasedByMaker() {
        reviewedAnew();
        decidedByMaker();
    }

    /** G6a on a verdict that the caller brings, which says of the audit trail what the caller likes. */
    public void decidedByMaker() {
        campaign.gates.decideBy("ucm01-release+ucm01-batch", "G6a", lot, "RELEASED", List.of(lot),
                List.of(new Gatekeeper.Signer("QA-2", "QA_REVIEWER"), new Gatekeeper.Signer("QP-A", "QP_MFG")));
    }

    /** G6b. */
    public void releasedByHolder() {
        reviewedAnew();
        decidedByHolder();
    }

    /** G6b, likewise. */
    public void decidedByHolder() {
        campaign.gates.decideBy("ucm01-release+ucm01-batch", "G6b", lot, "RELEASED", List.of(lot),
                List.of(new Gatekeeper.Signer("QAM-1", "QA_MAH"), new Gatekeeper.Signer("QP-B", "QP_MAH")));
    }

    public static RawFile file(String name) {
        return new RawFile(name + ".txt", "text/plain",
                (name + " " + System.nanoTime()).getBytes(StandardCharsets.UTF_8));
    }

    private List<Entry> results() {
        List<Entry> entries = new ArrayList<>();
        entries.add(many("viable_concentration", "{cells}/mL", "6.28e6", "6.40e6", "6.19e6", "6.33e6", "6.36e6",
                "6.30e6"));
        entries.add(many("viability", "%", "91.0", "91.6", "90.8", "91.3", "91.5", "91.0"));
        Map.ofEntries(Map.entry("cd73", "99.4"), Map.entry("cd90", "99.8"), Map.entry("cd105", "98.7"),
                Map.entry("cd45", "0.2"), Map.entry("cd34", "0.3"), Map.entry("cd14", "0.1"),
                Map.entry("cd19", "0.1"), Map.entry("hla_dr", "0.6"), Map.entry("potency_inhibition", "54"))
                .forEach((code, value) -> entries.add(many(code, "%", value)));
        entries.add(many("str_match", "{loci}", "16"));
        entries.add(many("relative_potency", "{ratio}", "1.01"));
        entries.add(many("endotoxin", "{EU}/mL", "<0.25"));
        for (String test : List.of("sterility", "mycoplasma_nat", "mycoplasma_stain", "mycoplasma_culture",
                "preharvest_sterility", "preharvest_mycoplasma", "preharvest_virus", "specific_virus",
                "visible_particles")) {
            entries.add(result(test, new Value.Found(Value.Presence.NEGATIVE)));
        }
        entries.add(many("particles_10", "{particles}/{container}", "2412"));
        entries.add(many("particles_25", "{particles}/{container}", "38"));
        entries.add(many("osmolality", "mosm/kg", "1930"));
        entries.add(many("ph", "[pH]", "7.2"));
        entries.add(many("fill_volume", "mL", "5.12", "5.28"));
        entries.add(result("appearance", new Value.Code("COMPLIES")));
        return entries;
    }

    /** What the release derives from its donor's record, which this campaign keeps in another form. */
    private List<Entry> derived() {
        Units.Unit unit = units.get(lot);
        return List.of(fact("recovery", BatchCampaign.number("90.142857", "%"), "recovery/1"),
                fact("passage", BatchCampaign.number(String.valueOf(unit.passage()), "{passage}"), "passage/1"),
                fact("cpdl", BatchCampaign.number(java.util.Objects.requireNonNull(unit.cpdl()).toPlainString(),
                        "{doublings}"), "cpdl/1"),
                fact("audit_trail_current", new Value.Flag(true), "audit-trail-current/1"),
                fact("ancestors_clear", new Value.Flag(true), "ancestor-status/1"),
                fact("ancestor_recalled", new Value.Flag(false), "ancestor-status/1"),
                fact("obligations_open", new Value.Flag(false), "obligations/1"),
                fact("donor_eligibility", new Value.Code("ELIGIBLE"), "donor-state/1"),
                fact("containers_reconciled", new Value.Flag(true), "containers/1"),
                fact("samples_in_place", new Value.Flag(true), "samples/1"),
                fact("impact_conclusions_signed", new Value.Flag(true), "lot-impact/1"),
                fact("specific_virus_decision", new Value.Decided(true, true, null), "test-decision/1"),
                fact("bsa_decision", new Value.Decided(false, true, null), "test-decision/1"));
    }

    private Entry fact(String characteristic, Value value, String formula) {
        return Entry.derived(lot, characteristic, value, formula, List.of("campaign")).byMethod("M-" + characteristic,
                true);
    }

    private Entry many(String characteristic, String unit, String... values) {
        List<Value> all = new ArrayList<>();
        for (String value : values) {
            all.add(new Value.Measured(org.stroma.measure.Measurement.parse(value, unit,
                    characteristic.equals("viable_concentration")
                            ? org.stroma.measure.Qualifier.VIABLE
                            : org.stroma.measure.Qualifier.NONE)));
        }
        return Entry.of(lot, characteristic, Kind.RESULT, all).byMethod("M-" + characteristic, true);
    }

    private Entry result(String characteristic, Value value) {
        return Entry.of(lot, characteristic, Kind.RESULT, value).byMethod("M-" + characteristic, true);
    }

    /** So many containers that may be shipped, each handed out once. */
    public synchronized List<String> available(int count) {
        List<String> chosen = stock().stream().filter(code -> !handedOut.contains(code)).limit(count).toList();
        handedOut.addAll(chosen);
        return chosen;
    }

    private synchronized long left() {
        return stock().stream().filter(code -> !handedOut.contains(code)).count();
    }

    /** Every container in stock now. */
    public List<String> stock() {
        return units.members(lot).stream().filter(unit -> unit.state().equals("AVAILABLE")).map(Units.Unit::code)
                .toList();
    }
}
