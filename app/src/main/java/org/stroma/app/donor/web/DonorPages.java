package org.stroma.app.donor.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.stroma.app.genealogy.Expected;
import org.stroma.app.donor.DonorRecord;
import org.stroma.app.donor.Donors;
import org.stroma.app.donor.Jurisdiction;
import org.stroma.app.donor.KaryotypeReport;
import org.stroma.app.donor.MarkerResult;
import org.stroma.app.evidence.Upload;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.Ledger;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.standard.Value;

/** The register of donors, a donor's page, and what is entered there. Codes only: identities are in the vault. */
@Controller
class DonorPages {
    static final String READERS = "hasAnyRole('COLLECTOR','DONOR_MEDICAL_REVIEWER','OPERATOR','VERIFIER','WAREHOUSE','ANALYST','QC_REVIEWER','QC_HEAD',"
            + "'PRODUCTION_HEAD','QA','QA_REVIEWER','QUALITY_HEAD','QP_MFG','QA_MAH','QP_MAH','INSPECTOR')";
    static final String COLLECTORS = "hasRole('COLLECTOR')";
    static final String TESTERS = "hasAnyRole('ANALYST','DONOR_MEDICAL_REVIEWER','COLLECTOR')";
    static final String REVIEWERS = "hasAnyRole('DONOR_MEDICAL_REVIEWER','QC_REVIEWER','QA','QA_REVIEWER','QC_HEAD','VERIFIER')";
    private static final int LISTED = 500;

    private final Donors donors;
    private final DonorView view;
    private final Gates gates;
    private final Units units;
    private final Ledger ledger;
    private final PlantClock clock;

    DonorPages(Donors donors, DonorView view, Gates gates, Units units, Ledger ledger, PlantClock clock) {
        this.donors = donors;
        this.view = view;
        this.gates = gates;
        this.units = units;
        this.ledger = ledger;
        this.clock = clock;
    }

    @GetMapping("/donors")
    @PreAuthorize(READERS)
    String list(@RequestParam(required = false) @Nullable String state, @ModelAttribute("actor") Actor actor,
            Model model) {
        String wanted = state == null || state.isBlank() ? null : state;
        model.addAttribute("donors", donors.list(actor, wanted, LISTED));
        model.addAttribute("state", state);
        model.addAttribute("states", List.of("CONSENTED", "SCREENED", "TESTED", "DEFERRED", "ELIGIBLE", "INELIGIBLE",
                "WITHDRAWN"));
        model.addAttribute("jurisdictions", Jurisdiction.values());
        return "donor/donors";
    }

    @PostMapping("/donors")
    @PreAuthorize(COLLECTORS)
    String enrol(@ModelAttribute("actor") Actor actor, @RequestParam String code,
            @RequestParam(required = false) @Nullable String twinOf, @RequestParam Jurisdiction jurisdiction,
            @ModelAttribute Forms.ConsentForm consent, @ModelAttribute Forms.LateForm late) {
        if (twinOf != null && !twinOf.isBlank()) {
            donors.enrolTwin(actor, code.strip(), twinOf.strip(), late.late());
        } else {
            donors.enrol(actor, code.strip(), jurisdiction, consent.consent(clock), late.late());
        }
        return page(code.strip());
    }

    @GetMapping("/donors/{code}")
    @PreAuthorize(READERS)
    String detail(@PathVariable String code, @ModelAttribute("actor") Actor actor, Model model) {
        DonorRecord record = donors.get(actor, code);
        model.addAttribute("donor", record);
        model.addAttribute("samples", view.samples(record));
        model.addAttribute("markers", view.markers(record));
        model.addAttribute("others", view.others(record));
        model.addAttribute("unreviewed", donors.unreviewed(record).size());
        model.addAttribute("holds", units.holds(code).stream().filter(Units.Hold::open).toList());
        model.addAttribute("decisions", gates.decisions(code, "G1"));
        model.addAttribute("overall", gates.judge("G1", code).evaluation().overall().name());
        boolean mayCorrect = actor.hasAny("COLLECTOR", "ANALYST", "DONOR_MEDICAL_REVIEWER", "OPERATOR", "WAREHOUSE");
        model.addAttribute("mayCorrect", mayCorrect);
        model.addAttribute("correctable", mayCorrect ? view.correctable(actor, record) : List.of());
        return "donor/donor";
    }

