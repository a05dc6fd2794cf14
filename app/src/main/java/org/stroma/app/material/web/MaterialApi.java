package org.stroma.app.material.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
import org.stroma.app.shell.AsksRevision;
import org.stroma.app.genealogy.Expected;
import org.stroma.app.evidence.Evidence.Item;
import org.stroma.app.evidence.Evidence.RawFile;
import org.stroma.app.genealogy.Door;
import org.stroma.app.material.Impact;
import org.stroma.app.material.MaterialEvidence;
import org.stroma.app.material.MaterialLots;
import org.stroma.app.material.Materials;
import org.stroma.app.material.Solutions;
import org.stroma.app.material.Stock;
import org.stroma.app.material.Suppliers;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;

/** Materials for programs: the same services, the same rules, JSON. Files travel as base64. */
@RestController
@RequestMapping("/api/v1/materials")
class MaterialApi {
    private final Materials materials;
    private final Suppliers suppliers;
    private final MaterialLots lots;
    private final MaterialEvidence evidence;
    private final Solutions solutions;
    private final Stock stock;
    private final Impact impact;

    MaterialApi(Materials materials, Suppliers suppliers, MaterialLots lots, MaterialEvidence evidence,
            Solutions solutions, Stock stock, Impact impact) {
        this.materials = materials;
        this.suppliers = suppliers;
        this.lots = lots;
        this.evidence = evidence;
        this.solutions = solutions;
        this.stock = stock;
        this.impact = impact;
    }

    record Made(long id) {}

    record Document(String type, String fileName, String mediaType, byte[] base64, boolean complies,
            @Nullable LocalDate validUntil, @Nullable String note, @Nullable Long corrects, @Nullable String reason) {
        MaterialEvidence.Document document() {
            return new MaterialEvidence.Document(type,
                    new RawFile(fileName, mediaType, base64), complies, validUntil, note, corrects, reason);
        }
    }

    record Result(String type, String value, @Nullable String note) {}

    record Sampling(String sample, BigDecimal quantity, int opened) {}

    record Identity(int identified, boolean conforms) {}

    record Review(List<Long> evidence, boolean accepted, @Nullable String note) {}

    record NamedUse(String purpose, List<String> operations) {}

    record Need(LocalDate until, String reason) {}

    record SupplierNotice(String content) {}

    record Audit(LocalDate on, boolean passed, @Nullable RawFile report, @Nullable String note) {}

    record Source(String manufacturer, String supplier, String state, String reason) {}

    record Signature(@Nullable String login, String password, @Nullable String code, String role, int revision,
            String sha256, String statement, @Nullable String note) {
        @Override
        public String toString() {
            return "Signature[" + role + "]";
        }
    }

    record Prepared(Solutions.Preparation preparation, String verifier, String password) {
        @Override
        public String toString() {
            return "Prepared[" + preparation.code() + "]";
        }
    }

    record End(String state, String reason, String verifier, String password) {
        @Override
        public String toString() {
            return "End[" + state + "]";
        }
    }

    record Notice(String company, String content) {}

    record NoticeAssessed(String assessment) {}

    record Issue(String batch, String unit, BigDecimal quantity, String takenBy, @Nullable String reason) {}

    record Return(BigDecimal quantity, String condition) {}

    record Count(BigDecimal counted, @Nullable String reason, @Nullable String verifier, @Nullable String password) {
        @Override
        public String toString() {
            return "Count[" + counted + "]";
        }
    }

    @GetMapping
    @PreAuthorize(Access.SEE)
    List<Materials.Material> materials() {
        return materials.list();
    }

    @PostMapping
    @PreAuthorize(Access.KEEP)
    Materials.Material create(@AuthenticationPrincipal Actor actor, @RequestBody Materials.Material material) {
        materials.create(actor, material);
        return materials.get(material.code());
    }

    @PostMapping("/{material}/assessments")
    @PreAuthorize(Access.KEEP)
    Signing.Panel assess(@AuthenticationPrincipal Actor actor, @PathVariable String material,
            @RequestBody Materials.NewAssessment assessment) {
        return materials.panel(materials.assess(actor, material, assessment));
    }

    @PostMapping("/assessments/{id}/signatures")
    @PreAuthorize(Access.KEEP)
    Signing.Panel sign(@AuthenticationPrincipal Actor actor, @PathVariable long id, @RequestBody Signature signature) {
        return materials.sign(actor, id, new Signing.Entry(signature.login(), signature.password(), signature.code(),
                signature.role(), signature.revision(), signature.sha256(), signature.statement(), signature.note()));
    }

