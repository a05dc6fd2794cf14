package org.stroma.app.distribution.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stroma.app.genealogy.Expected;
import org.stroma.app.shell.AsksRevision;
import org.stroma.app.batch.Step;
import org.stroma.app.distribution.ColdChain;
import org.stroma.app.distribution.Qualifications;
import org.stroma.app.distribution.Receipts;
import org.stroma.app.distribution.Shipments;
import org.stroma.app.distribution.SupplyOrders;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.people.Actor;

/** Orders, shipments and their cold chain for programs, with the records of the services as bodies. */
@RestController
@RequestMapping("/api/v1")
class ShipmentApi {
    private final Shipments shipments;
    private final SupplyOrders orders;
    private final Receipts receipts;
    private final ColdChain coldChain;
    private final Qualifications qualifications;

    ShipmentApi(Shipments shipments, SupplyOrders orders, Receipts receipts, ColdChain coldChain,
            Qualifications qualifications) {
        this.shipments = shipments;
        this.orders = orders;
        this.receipts = receipts;
        this.coldChain = coldChain;
        this.qualifications = qualifications;
    }

    /** A step with what is done in it. */
    record Act<T>(Step step, T what) {}

    record Made(long id) {}

    record Sealing(String seal) {}

    record Scanned(String text) {}

    record Back(String seal, List<String> containers) {}

    record Reason(String reason) {}

    record Logged(@Nullable Step step, ColdChain.Purpose purpose, Evidence.RawFile file) {}

    @GetMapping("/qualifications")
    @PreAuthorize("hasAnyRole('LOGISTICS','WAREHOUSE','QA','QA_REVIEWER','QUALITY_HEAD','QA_MAH','INSPECTOR')")
    List<Qualifications.Qualification> qualifications(@ModelAttribute("actor") Actor actor) {
        return qualifications.list(actor);
    }

    @PostMapping("/qualifications")
    @PreAuthorize("hasAnyRole('QA','QUALITY_HEAD')")
    Made grant(@ModelAttribute("actor") Actor actor, @RequestBody Qualifications.Grant grant) {
        return new Made(qualifications.grant(actor, grant));
    }

    @PostMapping("/qualifications/{id}/end")
    @PreAuthorize("hasAnyRole('QA','QUALITY_HEAD')")
    void end(@ModelAttribute("actor") Actor actor, @PathVariable long id, @RequestBody Reason body) {
        qualifications.end(actor, id, body.reason());
    }

    @GetMapping("/supply-orders")
    @PreAuthorize("isAuthenticated()")
    List<SupplyOrders.Placed> orders(@ModelAttribute("actor") Actor actor) {
        return orders.list(actor);
    }

    @PostMapping("/supply-orders")
    @PreAuthorize("hasAnyRole('HOSP_RECEIVER','PHYSICIAN','HOSP_PREPARER')")
    void order(@ModelAttribute("actor") Actor actor, @RequestBody SupplyOrders.Order order) {
        orders.place(actor, order);
    }

    @PostMapping("/supply-orders/{code}/confirmation")
    @PreAuthorize("hasAnyRole('LOGISTICS','QA')")
    void confirm(@ModelAttribute("actor") Actor actor, @PathVariable String code) {
        orders.confirm(actor, code);
    }

    @PostMapping("/supply-orders/{code}/cancellation")
    @PreAuthorize("hasAnyRole('HOSP_RECEIVER','PHYSICIAN','HOSP_PREPARER')")
    void cancel(@ModelAttribute("actor") Actor actor, @PathVariable String code, @RequestBody Reason body) {
        orders.cancel(actor, code, body.reason());
    }

    @GetMapping("/shipments")
    @PreAuthorize("isAuthenticated()")
    List<Shipments.Shipment> list(@ModelAttribute("actor") Actor actor) {
        return shipments.list(actor);
    }

    @GetMapping("/shipments/{code}")
    @PreAuthorize("isAuthenticated()")
    Shipments.Shipment get(@ModelAttribute("actor") Actor actor, @PathVariable String code) {
        return shipments.get(actor, code);
    }

    @PostMapping("/shipments")
    @PreAuthorize("hasRole('LOGISTICS')")
    void plan(@ModelAttribute("actor") Actor actor, @RequestBody Act<Shipments.Plan> body) {
        shipments.plan(actor, body.step(), body.what());
    }

    @PostMapping("/returns")
    @PreAuthorize("hasRole('HOSP_RECEIVER')")
    void planReturn(@ModelAttribute("actor") Actor actor, @RequestBody Act<Shipments.ReturnPlan> body) {
        shipments.planReturn(actor, body.step(), body.what());
    }

    @PostMapping("/shipments/charges")
    @PreAuthorize("hasAnyRole('LOGISTICS','WAREHOUSE')")
    Made charge(@ModelAttribute("actor") Actor actor, @RequestBody Act<Shipments.Charge> body) {
        return new Made(shipments.charge(actor, body.step(), body.what()));
    }

    @PostMapping("/shipments/{code}/scans")
    @PreAuthorize("hasAnyRole('LOGISTICS','WAREHOUSE')")
    Shipments.Scan scan(@ModelAttribute("actor") Actor actor, @PathVariable String code, @RequestBody Scanned body) {
        return shipments.scan(actor, code, body.text());
    }

