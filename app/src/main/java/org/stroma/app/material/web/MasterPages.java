package org.stroma.app.material.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.stroma.app.evidence.Upload;
import org.stroma.app.material.Component;
import org.stroma.app.material.Materials;
import org.stroma.app.material.Suppliers;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;
import org.stroma.app.shell.Words;
import org.stroma.app.shell.SignForm;
import org.stroma.app.standard.Texts;

/** The master of materials, their sources and their signed risk levels. */
@Controller
class MasterPages {
    private final Materials materials;
    private final Suppliers suppliers;
    private final Words words;

    MasterPages(Materials materials, Suppliers suppliers, Words words) {
        this.materials = materials;
        this.suppliers = suppliers;
        this.words = words;
    }

    @GetMapping("/materials/master")
    @PreAuthorize(Access.SEE)
    String master(@ModelAttribute("actor") Actor actor, Model model) {
        Map<String, Texts> classes = materials.classes();
        Map<String, Texts> families = new LinkedHashMap<>(classes);
        List.of("CULTURE_MEDIUM_CDM", "MEDIUM_HUMAN_BLOOD", "MEDIUM_FBS").forEach(families::remove);
        model.addAttribute("materials", materials.list());
        model.addAttribute("classes", classes);
        model.addAttribute("families", families);
        model.addAttribute("natures", Component.Nature.values());
        model.addAttribute("companies", suppliers.companies());
        model.addAttribute("mayKeep", actor.hasAny("SUPPLIER_QUALITY", "QA"));
        return "material/master";
    }

    /** A new material as its form sends it. */
    record MaterialForm(String code, String nameZh, String nameEn, String family, String measure, String storage,
            String reorder, List<String> component, List<String> nature, List<String> species, List<String> pooled) {
        Materials.Material material() {
            List<Component> components = new ArrayList<>();
            for (int i = 0; i < component.size(); i++) {
                if (!component.get(i).isBlank()) {
                    components.add(new Component(component.get(i).strip(), Component.Nature.valueOf(nature.get(i)),
                            Forms.blank(species.get(i)), Boolean.parseBoolean(pooled.get(i))));
                }
            }
            return new Materials.Material(code, nameZh, nameEn, family, measure, storage, Forms.number(reorder),
                    components);
        }
    }

    @PostMapping("/materials/master")
    @PreAuthorize(Access.KEEP)
    String create(@ModelAttribute("actor") Actor actor, @ModelAttribute MaterialForm form) {
        materials.create(actor, form.material());
        return "redirect:/materials/master/" + form.code();
    }

    @PostMapping("/materials/companies")
    @PreAuthorize(Access.KEEP)
    String company(@ModelAttribute("actor") Actor actor, @ModelAttribute Suppliers.Company company) {
        suppliers.add(actor, company);
        return "redirect:/materials/master";
    }

    @PostMapping("/materials/audits")
    @PreAuthorize("hasRole('SUPPLIER_QUALITY')")
    String audit(@ModelAttribute("actor") Actor actor, @RequestParam String company, @RequestParam LocalDate on,
            @RequestParam boolean passed, @RequestParam(required = false) @Nullable MultipartFile file) {
        suppliers.audit(actor, company, on, passed, Upload.find(file), null);
        return "redirect:/materials/master";
    }

    @GetMapping("/materials/master/{code}")
    @PreAuthorize(Access.SEE)
    String material(@PathVariable String code, @ModelAttribute("actor") Actor actor, Model model) {
        Materials.Material material = materials.get(code);
        Texts name = materials.classes().get(material.materialClass());
        List<Materials.Assessment> assessments = materials.assessments(code);
        Signing.Panel panel = assessments.isEmpty() ? null : materials.panel(assessments.getFirst().id());
        model.addAttribute("material", material);
        model.addAttribute("className",
                name == null ? material.materialClass() : words.either(name.zh(), name.en()));
        model.addAttribute("assessments", assessments);
        model.addAttribute("panel", panel != null && panel.open() ? panel : null);
        model.addAttribute("signAs", panel == null
                ? ""
                : panel.slots().stream().filter(slot -> slot.given() == null).map(Signing.Slot::role)
                        .filter(actor::has).findFirst().orElse("QA"));
        model.addAttribute("approvals", suppliers.approvals(code));
        model.addAttribute("notices", suppliers.notices(code));
        model.addAttribute("levels", List.of("L1", "L2", "L3", "L4"));
        model.addAttribute("mayAssess", actor.hasAny("SUPPLIER_QUALITY", "QA"));
        model.addAttribute("mayApprove", actor.has("QA"));
        return "material/material";
    }

    @PostMapping("/materials/master/{code}/assessment")
    @PreAuthorize(Access.KEEP)
    String assess(@PathVariable String code, @ModelAttribute("actor") Actor actor,
            @ModelAttribute Materials.NewAssessment assessment) {
        materials.assess(actor, code, assessment);
        return "redirect:/materials/master/{code}";
    }

    @PostMapping("/materials/master/{material}/signature")
    @PreAuthorize(Access.KEEP)
    String sign(@PathVariable String material, @ModelAttribute("actor") Actor actor, @RequestParam long decision,
            @ModelAttribute SignForm form) {
        materials.sign(actor, decision, form.entry());
        return "redirect:/materials/master/{material}";
    }

    @PostMapping("/materials/master/{code}/source")
    @PreAuthorize(Access.APPROVE)
    String source(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String manufacturer,
            @RequestParam String supplier, @RequestParam String state, @RequestParam String reason) {
        if (state.equals("APPROVED")) {
            suppliers.approve(actor, code, manufacturer, supplier, reason);
        } else {
            suppliers.suspend(actor, code, manufacturer, supplier, reason);
        }
        return "redirect:/materials/master/{code}";
    }

    @PostMapping("/materials/master/{code}/notice")
    @PreAuthorize(Access.KEEP)
    String notice(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String company,
            @RequestParam String content) {
        suppliers.announce(actor, code, company, content);
        return "redirect:/materials/master/{code}";
    }

    @PostMapping("/materials/master/{code}/assessed-notice")
    @PreAuthorize(Access.APPROVE)
    String assessed(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam long notice,
            @RequestParam String assessment) {
        suppliers.assess(actor, notice, assessment);
        return "redirect:/materials/master/{code}";
    }
}