    @PostMapping("/{material}/sources")
    @PreAuthorize(Access.APPROVE)
    List<Suppliers.Approval> source(@AuthenticationPrincipal Actor actor, @PathVariable String material,
            @RequestBody Source source) {
        if (source.state().equals("APPROVED")) {
            suppliers.approve(actor, material, source.manufacturer(), source.supplier(), source.reason());
        } else {
            suppliers.suspend(actor, material, source.manufacturer(), source.supplier(), source.reason());
        }
        return suppliers.approvals(material);
    }

    @GetMapping("/companies")
    @PreAuthorize(Access.SEE)
    List<Suppliers.Audited> companies() {
        return suppliers.companies();
    }

    @PostMapping("/companies")
    @PreAuthorize(Access.KEEP)
    Suppliers.Company company(@AuthenticationPrincipal Actor actor, @RequestBody Suppliers.Company company) {
        suppliers.add(actor, company);
        return company;
    }

    @PostMapping("/companies/{company}/audits")
    @PreAuthorize("hasRole('SUPPLIER_QUALITY')")
    void audit(@AuthenticationPrincipal Actor actor, @PathVariable String company, @RequestBody Audit audit) {
        suppliers.audit(actor, company, audit.on(), audit.passed(), audit.report(), audit.note());
    }

    @GetMapping("/lots")
    @PreAuthorize(Access.SEE)
    List<MaterialLots.Lot> lots(@AuthenticationPrincipal Actor actor,
            @RequestParam(required = false) @Nullable String material) {
        return lots.list(actor, material);
    }

    @GetMapping("/lots/{code}")
    @PreAuthorize(Access.SEE)
    MaterialLots.Lot lot(@AuthenticationPrincipal Actor actor, @PathVariable String code) {
        return lots.get(actor, code);
    }

    @PostMapping("/lots")
    @PreAuthorize(Access.WAREHOUSE)
    MaterialLots.Lot receive(@AuthenticationPrincipal Actor actor, @RequestBody MaterialLots.Receipt receipt) {
        lots.receive(actor, receipt);
        return lots.get(actor, receipt.code());
    }

    @PostMapping("/lots/{code}/samplings")
    @PreAuthorize(Access.SAMPLE)
    Made sample(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Sampling sampling) {
        return new Made(lots.sample(actor, code, sampling.sample(), sampling.quantity(), sampling.opened()));
    }

    @PostMapping("/lots/{code}/need")
    @PreAuthorize(Access.WAREHOUSE)
    void need(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Need need) {
        lots.needUntil(actor, code, need.until(), need.reason());
    }

    @PostMapping("/lots/{code}/named-use")
    @PreAuthorize("hasAnyRole('QA','QC_REVIEWER')")
    @AsksRevision
    void nameUse(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody NamedUse use) {
        Expected.require(code);
        lots.nameUse(actor, code, use.purpose(), use.operations());
    }

    @PostMapping("/lots/{code}/identity")
    @PreAuthorize(Access.ENTER)
    void identity(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Identity identity) {
        evidence.identify(actor, lots.get(actor, code), identity.identified(), identity.conforms());
    }

    @GetMapping("/units/{code}/evidence")
    @PreAuthorize(Access.SEE)
    List<Item> evidence(@AuthenticationPrincipal Actor actor, @PathVariable String code) {
        return evidence.list(actor, code);
    }

    @PostMapping("/units/{code}/documents")
    @PreAuthorize(Access.ENTER)
    Made document(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Document document) {
        return new Made(evidence.document(actor, code, document.document()));
    }

    @PostMapping("/units/{code}/results")
    @PreAuthorize(Access.ENTER)
    void result(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Result result) {
        EvidencePages.enter(evidence, actor, code, result.type(), result.value(), result.note());
    }

    @PostMapping("/units/{code}/reviews")
    @PreAuthorize(Access.REVIEW)
    Map<String, Integer> review(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody Review review) {
        return Map.of("reviewed", evidence.review(actor, code, review.evidence(), review.accepted(), review.note()));
    }

    @GetMapping("/units/{code}/impact")
    @PreAuthorize(Access.SEE)
    List<Impact.Reached> impact(@AuthenticationPrincipal Actor actor, @PathVariable String code) {
        return impact.of(actor, code);
    }