    @PostMapping("/shipments/{code}/packing")
    @PreAuthorize("hasAnyRole('LOGISTICS','WAREHOUSE')")
    @AsksRevision
    Made pack(@ModelAttribute("actor") Actor actor, @PathVariable String code, @RequestBody Act<Sealing> body) {
        Expected.require(code);
        return new Made(shipments.pack(actor, body.step(), code, body.what().seal()));
    }

    @PostMapping("/shipments/{code}/unpacking")
    @PreAuthorize("hasAnyRole('LOGISTICS','WAREHOUSE')")
    @AsksRevision
    Made unpack(@ModelAttribute("actor") Actor actor, @PathVariable String code, @RequestBody Step step) {
        Expected.require(code);
        return new Made(shipments.unpack(actor, step, code));
    }

    @PostMapping("/shipments/{code}/hand-over")
    @PreAuthorize("hasRole('LOGISTICS')")
    @AsksRevision
    Made handOver(@ModelAttribute("actor") Actor actor, @PathVariable String code, @RequestBody Step step) {
        Expected.require(code);
        return new Made(shipments.handOver(actor, step, code));
    }

    @PostMapping("/shipments/{code}/loss")
    @PreAuthorize("hasRole('LOGISTICS')")
    @AsksRevision
    Made lost(@ModelAttribute("actor") Actor actor, @PathVariable String code, @RequestBody Step step) {
        Expected.require(code);
        return new Made(shipments.lost(actor, step, code));
    }

    @PostMapping("/receipts")
    @PreAuthorize("hasRole('HOSP_RECEIVER')")
    Made receive(@ModelAttribute("actor") Actor actor, @RequestBody Act<Receipts.Arrival> body) {
        return new Made(receipts.receive(actor, body.step(), body.what()));
    }

    @PostMapping("/shipments/{code}/review")
    @PreAuthorize("hasAnyRole('HOSP_CHECKER','HOSP_RECEIVER')")
    int review(@ModelAttribute("actor") Actor actor, @PathVariable String code) {
        return receipts.review(actor, code);
    }

    @GetMapping("/shipments/{code}/recordings")
    @PreAuthorize("isAuthenticated()")
    List<ColdChain.Stored> recordings(@ModelAttribute("actor") Actor actor, @PathVariable String code) {
        shipments.get(actor, code);
        return coldChain.readings(code);
    }

    @PostMapping("/shipments/{code}/recordings")
    @PreAuthorize("hasAnyRole('HOSP_RECEIVER','HOSP_PREPARER')")
    ColdChain.Stored read(@ModelAttribute("actor") Actor actor, @PathVariable String code, @RequestBody Logged body) {
        Step step = body.step();
        return body.purpose() == ColdChain.Purpose.TRANSIT && step != null
                ? receipts.readLogger(actor, step, code, body.file())
                : coldChain.read(actor, code, body.purpose(), body.file());
    }

    @PostMapping("/site-quarantine/releases")
    @PreAuthorize("hasRole('HOSP_RECEIVER')")
    Made release(@ModelAttribute("actor") Actor actor, @RequestBody Act<List<String>> body) {
        return new Made(receipts.releaseQuarantine(actor, body.step(), body.what()));
    }

    @PostMapping("/site-quarantine")
    @PreAuthorize("hasRole('HOSP_RECEIVER')")
    Made quarantine(@ModelAttribute("actor") Actor actor, @RequestBody Act<List<String>> body) {
        return new Made(receipts.quarantine(actor, body.step(), body.what()));
    }

    @PostMapping("/returns/{code}/dispatch")
    @PreAuthorize("hasRole('HOSP_RECEIVER')")
    @AsksRevision
    Made sendBack(@ModelAttribute("actor") Actor actor, @PathVariable String code, @RequestBody Act<Back> body) {
        Expected.require(code);
        return new Made(receipts.sendBack(actor, body.step(), code, body.what().seal(), body.what().containers()));
    }

    @PostMapping("/returns/{code}/receipt")
    @PreAuthorize("hasRole('WAREHOUSE')")
    @AsksRevision
    Made receiveReturn(@ModelAttribute("actor") Actor actor, @PathVariable String code,
            @RequestBody Act<List<String>> body) {
        Expected.require(code);
        return new Made(receipts.receiveReturn(actor, body.step(), code, body.what()));
    }

    @GetMapping("/shipments/{code}/reconciliation")
    @PreAuthorize("isAuthenticated()")
    List<Shipments.Settled> reconciliation(@ModelAttribute("actor") Actor actor, @PathVariable String code) {
        return shipments.reconciliation(actor, code);
    }

    @PostMapping("/shipments/{code}/closing")
    @PreAuthorize("hasAnyRole('LOGISTICS','HOSP_RECEIVER','WAREHOUSE')")
    @AsksRevision
    Made close(@ModelAttribute("actor") Actor actor, @PathVariable String code, @RequestBody Step step) {
        Expected.require(code);
        return new Made(shipments.close(actor, step, code));
    }
}
