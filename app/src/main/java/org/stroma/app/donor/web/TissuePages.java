package org.stroma.app.donor.web;

import java.util.Arrays;
import java.math.BigDecimal;
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
import org.stroma.app.genealogy.Expected;
import org.stroma.app.database.Refusal;
import org.stroma.app.donor.BloodDraw;
import org.stroma.app.donor.Donors;
import org.stroma.app.donor.Tissues;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.evidence.Upload;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Discretion;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Sites;

/** Cords: collection, transport, receipt. */
@Controller
class TissuePages {
    private static final int LISTED = 200;

    private final Tissues tissues;
    private final DonorView view;
    private final Gates gates;
    private final Units units;
    private final Sites sites;
    private final PlantClock clock;

    TissuePages(Tissues tissues, DonorView view, Gates gates, Units units, Sites sites, PlantClock clock) {
        this.sites = sites;
        this.tissues = tissues;
        this.view = view;
        this.gates = gates;
        this.units = units;
        this.clock = clock;
    }

    @GetMapping("/tissues")
    @PreAuthorize(DonorPages.READERS)
    String list(@RequestParam(required = false) @Nullable String state, @ModelAttribute("actor") Actor actor,
            Model model) {
        model.addAttribute("tissues", tissues.list(actor, state == null || state.isBlank() ? null : state, LISTED));
        model.addAttribute("state", state);
        model.addAttribute("states", List.of("COLLECTED", "IN_TRANSIT", "RECEIVED_QUARANTINE", "ACCEPTED", "REJECTED",
                "PROCESSED", "DESTROYED"));
        return "donor/tissues";
    }

    @GetMapping("/tissues/{code}")
    @PreAuthorize(DonorPages.READERS)
    String detail(@PathVariable String code, @ModelAttribute("actor") Actor actor, Model model) {
        Tissues.Tissue tissue = tissues.get(actor, code);
        model.addAttribute("tissue", tissue);
        model.addAttribute("journey", tissues.journey(tissue).orElse(null));
        model.addAttribute("lines", view.lines(List.of(code), "donor-cord+tissue-acceptance"));
        model.addAttribute("events", Discretion.told(actor, units.events(code)));
        model.addAttribute("holds", units.holds(code).stream().filter(Units.Hold::open).toList());
        model.addAttribute("unreviewed", tissues.unreviewed(code).size());
        model.addAttribute("decisions", gates.decisions(code, "G2"));
        model.addAttribute("sites", sites.open("MAKER"));
        model.addAttribute("late", tissue.late(clock.instant()));
        model.addAttribute("overall", gates.judge("G2", code).evaluation().overall().name());
        return "donor/tissue";
    }

    @PostMapping("/donors/{donor}/collection")
    @PreAuthorize(DonorPages.COLLECTORS)
    String collect(@PathVariable String donor, @ModelAttribute("actor") Actor actor,
            @ModelAttribute CollectionForm form, @ModelAttribute Forms.LateForm late) {
        tissues.collect(actor, donor, form.collection(clock), late.late());
        return "redirect:/tissues/" + form.tissue().strip();
    }

    @PostMapping("/tissues/{code}/dispatch")
    @PreAuthorize("hasAnyRole('COLLECTOR','LOGISTICS')")
    String dispatch(@PathVariable String code, @ModelAttribute("actor") Actor actor,
            @RequestParam(required = false) @Nullable String at, @RequestParam String site,
            @RequestParam String arriveBy, @ModelAttribute Forms.LateForm late) {
        Expected.require(code);
        tissues.dispatch(actor, code, Donors.Span.at(Forms.instant(at, clock)),
                new Tissues.Consignment(site, Forms.instant(arriveBy, clock)), late.late());
        return "redirect:/tissues/{code}";
    }

    @PostMapping("/tissues/{code}/receipt")
    @PreAuthorize("hasAnyRole('OPERATOR','WAREHOUSE')")
    String receive(@PathVariable String code, @ModelAttribute("actor") Actor actor, @ModelAttribute ReceiptForm form,
            @RequestParam("file") MultipartFile logger, @ModelAttribute Forms.LateForm late) {
        Expected.require(code);
        Evidence.RawFile file = Upload.find(logger);
        if (file == null) {
            throw new Refusal("donor.logger-needed");
        }
        tissues.receive(actor, code, form.receipt(file, clock), late.late());
        return "redirect:/tissues/{code}";
    }

    @PostMapping("/tissues/{code}/review")
    @PreAuthorize(DonorPages.REVIEWERS)
    String review(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam boolean accepted,
            @RequestParam(required = false) @Nullable String note) {
        tissues.review(actor, code, accepted, note);
        return "redirect:/tissues/{code}";
    }

    @PostMapping("/tissues/{code}/destruction")
    @PreAuthorize("hasRole('OPERATOR')")
    String destroy(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String reason,
            @RequestParam(required = false) @Nullable String at, @RequestParam String login,
            @RequestParam String password) {
        Expected.require(code);
        tissues.destroy(actor, code, Donors.Span.at(Forms.instant(at, clock)), reason.strip(),
                new Door.Verifier(login, password, null));
        return "redirect:/tissues/{code}";
    }

    record CollectionForm(String tissue, String din, @Nullable String clampAt, String lengthCm,
            @Nullable String massG, String container, @Nullable String cordBlood, @Nullable String mediumLot,
            @Nullable String mediumMl) {
        Tissues.Collection collection(PlantClock clock) {
            java.time.Instant clamp = Forms.instant(clampAt, clock);
            List<BloodDraw> samples = cordBlood == null || cordBlood.isBlank()
                    ? List.of()
                    : List.of(BloodDraw.cordBlood(cordBlood.strip(), clamp));
            return new Tissues.Collection(tissue.strip(), din, Donors.Span.at(clamp), clamp,
                    Forms.number(lengthCm, "length"), Forms.findNumber(massG, "mass"), container.strip(), samples,
                    medium());
        }

        /** The lot of transport medium with the millilitres taken of it; both or neither. */
        private Map<String, BigDecimal> medium() {
            BigDecimal taken = Forms.findNumber(mediumMl, "mediumMl");
            boolean named = mediumLot != null && !mediumLot.isBlank();
            if (named != (taken != null)) {
                throw new Refusal("donor.medium", Map.of("where", named ? "mediumMl" : "mediumLot"));
            }
            return mediumLot == null || taken == null ? Map.of() : Map.of(mediumLot.strip(), taken);
        }
    }

    record ReceiptForm(@Nullable String at, String labelDin, String labelDonor, String labelCentre,
            @Nullable Boolean sealIntact, @Nullable Boolean leak, @Nullable Boolean meconiumOrClots, String lengthCm,
            @Nullable String massG,
            String appearance, String logger, @Nullable String samples,
            @Nullable String bioburdenSample) {
        Tissues.Receipt receipt(Evidence.RawFile file, PlantClock clock) {
            return new Tissues.Receipt(Donors.Span.at(Forms.instant(at, clock)),
                    new Tissues.Label(labelDin.strip(), labelDonor.strip(), labelCentre.strip()),
                    new Tissues.Look(Forms.ticked(sealIntact), Forms.ticked(leak), Forms.ticked(meconiumOrClots),
                            Forms.number(lengthCm, "length"),
                            Forms.findNumber(massG, "mass"), appearance),
                    new Tissues.Logger(logger.strip(), file),
                    samples == null
                            ? List.of()
                            : Arrays.stream(samples.split("[\\s,;]+")).filter(s -> !s.isBlank())
                                    .toList(),
                    bioburdenSample == null || bioburdenSample.isBlank() ? null : bioburdenSample.strip());
        }
    }
}
