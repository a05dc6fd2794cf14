package org.stroma.app.batch.web;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stroma.app.batch.Count;
import org.stroma.app.batch.Cultures;
import org.stroma.app.batch.Harvests;
import org.stroma.app.batch.Lots;
import org.stroma.app.batch.Step;
import org.stroma.app.batch.StepForm;
import org.stroma.app.batch.StockCounts;
import org.stroma.app.batch.Transfers;
import org.stroma.app.batch.Vessels;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.people.Actor;

/** Hands a filled form to the one service call it stands for. */
@Component
class StepRunner {
    private final Cultures cultures;
    private final Lots lots;
    private final Harvests harvests;
    private final StockCounts counts;
    private final Transfers transfers;

    StepRunner(Cultures cultures, Lots lots, Harvests harvests, StockCounts counts, Transfers transfers) {
        this.cultures = cultures;
        this.lots = lots;
        this.harvests = harvests;
        this.counts = counts;
        this.transfers = transfers;
    }

    /** Records the operation; returns its number. */
    long run(Actor actor, StepKind kind, StepForm form, Evidence.@Nullable RawFile file) {
        Step step = form.step();
        return switch (kind) {
            case DISSECTION -> cultures.dissect(actor, step, new Cultures.Dissection(form.text("product"), unit(form),
                    form.count("washCycles"), form.findNumber("fragmentMm"), form.find("antibiotics"), Map.of()));
            case ISOLATION -> cultures.isolate(actor, step, new Cultures.Isolation(form.text("product"), unit(form),
                    form.text("culture"), form.number("cordCm"),
                    form.find("fragments") == null ? null : form.count("fragments"), plated(form), vessels(form),
                    Map.of()));
            case INOCULATION -> cultures.inoculate(actor, step, new Cultures.Inoculation(unit(form),
                    form.text("culture"), form.number("cells"), form.text("reactor"), form.number("volumeMl"),
                    form.number("carrierCm2"), form.find("remainderNote"), Map.of()));
            case TERMINATION -> cultures.terminate(actor, step, unit(form), form.text("reason"));
            case POOLING -> harvests.pool(actor, step, new Harvests.Pooling(form.codes("units"),
                    form.text("harvest")));
            case SPLITTING -> harvests.split(actor, step, new Harvests.Splitting(unit(form), parts(form)));
            case DISPOSAL -> harvests.discard(actor, step, new Harvests.Discard(unit(form), form.text("reason")));
            case COUNT -> counts.count(actor, step, new StockCounts.Counting(unit(form), form.codes("found")));
            case CARE -> cultures.care(actor, step, new Cultures.Care(unit(form),
                    form.flag("mediumChanged"), form.find("to"), seen(form), Map.of()));
            case DISCARD -> cultures.discardVessel(actor, step, unit(form), form.text("reason"));
            case HARVEST -> cultures.harvest(actor, step, new Cultures.Harvesting(unit(form), form.text("harvest"),
                    count(form), measured(form, "confluence", "enzyme_contact"), form.samples(), Map.of()));
            case SEEDING -> cultures.seed(actor, step, new Cultures.Seeding(unit(form), form.text("culture"),
                    form.number("cells"), vessels(form), form.find("remainderNote"), Map.of()));
            case SAMPLING -> cultures.sample(actor, step, new Cultures.Sampling(unit(form), form.samples()));
            case THAW -> cultures.thaw(actor, step,
                    new Cultures.Thawing(form.codes("vials"), form.text("harvest"), count(form), Map.of()));
            case WASH -> lots.wash(actor, step,
                    new Lots.Washing(form.codes("unit"), form.text("washed"), count(form), Map.of()));
            case FORMULATION -> lots.formulate(actor, step,
                    new Lots.Formulation(unit(form), form.text("bulk"), form.findNumber("volumeMl"), Map.of()));
            case FILL -> lots.fill(actor, step, new Lots.Filling(unit(form), form.text("lot"),
                    form.count("containers"), form.findNumber("lineLossMl"), Map.of()));
            case INSPECTION -> lots.inspect(actor, step, new Lots.Inspection(unit(form), defects(form),
                    form.count("aqlSample"), form.count("aqlDefects")));
            case LABELLING -> lots.label(actor, step, new Lots.Labelling(unit(form), form.count("printed"),
                    form.count("applied"), form.count("specimen"), form.count("destroyed")));
            case FREEZING -> lots.freeze(actor, step, new Lots.Freezing(unit(form), file,
                    measured(form, "cooling_rate", "end_temperature"), Map.of()));
            case STORAGE -> lots.store(actor, step,
                    new Lots.Storing(unit(form), form.text("position"), form.findNumber("transfer_minutes")));
            case ASIDE -> lots.setAside(actor, step,
                    new Lots.SetAside(form.codes("units"), form.choice("purpose", Lots.Purpose.class), form.samples()));
            case SUBMISSION -> lots.submit(actor, step, unit(form));
            case DESTRUCTION -> lots.destroy(actor, step, form.codes("units"), form.text("method"));
            case MOVE -> lots.move(actor, step, form.codes("units"), form.text("position"));
            case TRANSFER -> transfers.take(actor, step,
                    new Transfers.Transfer(form.codes("units"), form.text("position")));
        };
    }

    private static String unit(StepForm form) {
        return form.text("unit");
    }

    private static @Nullable Count plated(StepForm form) {
        return form.find("platedCells") == null
                ? null
                : new Count(form.number("platedCells"), form.findNumber("viability"));
    }

    private static List<Harvests.Part> parts(StepForm form) {
        return form.rows("parts", 2, "code", "cells").stream()
                .map(row -> new Harvests.Part(String.valueOf(row.getFirst()),
                        StepForm.decimal("parts", String.valueOf(row.getLast()))))
                .toList();
    }

    private static Count count(StepForm form) {
        return new Count(form.number("viableCells"), form.findNumber("viability"));
    }

    private static Vessels vessels(StepForm form) {
        return new Vessels(form.text("vesselKind"), form.count("vessels"), form.number("areaCm2"));
    }

    private static Map<String, BigDecimal> measured(StepForm form, String... names) {
        Map<String, BigDecimal> measured = new LinkedHashMap<>();
        for (String name : names) {
            BigDecimal value = form.findNumber(name);
            if (value != null) {
                measured.put(name, value);
            }
        }
        return measured;
    }

    private static List<Cultures.VesselSeen> seen(StepForm form) {
        return form.rows("seen", 1, "vessel", "confluence", "morphology").stream()
                .map(row -> new Cultures.VesselSeen(String.valueOf(row.getFirst()), decimal("seen", row.get(1)),
                        row.get(2)))
                .toList();
    }

    private static List<Lots.Defect> defects(StepForm form) {
        return form.rows("defects", 2, "container", "kind").stream()
                .map(row -> new Lots.Defect(String.valueOf(row.getFirst()), String.valueOf(row.getLast()))).toList();
    }

    private static @Nullable BigDecimal decimal(String field, @Nullable String text) {
        return text == null ? null : StepForm.decimal(field, text);
    }
}
