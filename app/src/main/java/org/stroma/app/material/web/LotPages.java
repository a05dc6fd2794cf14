package org.stroma.app.material.web;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
import org.stroma.app.evidence.Upload;
import org.stroma.app.genealogy.Expected;
import org.stroma.app.genealogy.Door;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.material.MaterialLots;
import org.stroma.app.material.Materials;
import org.stroma.app.material.Suppliers;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.Texts;

/** The register of lots, receipt, the lot, its sampling and its identity. */
@Controller
class LotPages {
    private static final List<String> STATES = List.of("RECEIVED_QUARANTINE", "UNDER_TEST", "RELEASED", "RESTRICTED",
            "USE_AT_RISK", "REJECTED", "EXPIRED", "EXHAUSTED", "RETURNED", "DESTROYED");
    private static final List<String> ENDS = List.of("EXHAUSTED", "EXPIRED", "RETURNED", "DESTROYED");
    private static final Duration SOON = Duration.ofDays(30);

    private final MaterialLots lots;
    private final Materials materials;
    private final Suppliers suppliers;
    private final UnitView view;
    private final Words words;
    private final Times times;
    private final PlantClock clock;

    LotPages(MaterialLots lots, Materials materials, Suppliers suppliers, UnitView view, Words words, Times times,
            PlantClock clock) {
        this.lots = lots;
        this.materials = materials;
        this.suppliers = suppliers;
        this.view = view;
        this.words = words;
        this.times = times;
        this.clock = clock;
    }

    /** One line of the register. */
    record Row(MaterialLots.Lot lot, String materialClass, String className, boolean soon) {}

    @GetMapping("/materials")
    @PreAuthorize(Access.SEE)
    String register(@RequestParam(name = "class", required = false) @Nullable String materialClass,
            @RequestParam(required = false) @Nullable String state, @RequestParam(defaultValue = "false") boolean soon,
            @ModelAttribute("actor") Actor actor, Model model) {
        Map<String, Texts> classes = materials.classes();
        Map<String, String> classOf = materials.list().stream()
                .collect(Collectors.toMap(Materials.Material::code, Materials.Material::materialClass));
        String chosenClass = Forms.blank(materialClass);
        String chosenState = Forms.blank(state);
        List<Row> rows = lots.list(actor, null).stream().map(lot -> row(lot, classOf, classes))
                .filter(row -> chosenClass == null || row.materialClass().equals(chosenClass))
                .filter(row -> chosenState == null || row.lot().unit().state().equals(chosenState))
                .filter(row -> !soon || row.soon()).toList();
        model.addAttribute("rows", rows);
        model.addAttribute("classes", classes);
        model.addAttribute("states", STATES);
        model.addAttribute("chosenClass", chosenClass);
        model.addAttribute("chosenState", chosenState);
        model.addAttribute("soon", soon);
        model.addAttribute("mayReceive", actor.has("WAREHOUSE"));
        return "material/register";
    }

    private Row row(MaterialLots.Lot lot, Map<String, String> classOf, Map<String, Texts> classes) {
        String materialClass = classOf.getOrDefault(lot.material(), "");
        Texts name = classes.get(materialClass);
        Instant expiry = lot.unit().expiresAt();
        BigDecimal remaining = lot.unit().remaining();
        return new Row(lot, materialClass, name == null ? materialClass : words.either(name.zh(), name.en()),
                expiry != null && remaining != null && remaining.signum() > 0
                        && expiry.isBefore(clock.instant().plus(SOON)));
    }

    @GetMapping("/materials/receipt")
    @PreAuthorize(Access.WAREHOUSE)
    String receipt(Model model) {
        model.addAttribute("materials", materials.list());
        model.addAttribute("companies", suppliers.companies());
        return "material/receipt";
    }

