package org.stroma.app.distribution.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
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
import org.stroma.app.batch.StepForm;
import org.stroma.app.database.Refusal;
import org.stroma.app.distribution.ColdChain;
import org.stroma.app.distribution.LoggerFiles;
import org.stroma.app.distribution.Qualifications;
import org.stroma.app.distribution.Receipts;
import org.stroma.app.distribution.Shipments;
import org.stroma.app.distribution.SupplyOrders;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.evidence.Upload;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Times;
import tools.jackson.databind.json.JsonMapper;

/** Orders and shipments, one shipment with its way and its temperatures, and the register of qualifications. */
@Controller
class ShipmentPages {
    private static final String DELIVERERS = "hasAnyRole('LOGISTICS','WAREHOUSE','HOSP_RECEIVER','HOSP_PREPARER')";

    /** Who sees the register of carriers, sites, shippers and loggers. */
    static final String[] READERS = {"LOGISTICS", "WAREHOUSE", "QA", "QA_REVIEWER", "QUALITY_HEAD", "QA_MAH",
            "INSPECTOR"};

    private final Shipments shipments;
    private final SupplyOrders orders;
    private final Receipts receipts;
    private final ColdChain coldChain;
    private final Qualifications qualifications;
    private final ShipmentAct acts;
    private final Units units;
    private final JsonMapper json;
    private final PlantClock clock;