    /** What was written to the supplier of a bad lot. */
    @PostMapping("/units/{code}/supplier-notices")
    @PreAuthorize(Access.KEEP)
    void notifySupplier(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody SupplierNotice notice) {
        impact.notifySupplier(actor, code, notice.content());
    }

    @GetMapping("/recipes")
    @PreAuthorize(Access.SEE)
    List<Solutions.Recipe> recipes() {
        return solutions.recipes();
    }

    @PostMapping("/recipes")
    @PreAuthorize(Access.DEFINE)
    Map<String, Integer> define(@AuthenticationPrincipal Actor actor, @RequestBody Solutions.Recipe recipe) {
        return Map.of("version", solutions.define(actor, recipe));
    }

    @GetMapping("/solutions")
    @PreAuthorize(Access.SEE)
    List<Solutions.Solution> solutions(@AuthenticationPrincipal Actor actor) {
        return solutions.list(actor);
    }

    @PostMapping("/solutions")
    @PreAuthorize(Access.PREPARE)
    Solutions.Solution prepare(@AuthenticationPrincipal Actor actor, @RequestBody Prepared prepared) {
        solutions.prepare(actor, prepared.preparation(),
                new Door.Verifier(prepared.verifier(), prepared.password(), null));
        return solutions.get(actor, prepared.preparation().code());
    }

    @GetMapping("/stock")
    @PreAuthorize(Access.SEE)
    List<Stock.Level> stock(@AuthenticationPrincipal Actor actor) {
        return stock.levels(actor);
    }

    @GetMapping("/stock/{material}/picks")
    @PreAuthorize(Access.SEE)
    List<Stock.Pick> picks(@AuthenticationPrincipal Actor actor, @PathVariable String material,
            @RequestParam BigDecimal quantity) {
        return stock.pick(actor, material, quantity);
    }

    @GetMapping("/issues")
    @PreAuthorize(Access.SEE)
    List<Stock.Balance> balances(@AuthenticationPrincipal Actor actor,
            @RequestParam(required = false) @Nullable String batch) {
        return stock.balances(actor, batch, null);
    }

    @PostMapping("/issues")
    @PreAuthorize(Access.WAREHOUSE)
    Made issue(@AuthenticationPrincipal Actor actor, @RequestBody Issue issue) {
        return new Made(stock.issue(actor, issue.batch(), issue.unit(), issue.quantity(), issue.takenBy(),
                issue.reason()));
    }

    @PostMapping("/issues/{id}/returns")
    @PreAuthorize(Access.WAREHOUSE)
    void giveBack(@AuthenticationPrincipal Actor actor, @PathVariable long id, @RequestBody Return back) {
        stock.giveBack(actor, id, back.quantity(), back.condition());
    }

    @PostMapping("/lots/{code}/counts")
    @PreAuthorize(Access.WAREHOUSE)
    void count(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Count count) {
        stock.count(actor, code, count.counted(), count.reason(), Forms.verifier(count.verifier(), count.password()));
    }

    @PostMapping("/lots/{code}/end")
    @PreAuthorize(Access.WAREHOUSE)
    @AsksRevision
    MaterialLots.Lot end(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody End end) {
        Expected.require(code);
        lots.dispose(actor, code, end.state(), end.reason(), new Door.Verifier(end.verifier(), end.password(), null));
        return lots.get(actor, code);
    }

    @PostMapping("/solutions/{code}/end")
    @PreAuthorize("hasAnyRole('OPERATOR','WAREHOUSE')")
    @AsksRevision
    Solutions.Solution endSolution(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody End end) {
        Expected.require(code);
        solutions.end(actor, code, end.state(), end.reason(), new Door.Verifier(end.verifier(), end.password(), null));
        return solutions.get(actor, code);
    }

    @PostMapping("/{material}/notices")
    @PreAuthorize(Access.KEEP)
    Made notice(@AuthenticationPrincipal Actor actor, @PathVariable String material, @RequestBody Notice notice) {
        return new Made(suppliers.announce(actor, material, notice.company(), notice.content()));
    }

    @PostMapping("/notices/{id}/assessment")
    @PreAuthorize(Access.APPROVE)
    void assessNotice(@AuthenticationPrincipal Actor actor, @PathVariable long id,
            @RequestBody NoticeAssessed assessed) {
        suppliers.assess(actor, id, assessed.assessment());
    }
}