    /** A delivery as its form sends it. */
    record ReceiptForm(String code, String material, String manufacturer, String supplier, String supplierLot,
            String quantity, int containers, LocalDate expiry, LocalDate neededUntil, @Nullable String originCountry,
            String storageFound, @Nullable String position) {
        MaterialLots.Receipt receipt(@Nullable MultipartFile coa) {
            return new MaterialLots.Receipt(code.strip(), material, manufacturer, supplier, supplierLot.strip(),
                    Forms.number(quantity), containers, expiry, Forms.blank(originCountry), neededUntil, storageFound,
                    Forms.blank(position), Upload.find(coa));
        }
    }

    @PostMapping("/materials/receipt")
    @PreAuthorize(Access.WAREHOUSE)
    String receive(@ModelAttribute("actor") Actor actor, @ModelAttribute ReceiptForm form,
            @RequestParam(required = false) @Nullable MultipartFile file) {
        lots.receive(actor, form.receipt(file));
        return "redirect:/materials/lot/" + form.code().strip();
    }

    @GetMapping("/materials/lot/{code}")
    @PreAuthorize(Access.SEE)
    String lot(@PathVariable String code, @ModelAttribute("actor") Actor actor, Model model) {
        MaterialLots.Lot lot = lots.get(actor, code);
        model.addAttribute("back", "/materials");
        model.addAttribute("lot", true);
        model.addAttribute("name", words.either(lot.materialZh(), lot.materialEn()));
        model.addAttribute("facts", facts(lot));
        model.addAttribute("mayName", actor.hasAny("QA", "QC_REVIEWER"));
        model.addAttribute("ends", actor.has("WAREHOUSE") ? ENDS : List.of());
        model.addAttribute("endPath", "/materials/end/" + code);
        boolean maySample = actor.hasAny("WAREHOUSE", "ANALYST");
        model.addAttribute("asked", maySample ? lots.containersAsked(actor, code) : null);
        view.fill(actor, lot.unit(), model);
        return "material/lot";
    }

    private Map<String, String> facts(MaterialLots.Lot lot) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("material.remaining", lot.unit().remaining() + " " + lot.unit().measure());
        facts.put("material.available", lot.available().toPlainString());
        facts.put("material.expiry", times.dayOf(lot.unit().expiresAt()));
        facts.put("material.needed-until", times.dayOf(lot.neededUntil()));
        facts.put("material.level", lot.level() == null ? "…" : words.say("material.level." + lot.level()));
        facts.put("material.manufacturer", lot.manufacturer());
        facts.put("material.supplier", lot.supplier());
        facts.put("material.supplier-lot", lot.supplierLot());
        facts.put("material.containers", Integer.toString(lot.containers()));
        facts.put("material.opened", lot.opened() == null ? "…" : lot.opened().toString());
        facts.put("material.storage-found", lot.storageFound());
        if (lot.purpose() != null) {
            facts.put("material.named-use", lot.purpose());
        }
        return facts;
    }

    @PostMapping("/materials/sampling/{code}")
    @PreAuthorize(Access.SAMPLE)
    String sample(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String sample,
            @RequestParam String quantity, @RequestParam int opened) {
        lots.sample(actor, code, sample, Forms.number(quantity), opened);
        return "redirect:/materials/lot/{code}";
    }

    @PostMapping("/materials/named-use/{code}")
    @PreAuthorize("hasAnyRole('QA','QC_REVIEWER')")
    String nameUse(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String purpose,
            @RequestParam String operations) {
        Expected.require(code);
        lots.nameUse(actor, code, purpose, List.of(operations.strip().split("[\\s,]+")));
        return "redirect:/materials/lot/{code}";
    }

    @PostMapping("/materials/need/{code}")
    @PreAuthorize(Access.WAREHOUSE)
    String need(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam LocalDate until,
            @RequestParam String reason) {
        lots.needUntil(actor, code, until, reason);
        return "redirect:/materials/lot/{code}";
    }

    @PostMapping("/materials/end/{code}")
    @PreAuthorize(Access.WAREHOUSE)
    String end(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String state,
            @RequestParam String reason, @RequestParam String login, @RequestParam String password) {
        Expected.require(code);
        lots.dispose(actor, code, state, reason, new Door.Verifier(login, password, null));
        return "redirect:/materials/lot/{code}";
    }
}
