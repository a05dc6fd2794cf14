package org.stroma.app.clinic.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stroma.app.batch.Step;
import org.stroma.app.clinic.AdverseEvents;
import org.stroma.app.clinic.Destructions;
import org.stroma.app.clinic.DoseOrders;
import org.stroma.app.clinic.Doses;
import org.stroma.app.clinic.Patients;
import org.stroma.app.people.Actor;

/** Orders, doses, outcomes and returns for programs, with the records of the services as bodies. */
@RestController
@RequestMapping("/api/v1")
class ClinicApi {
    private static final String HOSPITAL = "hasAnyRole('PHYSICIAN','NURSE','HOSP_PREPARER','HOSP_CHECKER','HOSP_RECEIVER')";

    private final Patients patients;
    private final DoseOrders orders;
    private final Doses doses;
    private final AdverseEvents events;
    private final Destructions destructions;

    ClinicApi(Patients patients, DoseOrders orders, Doses doses, AdverseEvents events, Destructions destructions) {
        this.patients = patients;
        this.orders = orders;
        this.doses = doses;
        this.events = events;
        this.destructions = destructions;
    }

    record Made(long id) {}

    record Code(String code) {}

    record Reason(String reason) {}

    record Containers(List<String> containers) {}

    record ThawEnd(Step step, List<String> containers) {}

    record Act<T>(Step step, T what) {}

    record End(Step step, @Nullable BigDecimal infusedMl) {}

    record Discard(Step step, String reason) {}

    record Seen(AdverseEvents.OutcomeKind kind, Instant at, @Nullable String note) {}

    @GetMapping("/patients")
    @PreAuthorize(HOSPITAL)
    List<Patients.Patient> patients(@ModelAttribute("actor") Actor actor) {
        return patients.list(actor);
    }

    @PostMapping("/patients")
    @PreAuthorize("hasAnyRole('PHYSICIAN','NURSE','PATIENT_VAULT_CUSTODIAN')")
    void register(@ModelAttribute("actor") Actor actor, @RequestBody Code body) {
        patients.register(actor, body.code());
    }

    @GetMapping("/dose-orders")
    @PreAuthorize(HOSPITAL)
    List<DoseOrders.DoseOrder> orders(@ModelAttribute("actor") Actor actor) {
        return orders.list(actor);
    }

    @GetMapping("/dose-orders/{code}")
    @PreAuthorize(HOSPITAL)
    DoseOrders.DoseOrder order(@ModelAttribute("actor") Actor actor, @PathVariable String code) {
        return orders.get(actor, code);
    }

    @PostMapping("/dose-orders")
    @PreAuthorize("hasRole('PHYSICIAN')")
    DoseOrders.DoseOrder place(@ModelAttribute("actor") Actor actor, @RequestBody DoseOrders.NewOrder order) {
        return orders.place(actor, order);
    }

    @PostMapping("/dose-orders/{code}/verification")
    @PreAuthorize("hasAnyRole('HOSP_PREPARER','HOSP_CHECKER')")
    DoseOrders.DoseOrder verify(@ModelAttribute("actor") Actor actor, @PathVariable String code) {
        return orders.verify(actor, code);
    }

    @PostMapping("/dose-orders/{code}/allocation")
    @PreAuthorize("hasAnyRole('HOSP_PREPARER','HOSP_RECEIVER')")
    DoseOrders.DoseOrder allocate(@ModelAttribute("actor") Actor actor, @PathVariable String code,
            @RequestBody Containers body) {
        return orders.allocate(actor, code, body.containers());
    }

    @PostMapping("/dose-orders/{code}/allocation/release")
    @PreAuthorize("hasAnyRole('PHYSICIAN','HOSP_PREPARER','HOSP_RECEIVER')")
    void release(@ModelAttribute("actor") Actor actor, @PathVariable String code, @RequestBody Reason body) {
        orders.release(actor, code, body.reason());
    }

    @PostMapping("/dose-orders/{code}/cancellation")
    @PreAuthorize("hasAnyRole('PHYSICIAN','HOSP_PREPARER','HOSP_RECEIVER')")
    void cancel(@ModelAttribute("actor") Actor actor, @PathVariable String code, @RequestBody Reason body) {
        orders.cancel(actor, code, body.reason());
    }

    @PostMapping("/thaws")
    @PreAuthorize("hasRole('HOSP_PREPARER')")
    Made thaw(@ModelAttribute("actor") Actor actor, @RequestBody Act<Doses.Thaw> body) {
        return new Made(doses.startThaw(actor, body.step(), body.what()));
    }

    @PostMapping("/dose-orders/{code}/thaw-end")
    @PreAuthorize("hasRole('HOSP_PREPARER')")
    DoseOrders.DoseOrder endThaw(@ModelAttribute("actor") Actor actor, @PathVariable String code,
            @RequestBody ThawEnd body) {
        return doses.endThaw(actor, body.step(), code, body.containers());
    }

