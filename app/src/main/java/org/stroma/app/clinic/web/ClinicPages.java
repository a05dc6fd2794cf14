package org.stroma.app.clinic.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.stroma.app.batch.StepForm;
import org.stroma.app.clinic.AdverseEvents;
import org.stroma.app.clinic.DoseOrders;
import org.stroma.app.clinic.Doses;
import org.stroma.app.clinic.Patients;
import org.stroma.app.database.Refusal;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.product.Products;

/** A hospital's own orders, one order with its countdown and steps, and adverse events for both sides. */
@Controller
class ClinicPages {
    private static final String HOSPITAL = "hasAnyRole('PHYSICIAN','NURSE','HOSP_PREPARER','HOSP_CHECKER','HOSP_RECEIVER')";

    private final Patients patients;
    private final DoseOrders orders;
    private final Doses doses;
    private final AdverseEvents events;
    private final DoseAct acts;
    private final Products products;
    private final Units units;
    private final PlantClock clock;

    ClinicPages(Patients patients, DoseOrders orders, Doses doses, AdverseEvents events, DoseAct acts,
            Products products, Units units,
            PlantClock clock) {
        this.products = products;
        this.patients = patients;
        this.orders = orders;
        this.doses = doses;
        this.events = events;
        this.acts = acts;
        this.units = units;
        this.clock = clock;
    }

    @GetMapping("/clinic")
    @PreAuthorize(HOSPITAL)
    String list(@ModelAttribute("actor") Actor actor, Model model) {
        model.addAttribute("orders", orders.list(actor));
        model.addAttribute("patients", patients.list(actor));
        model.addAttribute("stock", stock(actor));
        model.addAttribute("mayOrder", actor.has("PHYSICIAN"));
        model.addAttribute("products", products.list().stream().filter(each -> each.state().equals("EFFECTIVE"))
                .map(Products.Version::product).toList());
        model.addAttribute("mayRegister", actor.hasAny("PHYSICIAN", "NURSE"));
        return "clinic/orders";
    }

    private List<Units.Unit> stock(Actor actor) {
        return units.list("CONTAINER", "SITE_STORED", actor.organisation(), 300);
    }

    @PostMapping("/clinic/patients")
    @PreAuthorize("hasAnyRole('PHYSICIAN','NURSE','PATIENT_VAULT_CUSTODIAN')")
    String register(@ModelAttribute("actor") Actor actor, @RequestParam String patient) {
        patients.register(actor, patient.strip());
        return "redirect:/clinic";
    }

    @PostMapping("/clinic/orders")
    @PreAuthorize("hasRole('PHYSICIAN')")
    String place(@ModelAttribute("actor") Actor actor, @RequestParam Map<String, String> fields) {
        StepForm form = new StepForm(fields, clock.getZone());
        DoseOrders.DoseOrder placed = orders.place(actor, new DoseOrders.NewOrder(form.text("order"),
                form.text("patient"), form.text("product"), form.text("rule"), form.number("weightKg"),
                form.moment("weighedAt"), form.findNumber("cells"), form.count("sites"), form.text("diluent")));
        return "redirect:/clinic/orders/" + placed.code();
    }

    @GetMapping("/clinic/orders/{code}")
    @PreAuthorize(HOSPITAL)
    String order(@PathVariable String code, @ModelAttribute("actor") Actor actor, Model model) {
        DoseOrders.DoseOrder order = orders.get(actor, code);
        Optional<Units.Unit> dose = units.find(code);
        model.addAttribute("order", order);
        model.addAttribute("dose", dose.orElse(null));
        model.addAttribute("details", dose.map(_ -> doses.get(actor, code)).orElse(null));
        model.addAttribute("containers", order.reserved().stream().map(units::get).toList());
        model.addAttribute("checks", doses.checks(code));
        model.addAttribute("stock", stock(actor));
        model.addAttribute("acts", acts.offered(actor, order, dose.map(Units.Unit::state).orElse(null)));
        model.addAttribute("left", left(order.deadline()));
        model.addAttribute("given", dose.isPresent() && doses.get(actor, code).endedAt() != null
                ? doses.given(actor, code)
                : null);
        model.addAttribute("outcomes", dose.isPresent() ? events.outcomes(actor, code) : List.of());
        model.addAttribute("reported",
                events.list(actor).stream().filter(event -> event.dose().equals(code)).toList());
        model.addAttribute("mayVerify",
                order.state().equals("ORDERED") && actor.hasAny("HOSP_PREPARER", "HOSP_CHECKER"));
        model.addAttribute("mayAllocate",
                order.state().equals("VERIFIED") && actor.hasAny("HOSP_PREPARER", "HOSP_RECEIVER"));
        model.addAttribute("mayObserve", actor.hasAny("PHYSICIAN", "NURSE"));
        return "clinic/order";
    }

