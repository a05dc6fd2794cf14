package org.stroma.app.laboratory.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Download;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.genealogy.Units;
import org.stroma.app.laboratory.CellCounts;
import org.stroma.app.laboratory.Laboratory;
import org.stroma.app.laboratory.Methods;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;
import org.stroma.app.standard.Characteristic;

/** The laboratory for programs: what is tested, results, reviews, readings, methods. Files travel as base64. */
@RestController
@RequestMapping("/api/v1/laboratory")
class LaboratoryApi {
    private static final String ENTER = "hasAnyRole('ANALYST','QC_HEAD')";

    private final Laboratory laboratory;
    private final Methods methods;
    private final Evidence evidence;
    private final Units units;

    LaboratoryApi(Laboratory laboratory, Methods methods, Evidence evidence, Units units) {
        this.laboratory = laboratory;
        this.methods = methods;
        this.evidence = evidence;
        this.units = units;
    }

    /** @param entry kind of entry that the standard takes */
    record Test(String characteristic, String nameZh, String nameEn, String entry) {}

    record Work(List<Units.Unit> underTest, List<Units.Unit> samples, int unreviewed) {}

    /** @param bytes of the file, base64 */
    record File(String name, String mediaType, byte[] bytes) {
        Evidence.RawFile raw() {
            return new Evidence.RawFile(name, mediaType, bytes);
        }
    }

    record Report(List<Laboratory.Result> results, File report) {}

    record Counts(String method, List<File> files) {}

    record Review(List<Long> entries, boolean accepted, @Nullable String note) {}

    record Reviewed(int reviewed) {}

    record Reading(String test, int day, boolean growth, @Nullable String note) {}

    /** @param laboratory to which outside laboratory; only for samples that are sent out */
    record Move(List<String> samples, String to, @Nullable String laboratory) {}

    record Correction(Laboratory.Result result, String reason) {}

    record Corrected(long entry) {}

    record Invalidation(String event, String reason) {}

    record NewMethod(String code, String nameZh, String nameEn, String reference, List<String> characteristics,
            @Nullable String validationReport) {}

    record Version(int version) {}

    @GetMapping
    @PreAuthorize(LaboratoryPages.LABORATORY)
    Work work(@AuthenticationPrincipal Actor actor) {
        List<Units.Unit> open = new ArrayList<>(units.list("LOT", "UNDER_TEST", null, 100));
        open.addAll(units.list("BANK", "UNDER_TEST", null, 100));
        return new Work(open, units.list("SAMPLE", null, null, 200),
                evidence.unreviewed(LaboratoryPages.reviewers(actor), null, 500).size());
    }

    /** The tests of a unit's specification. */
    @GetMapping("/units/{code}/tests")
    @PreAuthorize(LaboratoryPages.LABORATORY)
    List<Test> tests(@PathVariable String code) {
        return laboratory.specification(code).characteristics().stream().filter(LaboratoryPages::isEntered)
                .map(LaboratoryApi::test).toList();
    }

    private static Test test(Characteristic each) {
        return new Test(each.code(), each.name().zh(), each.name().en(), each.entryField().getClass().getSimpleName());
    }

    @PostMapping("/units/{code}/results")
    @PreAuthorize(ENTER)
    @ResponseStatus(HttpStatus.CREATED)
    List<Long> enter(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody List<Laboratory.Result> results) {
        if (results.isEmpty()) {
            throw new Refusal("laboratory.nothing");
        }
        return laboratory.enter(actor, code, results);
    }

    @PostMapping("/units/{code}/reports")
    @PreAuthorize(ENTER)
    @ResponseStatus(HttpStatus.CREATED)
    List<Long> enterReport(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Report body) {
        return laboratory.enterReport(actor, code, body.results(), body.report().raw());
    }

    @PostMapping("/units/{code}/counts")
    @PreAuthorize(ENTER)
    @ResponseStatus(HttpStatus.CREATED)
    List<Long> importCounts(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody Counts body) {
        return laboratory.importCounts(actor, code,
                body.files().stream().map(file -> CellCounts.read(file.bytes(), file.name())).toList(), body.method());
    }

