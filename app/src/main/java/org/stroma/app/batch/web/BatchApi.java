package org.stroma.app.batch.web;

import java.util.List;
import java.util.Map;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stroma.app.batch.Clocks;
import org.stroma.app.batch.Cultures;
import org.stroma.app.batch.Growths;
import org.stroma.app.batch.Harvests;
import org.stroma.app.batch.LotBalance;
import org.stroma.app.batch.Lots;
import org.stroma.app.batch.Step;
import org.stroma.app.batch.StepForm;
import org.stroma.app.batch.StockCounts;
import org.stroma.app.batch.Transfers;
import org.stroma.app.people.Actor;

/** Cultures and lots for programs: each step as its own resource, with the records of the services as bodies. */
@RestController
@RequestMapping("/api/v1")
class BatchApi {
    private static final String MAKING = "hasAnyRole('OPERATOR','ANALYST','WAREHOUSE','QC_HEAD')";

    private final Cultures cultures;
    private final Lots lots;
    private final Growths growths;
    private final Clocks clocks;
    private final LotBalance balance;
    private final Harvests harvests;
    private final StockCounts counts;
    private final Transfers transfers;

    BatchApi(Cultures cultures, Lots lots, Growths growths, Clocks clocks, LotBalance balance, Harvests harvests,
            StockCounts counts, Transfers transfers) {
        this.transfers = transfers;
        this.harvests = harvests;
        this.counts = counts;
        this.cultures = cultures;
        this.lots = lots;
        this.growths = growths;
        this.clocks = clocks;
        this.balance = balance;
    }

    /** A step and what it did. */
    record Body<T>(Step step, T what) {}

    record Made(long operation) {}

    record Discard(String vessel, String reason) {}

    record Termination(String culture, String reason) {}

    record Destruction(List<String> units, String method) {}

    record Move(List<String> units, String position) {}

    @PostMapping("/tissues/dissections")
    @PreAuthorize("hasRole('OPERATOR')")
    Made dissect(@ModelAttribute("actor") Actor actor, @RequestBody Body<Cultures.Dissection> body) {
        return new Made(cultures.dissect(actor, body.step(), body.what()));
    }

    @PostMapping("/cultures/isolations")
    @PreAuthorize(MAKING)
    Made isolate(@ModelAttribute("actor") Actor actor, @RequestBody Body<Cultures.Isolation> body) {
        return new Made(cultures.isolate(actor, body.step(), body.what()));
    }

    @PostMapping("/cultures/care")
    @PreAuthorize(MAKING)
    Made care(@ModelAttribute("actor") Actor actor, @RequestBody Body<Cultures.Care> body) {
        return new Made(cultures.care(actor, body.step(), body.what()));
    }

    @PostMapping("/cultures/discards")
    @PreAuthorize(MAKING)
    Made discard(@ModelAttribute("actor") Actor actor, @RequestBody Body<Discard> body) {
        return new Made(cultures.discardVessel(actor, body.step(), body.what().vessel(), body.what().reason()));
    }

    @PostMapping("/cultures/harvests")
    @PreAuthorize(MAKING)
    Made harvest(@ModelAttribute("actor") Actor actor, @RequestBody Body<Cultures.Harvesting> body) {
        return new Made(cultures.harvest(actor, body.step(), body.what()));
    }

    @PostMapping("/cultures/seedings")
    @PreAuthorize(MAKING)
    Made seed(@ModelAttribute("actor") Actor actor, @RequestBody Body<Cultures.Seeding> body) {
        return new Made(cultures.seed(actor, body.step(), body.what()));
    }

    @PostMapping("/cultures/inoculations")
    @PreAuthorize(MAKING)
    Made inoculate(@ModelAttribute("actor") Actor actor, @RequestBody Body<Cultures.Inoculation> body) {
        return new Made(cultures.inoculate(actor, body.step(), body.what()));
    }

    @PostMapping("/cultures/terminations")
    @PreAuthorize(MAKING)
    Made terminate(@ModelAttribute("actor") Actor actor, @RequestBody Body<Termination> body) {
        return new Made(cultures.terminate(actor, body.step(), body.what().culture(), body.what().reason()));
    }

    @PostMapping("/harvests/pools")
    @PreAuthorize(MAKING)
    Made pool(@ModelAttribute("actor") Actor actor, @RequestBody Body<Harvests.Pooling> body) {
        return new Made(harvests.pool(actor, body.step(), body.what()));
    }

    @PostMapping("/harvests/splits")
    @PreAuthorize(MAKING)
    Made split(@ModelAttribute("actor") Actor actor, @RequestBody Body<Harvests.Splitting> body) {
        return new Made(harvests.split(actor, body.step(), body.what()));
    }

    @PostMapping("/harvests/discards")
    @PreAuthorize(MAKING)
    Made discardCells(@ModelAttribute("actor") Actor actor, @RequestBody Body<Harvests.Discard> body) {
        return new Made(harvests.discard(actor, body.step(), body.what()));
    }

