package org.stroma.app.batch.web;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.stroma.app.batch.Count;
import org.stroma.app.batch.Cultures;
import org.stroma.app.batch.Lots;
import org.stroma.app.batch.SampleOut;
import org.stroma.app.batch.Step;
import org.stroma.app.batch.StepForm;
import org.stroma.app.batch.Vessels;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.people.Actor;

/** Hands a filled form to the one service call it stands for. */
@Component
class StepRunner {
    private final Cultures cultures;
    private final Lots lots;

    StepRunner(Cultures cultures, Lots lots) {
        this.cultures = cultures;
        this.lots = lots;
    }

    /** Records the operation; returns its number. */
    long run(Actor actor, StepKind kind, StepForm form, Evidence.@org.jspecify.annotations.Nullable RawFile file) {
        Step step = form.step();
        return switch (kind) {
            case ISOLATION -> cultures.isolate(actor, step, new Cultures.Isolation(form.text("product"), unit(form),
                    form.text("culture"), form.number("cordCm"), form.count("fragments"), vessels(form), Map.of()));
            case CARE -> cultures.care(actor, step, new Cultures.Care(unit(form),
                    form.text("mediumChanged").equals("true"), form.find("to"), seen(form), Map.of()));
            case DISCARD -> cultures.discardVessel(actor, step, unit(form), form.text("reason"));
            case HARVEST -> cultures.harvest(actor, step, new Cultures.Harvesting(unit(form), form.text("harvest"),
                    count(form), measured(form, "confluence", "enzyme_contact"), samples(form), Map.of()));
            case SEEDING -> cultures.seed(actor, step, new Cultures.Seeding(unit(form), form.text("culture"),
                    form.number("cells"), vessels(form), form.find("remainderNote"), Map.of()));
            case SAMPLING -> cultures.sample(actor, step, new Cultures.Sampling(unit(form), samples(form)));
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
                    new Lots.SetAside(form.codes("units"), purpose(form), samples(form)));
            case SUBMISSION -> lots.submit(actor, step, unit(form));
            case DESTRUCTION -> lots.destroy(actor, step, form.codes("units"), form.text("method"));
            case MOVE -> lots.move(actor, step, form.codes("units"), form.text("position"));
        };
    }

    private static String unit(StepForm form) {
        return form.text("unit");
    }

    private static Count count(StepForm form) {
        return new Count(form.number("viableCells"), form.findNumber("viability"));
    }

    private static Vessels vessels(StepForm form) {
        return new Vessels(form.text("vesselKind"), form.count("vessels"), form.number("areaCm2"));
    }

    private static Lots.Purpose purpose(StepForm form) {
        try {
            return Lots.Purpose.valueOf(form.text("purpose"));
        } catch (IllegalArgumentException e) {
            throw new Refusal("step.unreadable", Map.of("field", "purpose"));
        }
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

    /** Lines {@code code; purpose; cells}, the last of which may be left out. */
    private static List<SampleOut> samples(StepForm form) {
        return form.codes("samples").stream().map(line -> line.split(";")).map(parts -> new SampleOut(
                part(parts, 0), part(parts, 1), parts.length < 3 ? null : decimal(part(parts, 2), "samples")))
                .toList();
    }

    /** Lines {@code vessel; confluence; morphology}. */
    private static List<Cultures.VesselSeen> seen(StepForm form) {
        return form.codes("seen").stream().map(line -> line.split(";")).map(parts -> new Cultures.VesselSeen(
                part(parts, 0), parts.length < 2 ? null : decimal(part(parts, 1), "seen"),
                parts.length < 3 ? null : part(parts, 2))).toList();
    }

    /** Lines {@code container; kind}. */
    private static List<Lots.Defect> defects(StepForm form) {
        return form.codes("defects").stream().map(line -> line.split(";"))
                .map(parts -> new Lots.Defect(part(parts, 0), part(parts, 1))).toList();
    }

    private static String part(String[] parts, int n) {
        if (n >= parts.length || parts[n].isBlank()) {
            throw new Refusal("step.unreadable", Map.of("field", String.join(";", parts)));
        }
        return parts[n].strip();
    }

    private static BigDecimal decimal(String text, String field) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new Refusal("step.unreadable", Map.of("field", field));
        }
    }
}