    @GetMapping("/reviews")
    @PreAuthorize(LaboratoryPages.LABORATORY)
    List<Evidence.Item> unreviewed(@AuthenticationPrincipal Actor actor) {
        return evidence.unreviewed(LaboratoryPages.reviewers(actor), null, 300);
    }

    @PostMapping("/reviews")
    @PreAuthorize("hasAnyRole('QC_REVIEWER','QC_HEAD','QA','QA_REVIEWER')")
    Reviewed review(@AuthenticationPrincipal Actor actor, @RequestBody Review body) {
        int reviewed = laboratory.review(actor, body.entries(), body.accepted(), body.note());
        if (reviewed == 0) {
            throw new Refusal("laboratory.nothing");
        }
        return new Reviewed(reviewed);
    }

    @GetMapping("/samples/{code}/readings")
    @PreAuthorize(LaboratoryPages.LABORATORY)
    List<Laboratory.Reading> readings(@PathVariable String code) {
        return laboratory.readings(code);
    }

    @PostMapping("/samples/{code}/readings")
    @PreAuthorize(ENTER)
    @ResponseStatus(HttpStatus.CREATED)
    List<Laboratory.Reading> read(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody Reading body) {
        laboratory.read(actor, code, body.test(), body.day(), body.growth(), body.note());
        return laboratory.readings(code);
    }

    @PostMapping("/samples/moves")
    @PreAuthorize("hasAnyRole('ANALYST','QC_REVIEWER','QC_HEAD')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void move(@AuthenticationPrincipal Actor actor, @RequestBody Move body) {
        laboratory.moveSamples(actor, body.samples(), body.to(), body.laboratory());
    }

    @PostMapping("/results/{id}/corrections")
    @PreAuthorize(ENTER)
    @ResponseStatus(HttpStatus.CREATED)
    Corrected correct(@AuthenticationPrincipal Actor actor, @PathVariable long id, @RequestBody Correction body) {
        return new Corrected(laboratory.correct(actor, id, body.result(), body.reason()));
    }

    @PostMapping("/results/{id}/invalidation")
    @PreAuthorize("hasAnyRole('QA','QC_HEAD')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void invalidate(@AuthenticationPrincipal Actor actor, @PathVariable long id, @RequestBody Invalidation body) {
        laboratory.invalidate(actor, id, body.event(), body.reason());
    }

    @GetMapping("/methods")
    @PreAuthorize(LaboratoryPages.LABORATORY)
    List<Methods.Method> methods() {
        return methods.list();
    }

    @PostMapping("/methods")
    @PreAuthorize(ENTER)
    @ResponseStatus(HttpStatus.CREATED)
    Version draft(@AuthenticationPrincipal Actor actor, @RequestBody NewMethod body) {
        return new Version(methods.draft(actor, body.code(), body.nameZh(), body.nameEn(), body.reference(),
                body.characteristics(), body.validationReport()));
    }

    @GetMapping("/methods/{code}/{version}/panel")
    @PreAuthorize(LaboratoryPages.LABORATORY)
    Signing.Panel panel(@PathVariable String code, @PathVariable int version) {
        return methods.panel(code, version).orElseThrow(() -> new Refusal("not-found", Map.of("unit", code)));
    }

    @PostMapping("/methods/{code}/{version}/signatures")
    @PreAuthorize("hasAnyRole('ANALYST','QC_REVIEWER','QC_HEAD','QA')")
    Signing.Panel sign(@AuthenticationPrincipal Actor actor, @PathVariable String code, @PathVariable int version,
            @RequestBody Signing.Entry entry) {
        return methods.sign(actor, code, version, entry);
    }

    /** A raw file as it was received. */
    @GetMapping("/files/{sha256}")
    @PreAuthorize(LaboratoryPages.FILES)
    ResponseEntity<byte[]> file(@PathVariable String sha256) {
        return download(evidence, sha256);
    }

    static ResponseEntity<byte[]> download(Evidence evidence, String sha256) {
        return Download.of(evidence.file(sha256)
                .orElseThrow(() -> new Refusal("not-found", Map.of("unit", sha256))));
    }
}
