package org.stroma.app.donor.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Expected;
import org.stroma.app.shell.AsksRevision;
import org.stroma.app.donor.BloodDraw;
import org.stroma.app.donor.Consent;
import org.stroma.app.donor.DonorRecord;
import org.stroma.app.donor.Donors;
import org.stroma.app.donor.Jurisdiction;
import org.stroma.app.donor.KaryotypeReport;
import org.stroma.app.donor.Late;
import org.stroma.app.donor.MarkerResult;
import org.stroma.app.donor.Newborn;
import org.stroma.app.donor.Screening;
import org.stroma.app.donor.Tissues;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;

/** Donors and tissue for programs: the same services as the pages. */
@RestController
@RequestMapping("/api/v1")
class DonorApi {
    private static final int LISTED = 500;

    private final Donors donors;
    private final Tissues tissues;

    DonorApi(Donors donors, Tissues tissues) {
        this.donors = donors;
        this.tissues = tissues;
    }

    record Enrolment(String code, @Nullable String twinOf, Jurisdiction jurisdiction, Consent consent,
            @Nullable Late late) {}

    record Renewed(Consent consent, String reason) {}

    record Screened(Screening screening, Donors.Span when, @Nullable Late late) {}

    record Drawn(BloodDraw draw, @Nullable Late late) {}

    record Markers(String sample, List<MarkerResult> results, Evidence.@Nullable RawFile report) {}

    record Report(MarkerResult result, @Nullable String note, Evidence.@Nullable RawFile report) {}

    record Karyotyped(String sample, KaryotypeReport report, String method) {}

    record Reviewed(boolean accepted, @Nullable String note) {}

    record Reasoned(String reason) {}

    record Collected(Tissues.Collection collection, @Nullable Late late) {}

    record Moved(Donors.Span when, @Nullable Late late) {}

    record Sent(Donors.Span when, Tissues.Consignment consignment, @Nullable Late late) {}

    record Received(Tissues.Receipt receipt, @Nullable Late late) {}

    record Destroyed(Donors.Span when, String reason, Door.Verifier witness) {}

    @GetMapping("/donors")
    @PreAuthorize(DonorPages.READERS)
    List<Units.Unit> list(@AuthenticationPrincipal Actor actor,
            @RequestParam(required = false) @Nullable String state) {
        return donors.list(actor, state, LISTED);
    }

    @GetMapping("/donors/{code}")
    @PreAuthorize(DonorPages.READERS)
    DonorRecord get(@AuthenticationPrincipal Actor actor, @PathVariable String code) {
        return donors.get(actor, code);
    }

    @PostMapping("/donors")
    @PreAuthorize(DonorPages.COLLECTORS)
    DonorRecord enrol(@AuthenticationPrincipal Actor actor, @RequestBody Enrolment body) {
        String twin = body.twinOf();
        if (twin == null) {
            donors.enrol(actor, body.code(), body.jurisdiction(), body.consent(), body.late());
        } else {
            donors.enrolTwin(actor, body.code(), twin, body.late());
        }
        return donors.get(actor, body.code());
    }

    @PostMapping("/donors/{code}/consent")
    @PreAuthorize(DonorPages.COLLECTORS)
    void consent(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Renewed body) {
        donors.renewConsent(actor, code, body.consent(), body.reason());
    }

    @PostMapping("/donors/{code}/tested")
    @PreAuthorize(DonorPages.COLLECTORS)
    @AsksRevision
    void tested(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Moved body) {
        Expected.require(code);
        donors.testingComplete(actor, code, body.when(), body.late());
    }

    @PostMapping("/donors/{code}/screening")
    @PreAuthorize(DonorPages.COLLECTORS)
    void screen(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Screened body) {
        donors.screen(actor, code, body.screening(), body.when(), body.late());
    }

    @PostMapping("/donors/{code}/samples")
    @PreAuthorize(DonorPages.COLLECTORS)
    void draw(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Drawn body) {
        donors.draw(actor, code, body.draw(), body.late());
    }

    @PostMapping("/donors/{code}/markers")
    @PreAuthorize(DonorPages.TESTERS)
    List<Long> markers(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Markers body) {
        return donors.markers(actor, code, body.sample(), body.results(), body.report());
    }

    @PostMapping("/donors/{code}/late-reports")
    @PreAuthorize(DonorPages.TESTERS)
    long lateReport(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Report body) {
        return donors.lateReport(actor, code, body.result(), body.note(), body.report());
    }

    @PostMapping("/donors/{code}/karyotype")
    @PreAuthorize(DonorPages.TESTERS)
    long karyotype(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Karyotyped body) {
        return donors.karyotype(actor, code, body.sample(), body.report(), body.method());
    }

    @PostMapping("/donors/{code}/newborn")
    @PreAuthorize(DonorPages.COLLECTORS)
    List<Long> newborn(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Newborn body) {
        return donors.newborn(actor, code, body);
    }

    @PostMapping("/donors/{code}/review")
    @PreAuthorize(DonorPages.REVIEWERS)
    int review(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Reviewed body) {
        return donors.review(actor, code, body.accepted(), body.note());
    }

    @PostMapping("/donors/{code}/withdrawal")
    @PreAuthorize(DonorPages.COLLECTORS)
    @AsksRevision
    void withdraw(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Reasoned body) {
        Expected.require(code);
        donors.withdraw(actor, code, body.reason());
    }

    @GetMapping("/tissues")
    @PreAuthorize(DonorPages.READERS)
    List<Tissues.Tissue> tissues(@AuthenticationPrincipal Actor actor,
            @RequestParam(required = false) @Nullable String state) {
        return tissues.list(actor, state, LISTED);
    }

    @GetMapping("/tissues/{code}")
    @PreAuthorize(DonorPages.READERS)
    Tissues.Tissue tissue(@AuthenticationPrincipal Actor actor, @PathVariable String code) {
        return tissues.get(actor, code);
    }

    @PostMapping("/donors/{code}/collection")
    @PreAuthorize(DonorPages.COLLECTORS)
    void collect(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Collected body) {
        tissues.collect(actor, code, body.collection(), body.late());
    }

    @PostMapping("/tissues/{code}/dispatch")
    @PreAuthorize("hasAnyRole('COLLECTOR','LOGISTICS')")
    @AsksRevision
    void dispatch(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Sent body) {
        Expected.require(code);
        tissues.dispatch(actor, code, body.when(), body.consignment(), body.late());
    }

    @PostMapping("/tissues/{code}/receipt")
    @PreAuthorize("hasAnyRole('OPERATOR','WAREHOUSE')")
    @AsksRevision
    void receive(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Received body) {
        Expected.require(code);
        tissues.receive(actor, code, body.receipt(), body.late());
    }

    @PostMapping("/tissues/{code}/destruction")
    @PreAuthorize("hasRole('OPERATOR')")
    @AsksRevision
    void destroy(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Destroyed body) {
        Expected.require(code);
        tissues.destroy(actor, code, body.when(), body.reason(), body.witness());
    }

    @PostMapping("/tissues/{code}/review")
    @PreAuthorize(DonorPages.REVIEWERS)
    int reviewTissue(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Reviewed body) {
        return tissues.review(actor, code, body.accepted(), body.note());
    }
}
