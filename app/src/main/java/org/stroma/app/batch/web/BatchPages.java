package org.stroma.app.batch.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
import org.stroma.app.batch.Clocks;
import org.stroma.app.batch.Growths;
import org.stroma.app.batch.LotBalance;
import org.stroma.app.batch.StepForm;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Upload;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.product.Products;
import org.stroma.app.shell.Times;
import tools.jackson.databind.json.JsonMapper;

/** Batches in process, a culture, a lot, and the forms of each step. */
@Controller
class BatchPages {
    private final Units units;
    private final Growths growths;
    private final Clocks clocks;
    private final LotBalance balance;
    private final StepRunner runner;
    private final PlantClock clock;
    private final JsonMapper json;
    private final Products products;
    private final BatchesInProcess inProcess;

    BatchPages(Units units, Growths growths, Clocks clocks, LotBalance balance, StepRunner runner, PlantClock clock,
            JsonMapper json, Products products, BatchesInProcess inProcess) {
        this.products = products;
        this.units = units;
        this.growths = growths;
        this.clocks = clocks;
        this.balance = balance;
        this.runner = runner;
        this.clock = clock;
        this.json = json;
        this.inProcess = inProcess;
    }

    @GetMapping("/batches")
    @PreAuthorize("isAuthenticated()")
    String list(@ModelAttribute("actor") Actor actor, Model model) {
        StepForm.forMakers(actor);
        model.addAttribute("rows", inProcess.list());
        model.addAttribute("stages", Stage.values());
        model.addAttribute("mayWork", actor.has("OPERATOR"));
        return "batch/batches";
    }

    @GetMapping("/cultures/{code}")
    @PreAuthorize("isAuthenticated()")
    String culture(@PathVariable String code, @ModelAttribute("actor") Actor actor, Model model) {
        Units.Unit unit = seen(actor, code, "ISOLATE", "PASSAGE_CULTURE", "HARVEST", "WASHED", "BULK");
        common(unit, model);
        model.addAttribute("vessels",
                units.members(code).stream().filter(each -> each.type().equals("VESSEL")).toList());
        boolean over = Set.of("FORWARDED", "FILLED_OUT", "HARVESTED", "TERMINATED", "REJECTED")
                .contains(unit.state());
        model.addAttribute("steps", over ? List.of() : switch (unit.type()) {
            case "HARVEST" -> List.of("seeding", "inoculation", "wash", "sampling", "splitting", "pooling", "disposal");
            case "WASHED" -> List.of("formulation", "sampling", "disposal");
            case "BULK" -> List.of("fill", "disposal");
            default -> List.of("care", "harvest", "termination");
        });
        return "batch/culture";
    }

    @GetMapping("/lots/{code}")
    @PreAuthorize("isAuthenticated()")
    String lot(@PathVariable String code, @ModelAttribute("actor") Actor actor, Model model) {
        Units.Unit unit = seen(actor, code, "LOT");
        common(unit, model);
        model.addAttribute("balance", balance.containers(code));
        model.addAttribute("labels", balance.labels(code).orElse(null));
        model.addAttribute("clocks", clocks.of(code));
        model.addAttribute("containers", units.members(code));
        model.addAttribute("stage", Stage.of(unit).orElse(Stage.RELEASE));
        model.addAttribute("stages", Stage.values());
        model.addAttribute("steps", switch (unit.state()) {
            case "FILLED" -> List.of("inspection");
            case "INSPECTED" -> List.of("labelling");
            case "LABELLED" -> List.of(fresh(unit) ? "storage" : "freezing");
            case "FREEZING" -> List.of("storage");
            case "FROZEN_QUARANTINE" -> List.of("aside", "submission", "move", "transfer", "count", "destruction");
            case "CLOSED" -> List.of();
            default -> List.of("aside", "move", "transfer", "count", "destruction");
        });
        return "batch/lot";
    }

    private boolean fresh(Units.Unit lot) {
        String product = lot.product();
        return product != null && products.lastInForce(product).route().fresh();
    }

    private void common(Units.Unit unit, Model model) {
        List<Growths.Passage> passages = growths.of(unit.code());
        model.addAttribute("unit", unit);
        model.addAttribute("passages", passages);
        model.addAttribute("curve", json.writeValueAsString(curve(passages)));
        model.addAttribute("events", units.events(unit.code()));
        model.addAttribute("holds", units.holds(unit.code()).stream().filter(Units.Hold::open).toList());
    }

    /** Points of the chart: what was seeded and harvested, and doublings so far. */
    private List<Map<String, Object>> curve(List<Growths.Passage> passages) {
        return passages.stream().flatMap(each -> Stream.of(
                Map.<String, Object>of("at", Times.wall(each.seededAt(), clock.getZone()), "cells", each.seeded(),
                        "name",
                        "P" + each.passage()),
                Map.<String, Object>of("at", Times.wall(each.harvestedAt(), clock.getZone()), "cells", each.harvested(),
                        "name",
                        "P" + each.passage(), "cpdl", each.cpdl())))
                .toList();
    }

    private Units.Unit seen(Actor actor, String code, String... types) {
        StepForm.forMakers(actor);
        Units.Unit unit = units.get(code);
        if (!Arrays.asList(types).contains(unit.type())) {
            throw new Refusal("not-found", Map.of("unit", code));
        }
        return unit;
    }

    @GetMapping("/steps/{kind}")
    @PreAuthorize("hasAnyRole('OPERATOR','ANALYST','WAREHOUSE','QC_HEAD')")
    String form(@PathVariable String kind, @RequestParam(required = false) @Nullable String unit, Model model) {
        StepKind step = kind(kind);
        model.addAttribute("kind", step.path());
        model.addAttribute("action", "/steps/" + step.path());
        model.addAttribute("fields", step.fields());
        model.addAttribute("unit", unit);
        model.addAttribute("upload", step == StepKind.FREEZING);
        model.addAttribute("now", clock.instant().atZone(clock.getZone()).toLocalDateTime()
                .truncatedTo(java.time.temporal.ChronoUnit.MINUTES).toString());
        return "batch/step";
    }

    @PostMapping("/steps/{kind}")
    @PreAuthorize("hasAnyRole('OPERATOR','ANALYST','WAREHOUSE','QC_HEAD')")
    String run(@PathVariable String kind, @ModelAttribute("actor") Actor actor,
            @RequestParam Map<String, String> fields,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file) {
        long operation = runner.run(actor, kind(kind), new StepForm(fields, clock.getZone()), Upload.find(file));
        return "redirect:" + units.madeBy(operation).stream().map(BatchPages::page).filter(path -> !path.isEmpty())
                .findFirst()
                .orElseGet(() -> units.takenBy(operation).stream().map(BatchPages::page)
                        .filter(path -> !path.isEmpty()).findFirst().orElse("/batches"));
    }

    static String page(Units.Unit unit) {
        return switch (unit.type()) {
            case "LOT" -> "/lots/" + unit.code();
            case "ISOLATE", "PASSAGE_CULTURE", "HARVEST", "WASHED", "BULK" -> "/cultures/" + unit.code();
            case "BANK" -> "/banks/" + unit.code();
            default -> "";
        };
    }

    private static StepKind kind(String path) {
        return Arrays.stream(StepKind.values()).filter(each -> each.path().equals(path)).findFirst()
                .orElseThrow(() -> new Refusal("not-found"));
    }
}