    @GetMapping("/donors/{code}/history")
    @PreAuthorize(READERS)
    String history(@PathVariable String code, @ModelAttribute("actor") Actor actor, Model model) {
        DonorRecord record = donors.get(actor, code);
        String key = Long.toString(record.unit().id());
        model.addAttribute("code", code);
        model.addAttribute("changes", java.util.stream.Stream
                .of(ledger.history("donor.record", key), ledger.history("genealogy.unit", key),
                        record.consents().stream()
                                .flatMap(given -> ledger.history("donor.consent", Long.toString(given.id())).stream())
                                .toList())
                .flatMap(List::stream).sorted(java.util.Comparator.comparing(Ledger.Change::n)).toList());
        return "donor/history";
    }

    @PostMapping("/donors/{code}/consent")
    @PreAuthorize(COLLECTORS)
    String consent(@PathVariable String code, @ModelAttribute("actor") Actor actor,
            @ModelAttribute Forms.ConsentForm consent, @RequestParam String reason) {
        donors.renewConsent(actor, code, consent.consent(clock), reason);
        return page(code);
    }

    @PostMapping("/donors/{code}/screening")
    @PreAuthorize(COLLECTORS)
    String screen(@PathVariable String code, @ModelAttribute("actor") Actor actor,
            @ModelAttribute Forms.ScreeningForm form, @RequestParam(required = false) @Nullable String at,
            @ModelAttribute Forms.LateForm late) {
        donors.screen(actor, code, form.screening(), Donors.Span.at(Forms.instant(at, clock)), late.late());
        return page(code);
    }

    @PostMapping("/donors/{code}/samples")
    @PreAuthorize(COLLECTORS)
    String draw(@PathVariable String code, @ModelAttribute("actor") Actor actor, @ModelAttribute Forms.DrawForm form,
            @ModelAttribute Forms.LateForm late) {
        donors.draw(actor, code, form.draw(clock), late.late());
        return page(code);
    }

    /** Every marker that was filled in; the field is named {@code marker.hiv_nat}. */
    @PostMapping("/donors/{code}/markers")
    @PreAuthorize(TESTERS)
    String markers(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String sample,
            @RequestParam String kit, @RequestParam(defaultValue = "false") boolean validated,
            @RequestParam Map<String, String> fields,
            @RequestParam(name = "report", required = false) @Nullable MultipartFile report) {
        List<MarkerResult> results = fields.entrySet().stream()
                .filter(field -> field.getKey().startsWith("marker.") && !field.getValue().isBlank())
                .map(field -> new MarkerResult(field.getKey().substring("marker.".length()),
                        Value.Presence.valueOf(field.getValue()), kit.strip(), validated))
                .toList();
        donors.markers(actor, code, sample, results, Upload.find(report));
        return page(code);
    }

    @PostMapping("/donors/{code}/late-report")
    @PreAuthorize(TESTERS)
    String lateReport(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String marker,
            @RequestParam Value.Presence presence, @RequestParam String kit,
            @RequestParam(required = false) @Nullable String note,
            @RequestParam(name = "report", required = false) @Nullable MultipartFile report) {
        donors.lateReport(actor, code, new MarkerResult(marker, presence, kit.strip(), true), note,
                Upload.find(report));
        return page(code);
    }

    @PostMapping("/donors/{code}/karyotype")
    @PreAuthorize(TESTERS)
    String karyotype(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String sample,
            @RequestParam String iscn, @RequestParam int metaphases, @RequestParam String method) {
        donors.karyotype(actor, code, sample, new KaryotypeReport(iscn.strip(), metaphases), method);
        return page(code);
    }

    @PostMapping("/donors/{code}/newborn")
    @PreAuthorize(COLLECTORS)
    String newborn(@PathVariable String code, @ModelAttribute("actor") Actor actor,
            @ModelAttribute Forms.NewbornForm form) {
        donors.newborn(actor, code, form.newborn());
        return page(code);
    }

    @PostMapping("/donors/{code}/tested")
    @PreAuthorize(COLLECTORS)
    String tested(@PathVariable String code, @ModelAttribute("actor") Actor actor) {
        Expected.require(code);
        donors.testingComplete(actor, code, Donors.Span.at(clock.instant()), null);
        return page(code);
    }

    @PostMapping("/donors/{code}/review")
    @PreAuthorize(REVIEWERS)
    String review(@PathVariable String code, @ModelAttribute("actor") Actor actor,
            @RequestParam boolean accepted, @RequestParam(required = false) @Nullable String note) {
        donors.review(actor, code, accepted, note);
        return page(code);
    }

    @PostMapping("/donors/{code}/withdrawal")
    @PreAuthorize(COLLECTORS)
    String withdraw(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String reason) {
        Expected.require(code);
        donors.withdraw(actor, code, reason);
        return page(code);
    }

    private static String page(String code) {
        return "redirect:/donors/" + org.springframework.web.util.UriUtils.encodePathSegment(code,
                java.nio.charset.StandardCharsets.UTF_8);
    }
}
