package org.stroma.app.clinic.web;

import java.util.List;
import java.util.Map;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.stroma.app.batch.StepForm;
import org.stroma.app.batch.StepForm.Field;
import org.stroma.app.clinic.Destructions;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;

/** What came back: plan its destruction, decide at G10, destroy by two. */
@Controller
class DestructionPages {
    private static final String PLANT = "hasAnyRole('WAREHOUSE','QA','QA_REVIEWER','QUALITY_HEAD','INSPECTOR')";

    private final Destructions destructions;
    private final Units units;
    private final PlantClock clock;

    DestructionPages(Destructions destructions, Units units, PlantClock clock) {
        this.destructions = destructions;
        this.units = units;
        this.clock = clock;
    }

    @GetMapping("/returns")
    @PreAuthorize(PLANT)
    String list(@ModelAttribute("actor") Actor actor, Model model) {
        model.addAttribute("waiting", units.list("CONTAINER", "RETURNED_QUARANTINE", actor.organisation(), 300));
        model.addAttribute("plans", destructions.open());
        model.addAttribute("mayPlan", actor.hasAny("WAREHOUSE", "QA"));
        model.addAttribute("mayDestroy", actor.has("WAREHOUSE"));
        return "clinic/returns";
    }

    @PostMapping("/returns/plans")
    @PreAuthorize("hasAnyRole('WAREHOUSE','QA')")
    String plan(@ModelAttribute("actor") Actor actor, @RequestParam Map<String, String> fields) {
        StepForm form = new StepForm(fields, clock.getZone());
        destructions.plan(actor, new Destructions.Plan(form.text("subject"),
                ClinicPages.choice(Destructions.Method.class, form, "method"), form.text("operator"),
                form.text("witness")));
        return "redirect:/gate/G10/" + form.text("subject");
    }

    @GetMapping("/returns/plans/{id}")
    @PreAuthorize("hasRole('WAREHOUSE')")
    String form(@PathVariable long id, Model model) {
        model.addAttribute("kind", "return-destruction");
        model.addAttribute("action", "/returns/plans/" + id);
        model.addAttribute("fields", List.<Field>of());
        model.addAttribute("unit", destructions.get(id).subject());
        model.addAttribute("upload", false);
        model.addAttribute("now", clock.instant().atZone(clock.getZone()).toLocalDateTime()
                .truncatedTo(java.time.temporal.ChronoUnit.MINUTES).toString());
        return "batch/step";
    }

    @PostMapping("/returns/plans/{id}")
    @PreAuthorize("hasRole('WAREHOUSE')")
    String destroy(@PathVariable long id, @ModelAttribute("actor") Actor actor,
            @RequestParam Map<String, String> fields) {
        destructions.destroy(actor, new StepForm(fields, clock.getZone()).step(), id);
        return "redirect:/returns";
    }
}