    ShipmentPages(Shipments shipments, SupplyOrders orders, Receipts receipts, ColdChain coldChain,
            Qualifications qualifications, ShipmentAct acts, Units units, JsonMapper json, PlantClock clock) {
        this.shipments = shipments;
        this.orders = orders;
        this.receipts = receipts;
        this.coldChain = coldChain;
        this.qualifications = qualifications;
        this.acts = acts;
        this.units = units;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping("/shipments")
    @PreAuthorize("isAuthenticated()")
    String list(@ModelAttribute("actor") Actor actor, Model model) {
        model.addAttribute("shipments", shipments.list(actor));
        model.addAttribute("orders", orders.list(actor));
        model.addAttribute("mayOrder", actor.hasAny("HOSP_RECEIVER", "PHYSICIAN", "HOSP_PREPARER"));
        model.addAttribute("mayConfirm", actor.organisationKind().equals("MAKER") && actor.hasAny("LOGISTICS", "QA"));
        model.addAttribute("mayPlan", actor.organisationKind().equals("MAKER") && actor.has("LOGISTICS"));
        model.addAttribute("mayReturn", actor.has("HOSP_RECEIVER"));
        return "distribution/shipments";
    }

    @PostMapping("/shipments/orders")
    @PreAuthorize("hasAnyRole('HOSP_RECEIVER','PHYSICIAN','HOSP_PREPARER')")
    String order(@ModelAttribute("actor") Actor actor, @RequestParam Map<String, String> fields) {
        StepForm form = new StepForm(fields, clock.getZone());
        orders.place(actor, new SupplyOrders.Order(form.text("order"), form.text("product"), form.count("count"),
                form.moment("neededBy"), form.find("replaces")));
        return "redirect:/shipments";
    }

    @PostMapping("/shipments/orders/{code}/confirmation")
    @PreAuthorize("hasAnyRole('LOGISTICS','QA')")
    String confirm(@ModelAttribute("actor") Actor actor, @PathVariable String code) {
        orders.confirm(actor, code);
        return "redirect:/shipments";
    }

    @PostMapping("/shipments/orders/{code}/cancellation")
    @PreAuthorize("hasAnyRole('HOSP_RECEIVER','PHYSICIAN','HOSP_PREPARER')")
    String cancel(@ModelAttribute("actor") Actor actor, @PathVariable String code, @RequestParam String reason) {
        orders.cancel(actor, code, reason.strip());
        return "redirect:/shipments";
    }

    /** A recording with the JSON from which its curve is drawn. */
    record Curve(ColdChain.Stored stored, String points) {}

    private List<LoggerFiles.Point> curve(ColdChain.Drawn drawn) {
        return drawn.points().stream()
                .map(point -> new LoggerFiles.Point(Times.wall(Instant.parse(point.at()), clock.getZone()),
                        point.celsius()))
                .toList();
    }

    @GetMapping("/shipments/{code}")
    @PreAuthorize("isAuthenticated()")
    String shipment(@PathVariable String code, @ModelAttribute("actor") Actor actor, Model model) {
        Shipments.Shipment shipment = shipments.get(actor, code);
        model.addAttribute("shipment", shipment);
        model.addAttribute("unit", shipment.unit());
        model.addAttribute("contents", units.contents(code));
        model.addAttribute("scans", shipments.scans(code, "PACK"));
        model.addAttribute("curves", coldChain.readings(code).stream().map(each -> new Curve(each,
                json.writeValueAsString(curve(coldChain.draw(actor, each))))).toList());
        model.addAttribute("events", units.events(code));
        model.addAttribute("holds", units.holds(code).stream().filter(Units.Hold::open).toList());
        model.addAttribute("settled", shipments.reconciliation(actor, code));
        model.addAttribute("unreviewed", receipts.unreviewed(code).size());
        model.addAttribute("mayReview", actor.hasAny("HOSP_CHECKER", "HOSP_RECEIVER"));
        model.addAttribute("acts", Arrays.stream(ShipmentAct.Kind.values())
                .filter(kind -> kind.offered(actor, shipment)).map(ShipmentAct.Kind::key).toList());
        model.addAttribute("gate", shipment.back()
                ? "G10"
                : List.of("PLANNED", "SHIPPER_CHARGED", "PACKED", "HANDED_OVER").contains(shipment.unit().state())
                        ? "G8a"
                        : "G8b");
        return "distribution/shipment";
    }

    @PostMapping("/shipments/{code}/review")
    @PreAuthorize("hasAnyRole('HOSP_CHECKER','HOSP_RECEIVER')")
    String review(@PathVariable String code, @ModelAttribute("actor") Actor actor) {
        receipts.review(actor, code);
        return "redirect:/shipments/{code}";
    }

    @GetMapping("/shipments/steps/{kind}")
    @PreAuthorize(DELIVERERS)
    String form(@PathVariable String kind, @RequestParam(required = false) @Nullable String unit, Model model) {
        ShipmentAct.Kind act = ShipmentAct.Kind.of(kind);
        model.addAttribute("kind", "shipment-" + act.key());
        model.addAttribute("action", "/shipments/steps/" + act.key());
        model.addAttribute("fields", acts.fields(act, unit));
        model.addAttribute("unit", unit);
        model.addAttribute("upload", act.uploads());
        model.addAttribute("now", clock.instant().atZone(clock.getZone()).toLocalDateTime()
                .truncatedTo(java.time.temporal.ChronoUnit.MINUTES).toString());
        return "batch/step";
    }

    @PostMapping("/shipments/steps/{kind}")
    @PreAuthorize(DELIVERERS)
    String act(@PathVariable String kind, @ModelAttribute("actor") Actor actor,
            @RequestParam Map<String, String> fields,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file) {
        String shown = acts.run(actor, ShipmentAct.Kind.of(kind), new StepForm(fields, clock.getZone()),
                Upload.find(file));
        return "redirect:/shipments/" + shown;
    }

    @GetMapping("/shipments/qualifications")
    @PreAuthorize("hasAnyRole('LOGISTICS','WAREHOUSE','QA','QA_REVIEWER','QUALITY_HEAD','QA_MAH','INSPECTOR')")
    String register(@ModelAttribute("actor") Actor actor, @RequestParam(required = false) @Nullable String code,
            Model model) {
        model.addAttribute("register", qualifications.list(actor).stream()
                .filter(each -> code == null || code.isBlank() || each.code().equals(code)).toList());
        model.addAttribute("mayGrant", actor.hasAny("QA", "QUALITY_HEAD"));
        return "distribution/qualifications";
    }

    @PostMapping("/shipments/qualifications")
    @PreAuthorize("hasAnyRole('QA','QUALITY_HEAD')")
    String grant(@ModelAttribute("actor") Actor actor, @RequestParam Map<String, String> fields,
            @RequestParam(name = "document") MultipartFile document) {
        StepForm form = new StepForm(fields, clock.getZone());
        Evidence.RawFile file = Upload.find(document);
        if (file == null) {
            throw new Refusal("step.unreadable", Map.of("field", "document"));
        }
        String time = form.find("timeColumn");
        Qualifications.TableMapping mapping = time == null
                ? null
                : new Qualifications.TableMapping(time, form.text("timePattern"), form.text("zone"),
                        form.text("valueColumn"), "Cel", ",");
        qualifications.grant(actor, new Qualifications.Grant(kind(form), form.text("code"), form.text("scope"),
                form.find("packaging"), form.codes("products"), form.findNumber("holdHours"), mapping,
                day(form, "validFrom"), day(form, "validUntil"), file, form.find("market")));
        return "redirect:/shipments/qualifications";
    }

    private static Qualifications.Kind kind(StepForm form) {
        try {
            return Qualifications.Kind.valueOf(form.text("kind"));
        } catch (IllegalArgumentException e) {
            throw new Refusal("step.unreadable", Map.of("field", "kind"));
        }
    }

    private static LocalDate day(StepForm form, String name) {
        try {
            return LocalDate.parse(form.text(name));
        } catch (java.time.format.DateTimeParseException e) {
            throw new Refusal("step.unreadable", Map.of("field", name));
        }
    }
}