    @PostMapping("/doses")
    @PreAuthorize("hasRole('HOSP_PREPARER')")
    Doses.Dose prepare(@ModelAttribute("actor") Actor actor, @RequestBody Act<Doses.Preparation> body) {
        return doses.prepare(actor, body.step(), body.what());
    }

    @GetMapping("/doses/{code}")
    @PreAuthorize(HOSPITAL)
    Doses.Dose dose(@ModelAttribute("actor") Actor actor, @PathVariable String code) {
        return doses.get(actor, code);
    }

    @PostMapping("/bedside-checks")
    @PreAuthorize("hasAnyRole('NURSE','HOSP_PREPARER')")
    Doses.Checked check(@ModelAttribute("actor") Actor actor, @RequestBody Act<Doses.Bedside> body) {
        return doses.checkAtBedside(actor, body.step(), body.what());
    }

    @PostMapping("/doses/{code}/start")
    @PreAuthorize("hasRole('NURSE')")
    Made start(@ModelAttribute("actor") Actor actor, @PathVariable String code, @RequestBody Step step) {
        return new Made(doses.startInfusion(actor, step, code));
    }

    /** Answers with the deviation that an end beyond the window opened, under {@code event}; empty otherwise. */
    @PostMapping("/doses/{code}/end")
    @PreAuthorize("hasRole('NURSE')")
    Map<String, String> end(@ModelAttribute("actor") Actor actor, @PathVariable String code, @RequestBody End body) {
        return Optional.ofNullable(doses.endInfusion(actor, body.step(), code, body.infusedMl()))
                .map(event -> Map.of("event", event)).orElse(Map.of());
    }

    @GetMapping("/doses/{code}/given")
    @PreAuthorize(HOSPITAL)
    Doses.Given given(@ModelAttribute("actor") Actor actor, @PathVariable String code) {
        return doses.given(actor, code);
    }

    @PostMapping("/doses/{code}/remainder")
    @PreAuthorize("hasAnyRole('HOSP_PREPARER','NURSE')")
    Made remainder(@ModelAttribute("actor") Actor actor, @PathVariable String code, @RequestBody Step step) {
        return new Made(doses.discardRemainder(actor, step, code));
    }

    @PostMapping("/dose-orders/{code}/expiry")
    @PreAuthorize("hasAnyRole('HOSP_PREPARER','HOSP_CHECKER','NURSE')")
    Made expire(@ModelAttribute("actor") Actor actor, @PathVariable String code, @RequestBody Step step) {
        return new Made(doses.expire(actor, step, code));
    }

    @PostMapping("/dose-orders/{code}/discard")
    @PreAuthorize("hasAnyRole('HOSP_PREPARER','NURSE','HOSP_RECEIVER')")
    Made discard(@ModelAttribute("actor") Actor actor, @PathVariable String code, @RequestBody Discard body) {
        return new Made(doses.discard(actor, body.step(), code, body.reason()));
    }

    @GetMapping("/doses/{code}/outcomes")
    @PreAuthorize(HOSPITAL)
    List<AdverseEvents.Outcome> outcomes(@ModelAttribute("actor") Actor actor, @PathVariable String code) {
        return events.outcomes(actor, code);
    }

    @PostMapping("/doses/{code}/outcomes")
    @PreAuthorize("hasAnyRole('PHYSICIAN','NURSE')")
    Made outcome(@ModelAttribute("actor") Actor actor, @PathVariable String code, @RequestBody Seen body) {
        return new Made(events.record(actor, code, body.kind(), body.at(), body.note()));
    }

    @GetMapping("/adverse-events")
    @PreAuthorize("isAuthenticated()")
    List<AdverseEvents.Event> adverseEvents(@ModelAttribute("actor") Actor actor) {
        return events.list(actor);
    }

    @PostMapping("/adverse-events")
    @PreAuthorize("hasAnyRole('PHYSICIAN','NURSE')")
    Code report(@ModelAttribute("actor") Actor actor, @RequestBody AdverseEvents.Report report) {
        return new Code(events.report(actor, report));
    }

    @PostMapping("/adverse-events/{code}/acknowledgement")
    @PreAuthorize("hasAnyRole('QA','QUALITY_HEAD','QA_MAH')")
    void acknowledge(@ModelAttribute("actor") Actor actor, @PathVariable String code) {
        events.acknowledge(actor, code);
    }

    @PostMapping("/destructions")
    @PreAuthorize("hasAnyRole('WAREHOUSE','QA')")
    Made plan(@ModelAttribute("actor") Actor actor, @RequestBody Destructions.Plan plan) {
        return new Made(destructions.plan(actor, plan));
    }

    @PostMapping("/destructions/{id}/done")
    @PreAuthorize("hasRole('WAREHOUSE')")
    Made destroy(@ModelAttribute("actor") Actor actor, @PathVariable long id, @RequestBody Step step) {
        return new Made(destructions.destroy(actor, step, id));
    }
}