    /** Seconds until the window of use ends, negative after it; null while nothing is thawed. */
    private @Nullable Long left(@Nullable Instant deadline) {
        return deadline == null ? null : Duration.between(clock.instant(), deadline).toSeconds();
    }

    @PostMapping("/clinic/orders/{code}/verification")
    @PreAuthorize("hasAnyRole('HOSP_PREPARER','HOSP_CHECKER')")
    String verify(@PathVariable String code, @ModelAttribute("actor") Actor actor) {
        orders.verify(actor, code);
        return "redirect:/clinic/orders/{code}";
    }

    @PostMapping("/clinic/orders/{code}/allocation")
    @PreAuthorize("hasAnyRole('HOSP_PREPARER','HOSP_RECEIVER')")
    String allocate(@PathVariable String code, @ModelAttribute("actor") Actor actor,
            @RequestParam Map<String, String> fields) {
        orders.allocate(actor, code, new StepForm(fields, clock.getZone()).codes("scans"));
        return "redirect:/clinic/orders/{code}";
    }

    @PostMapping("/clinic/orders/{code}/cancellation")
    @PreAuthorize("hasAnyRole('PHYSICIAN','HOSP_PREPARER','HOSP_RECEIVER')")
    String cancel(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String reason) {
        orders.cancel(actor, code, reason);
        return "redirect:/clinic/orders/{code}";
    }

    @GetMapping("/clinic/steps/{kind}")
    @PreAuthorize(HOSPITAL)
    String form(@PathVariable String kind, @RequestParam String unit, Model model) {
        DoseAct.Kind act = DoseAct.Kind.of(kind);
        model.addAttribute("kind", "dose-" + act.key());
        model.addAttribute("action", "/clinic/steps/" + act.key());
        model.addAttribute("fields", acts.fields(act, unit));
        model.addAttribute("unit", unit);
        model.addAttribute("upload", false);
        // Lots of materials are the plant's; a dose names its diluents itself.
        model.addAttribute("atHospital", true);
        model.addAttribute("now", clock.instant().atZone(clock.getZone()).toLocalDateTime()
                .truncatedTo(java.time.temporal.ChronoUnit.MINUTES).toString());
        return "batch/step";
    }

    @PostMapping("/clinic/steps/{kind}")
    @PreAuthorize(HOSPITAL)
    String act(@PathVariable String kind, @ModelAttribute("actor") Actor actor,
            @RequestParam Map<String, String> fields) {
        StepForm form = new StepForm(fields, clock.getZone());
        acts.run(actor, DoseAct.Kind.of(kind), form);
        return "redirect:/clinic/orders/" + form.text("unit");
    }

    @PostMapping("/clinic/orders/{code}/outcomes")
    @PreAuthorize("hasAnyRole('PHYSICIAN','NURSE')")
    String outcome(@PathVariable String code, @ModelAttribute("actor") Actor actor,
            @RequestParam Map<String, String> fields) {
        StepForm form = new StepForm(fields, clock.getZone());
        events.record(actor, code, choice(AdverseEvents.OutcomeKind.class, form, "kind"), form.moment("at"),
                form.find("note"));
        return "redirect:/clinic/orders/{code}";
    }

    @PostMapping("/clinic/orders/{code}/adverse-events")
    @PreAuthorize("hasAnyRole('PHYSICIAN','NURSE')")
    String report(@PathVariable String code, @ModelAttribute("actor") Actor actor,
            @RequestParam Map<String, String> fields) {
        StepForm form = new StepForm(fields, clock.getZone());
        events.report(actor, new AdverseEvents.Report(code,
                choice(AdverseEvents.Seriousness.class, form, "seriousness"), form.moment("at"), form.text("term"),
                form.text("description")));
        return "redirect:/clinic/orders/{code}";
    }

    @GetMapping("/adverse-events")
    @PreAuthorize("isAuthenticated()")
    String adverseEvents(@ModelAttribute("actor") Actor actor, Model model) {
        model.addAttribute("events", events.list(actor));
        model.addAttribute("mayAcknowledge", actor.hasAny("QA", "QUALITY_HEAD", "QA_MAH"));
        return "clinic/adverse-events";
    }

    @PostMapping("/adverse-events/{code}/acknowledgement")
    @PreAuthorize("hasAnyRole('QA','QUALITY_HEAD','QA_MAH')")
    String acknowledge(@PathVariable String code, @ModelAttribute("actor") Actor actor) {
        events.acknowledge(actor, code);
        return "redirect:/adverse-events";
    }

    static <E extends Enum<E>> E choice(Class<E> type, StepForm form, String name) {
        try {
            return Enum.valueOf(type, form.text(name));
        } catch (IllegalArgumentException e) {
            throw new Refusal("step.unreadable", Map.of("field", name));
        }
    }
}