    @PostMapping("/lots/counts")
    @PreAuthorize(MAKING)
    Made count(@ModelAttribute("actor") Actor actor, @RequestBody Body<StockCounts.Counting> body) {
        return new Made(counts.count(actor, body.step(), body.what()));
    }

    @PostMapping("/lots/destructions")
    @PreAuthorize(MAKING)
    Made destroy(@ModelAttribute("actor") Actor actor, @RequestBody Body<Destruction> body) {
        return new Made(lots.destroy(actor, body.step(), body.what().units(), body.what().method()));
    }

    @PostMapping("/lots/moves")
    @PreAuthorize(MAKING)
    Made move(@ModelAttribute("actor") Actor actor, @RequestBody Body<Move> body) {
        return new Made(lots.move(actor, body.step(), body.what().units(), body.what().position()));
    }

    @PostMapping("/site-transfers")
    @PreAuthorize("hasRole('WAREHOUSE')")
    Made transfer(@ModelAttribute("actor") Actor actor, @RequestBody Body<Transfers.Transfer> body) {
        return new Made(transfers.take(actor, body.step(), body.what()));
    }

    @PostMapping("/cultures/samplings")
    @PreAuthorize(MAKING)
    Made sample(@ModelAttribute("actor") Actor actor, @RequestBody Body<Cultures.Sampling> body) {
        return new Made(cultures.sample(actor, body.step(), body.what()));
    }

    @PostMapping("/cultures/thaws")
    @PreAuthorize(MAKING)
    Made thaw(@ModelAttribute("actor") Actor actor, @RequestBody Body<Cultures.Thawing> body) {
        return new Made(cultures.thaw(actor, body.step(), body.what()));
    }

    @PostMapping("/lots/washes")
    @PreAuthorize(MAKING)
    Made wash(@ModelAttribute("actor") Actor actor, @RequestBody Body<Lots.Washing> body) {
        return new Made(lots.wash(actor, body.step(), body.what()));
    }

    @PostMapping("/lots/formulations")
    @PreAuthorize(MAKING)
    Made formulate(@ModelAttribute("actor") Actor actor, @RequestBody Body<Lots.Formulation> body) {
        return new Made(lots.formulate(actor, body.step(), body.what()));
    }

    @PostMapping("/lots/fills")
    @PreAuthorize(MAKING)
    Made fill(@ModelAttribute("actor") Actor actor, @RequestBody Body<Lots.Filling> body) {
        return new Made(lots.fill(actor, body.step(), body.what()));
    }

    @PostMapping("/lots/inspections")
    @PreAuthorize(MAKING)
    Made inspect(@ModelAttribute("actor") Actor actor, @RequestBody Body<Lots.Inspection> body) {
        return new Made(lots.inspect(actor, body.step(), body.what()));
    }

    @PostMapping("/lots/labellings")
    @PreAuthorize(MAKING)
    Made label(@ModelAttribute("actor") Actor actor, @RequestBody Body<Lots.Labelling> body) {
        return new Made(lots.label(actor, body.step(), body.what()));
    }

    @PostMapping("/lots/freezings")
    @PreAuthorize(MAKING)
    Made freeze(@ModelAttribute("actor") Actor actor, @RequestBody Body<Lots.Freezing> body) {
        return new Made(lots.freeze(actor, body.step(), body.what()));
    }

    @PostMapping("/lots/storages")
    @PreAuthorize(MAKING)
    Made store(@ModelAttribute("actor") Actor actor, @RequestBody Body<Lots.Storing> body) {
        return new Made(lots.store(actor, body.step(), body.what()));
    }

    @PostMapping("/lots/set-asides")
    @PreAuthorize(MAKING)
    Made setAside(@ModelAttribute("actor") Actor actor, @RequestBody Body<Lots.SetAside> body) {
        return new Made(lots.setAside(actor, body.step(), body.what()));
    }

    @PostMapping("/lots/{code}/submission")
    @PreAuthorize(MAKING)
    Made submit(@ModelAttribute("actor") Actor actor, @PathVariable String code, @RequestBody Step step) {
        return new Made(lots.submit(actor, step, code));
    }

    @GetMapping("/cultures/{code}/growth")
    @PreAuthorize("isAuthenticated()")
    List<Growths.Passage> growth(@ModelAttribute("actor") Actor actor, @PathVariable String code) {
        StepForm.forMakers(actor);
        return growths.of(code);
    }

    @GetMapping("/lots/{code}/clocks")
    @PreAuthorize("isAuthenticated()")
    List<Clocks.Reading> clocks(@ModelAttribute("actor") Actor actor, @PathVariable String code) {
        StepForm.forMakers(actor);
        return clocks.of(code);
    }

    @GetMapping("/lots/{code}/balance")
    @PreAuthorize("isAuthenticated()")
    Map<String, Object> balance(@ModelAttribute("actor") Actor actor, @PathVariable String code) {
        StepForm.forMakers(actor);
        Map<String, Object> answer = new java.util.LinkedHashMap<>();
        answer.put("containers", balance.containers(code));
        balance.labels(code).ifPresent(labels -> answer.put("labels", labels));
        return answer;
    }
}
