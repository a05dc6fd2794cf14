package org.stroma.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.potency.EffectiveDose;
import org.stroma.statistics.potency.EquivalenceTest;
import org.stroma.statistics.potency.FittedPoint;
import org.stroma.statistics.potency.Observation;
import org.stroma.statistics.potency.PotencyResult;
import org.stroma.statistics.potency.PotencySettings;
import org.stroma.statistics.potency.PreparationPotency;
import org.stroma.statistics.potency.SlopeRatio;
import org.stroma.statistics.potency.ValidityTest;

/** A potency as JSON, as text and as a picture. */
final class PotencyReport {
    private final PotencyResult result;
    private final List<EffectiveDose> doses;
    private final PotencySettings settings;
    private final Report report;

    PotencyReport(PotencyResult result, List<EffectiveDose> doses, PotencySettings settings, Locale locale) {
        this.result = result;
        this.doses = doses;
        this.settings = settings;
        this.report = new Report(locale);
    }

    Map<String, @Nullable Object> json(CsvTable table) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("model", result.model());
        fields.put("design", settings.design().code());
        fields.put("preparations", result.preparations().stream().map(PotencyReport::fields).toList());
        fields.put("validity", result.validity().stream().map(PotencyReport::fields).toList());
        fields.put("valid", result.valid());
        fields.put("equivalence", result.equivalence().stream().map(PotencyReport::fields).toList());
        if (!doses.isEmpty()) {
            fields.put("effectiveDoses", doses.stream().map(PotencyReport::fields).toList());
        }
        fields.put("anova", Report.json(result.anova()));
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        result.parameters().forEach((name, value) -> parameters.put(name, Report.number(value)));
        fields.put("parameters", parameters);
        fields.put("errorMeanSquare", Report.number(result.error().meanSquare()));
        fields.put("errorDf", Report.number(result.error().df()));
        fields.put("assumptions", report.json(result.assumptions()));
        fields.put("warnings", report.json(result.warnings()));
        fields.put("input", Report.json(table));
        return fields;
    }

    private static Map<String, @Nullable Object> fields(PreparationPotency potency) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", potency.name());
        fields.put("potency", Report.number(potency.potency()));
        fields.put("lower", Report.number(potency.lower()));
        fields.put("upper", Report.number(potency.upper()));
        fields.put("assumed", potency.assumed());
        fields.put("percentOfAssumed", Report.number(potency.percentOfAssumed()));
        fields.put("lowerPercentOfEstimate", Report.number(potency.lowerPercentOfEstimate()));
        fields.put("upperPercentOfEstimate", Report.number(potency.upperPercentOfEstimate()));
        return fields;
    }

    private static Map<String, @Nullable Object> fields(ValidityTest test) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("test", test.test());
        fields.put("f", Report.number(test.f()));
        fields.put("df", test.df());
        fields.put("p", Report.number(test.p()));
        fields.put("passed", test.passed());
        fields.put("expected", test.expectation().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return fields;
    }

    private static Map<String, @Nullable Object> fields(EquivalenceTest test) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("parameter", test.parameter());
        fields.put("preparation", test.preparation());
        fields.put("estimate", Report.number(test.estimate()));
        fields.put("lower", Report.number(test.interval().lower()));
        fields.put("upper", Report.number(test.interval().upper()));
        fields.put("lowestAllowed", test.margins().lower());
        fields.put("highestAllowed", test.margins().upper());
        fields.put("passed", test.passed());
        return fields;
    }

    private static Map<String, @Nullable Object> fields(EffectiveDose dose) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("preparation", dose.preparation());
        fields.put("share", dose.share());
        fields.put("dose", Report.number(dose.dose()));
        fields.put("lower", Report.number(dose.lower()));
        fields.put("upper", Report.number(dose.upper()));
        return fields;
    }

    String text(CsvTable table) {
        report.input(table);
        report.line(report.word("model") + ": " + report.word(result.model()) + ", "
                + report.word(settings.design().code()));
        report.heading("potencies").table(List.of("preparation", "potency", "lower", "upper", "percent-of-assumed"),
                result.preparations().stream()
                        .map(p -> List.of(p.name(), Report.show(p.potency()), Report.show(p.lower()),
                                Report.show(p.upper()), Report.show(p.percentOfAssumed())))
                        .toList());
        if (!doses.isEmpty()) {
            report.heading("effective-doses").table(List.of("preparation", "share", "dose", "lower", "upper"),
                    doses.stream().map(d -> List.of(d.preparation(), Report.show(d.share()), Report.show(d.dose()),
                            Report.show(d.lower()), Report.show(d.upper()))).toList());
        }
        report.heading("validity").table(List.of("test", "df", "F", "p", "passed"), result.validity().stream()
                .map(t -> List.of(report.word(t.test()), String.valueOf(t.df()), Report.show(t.f()), Report.show(t.p()),
                        report.word(t.passed() ? "yes" : "no")))
                .toList());
        if (!result.equivalence().isEmpty()) {
            report.heading("equivalence").table(
                    List.of("parameter", "preparation", "estimate", "lower", "upper", "passed"),
                    result.equivalence().stream().map(this::row).toList());
        }
        report.heading("anova").anova(result.anova());
        report.heading("parameters").table(List.of("parameter", "estimate"), result.parameters().entrySet().stream()
                .map(entry -> List.of(report.word(entry.getKey()), Report.show(entry.getValue()))).toList());
        report.notes("assumptions", result.assumptions()).notes("warnings", result.warnings());
        return report.toString().stripTrailing();
    }

    private List<String> row(EquivalenceTest test) {
        return List.of(report.word(test.parameter()), test.preparation(), Report.show(test.estimate()),
                Report.show(test.interval().lower()), Report.show(test.interval().upper()),
                report.word(test.passed() ? "yes" : "no"));
    }

    /** Responses on the scale of analysis with the fitted lines or curves, over the dose. */
    LinePlot plot(List<Observation> observations) {
        boolean quantal = !doses.isEmpty();
        LinePlot plot = new LinePlot(report.word(result.model()), report.word("dose"),
                report.word(quantal ? "share" : "response"), !result.model().equals(SlopeRatio.CODE));
        List<String> names = result.fitted().stream().map(FittedPoint::preparation).distinct().toList();
        for (String name : names) {
            List<Observation> own = new ArrayList<>(observations);
            own.removeIf(o -> !o.preparation().equals(name) || o.dose() == 0 || o.response() == null);
            List<FittedPoint> line = result.fitted().stream().filter(p -> p.preparation().equals(name)).toList();
            plot.group(name, own.stream().mapToDouble(Observation::dose).toArray(),
                    own.stream().mapToDouble(o -> shown(o, quantal)).toArray(),
                    line.stream().mapToDouble(FittedPoint::dose).toArray(),
                    line.stream().mapToDouble(FittedPoint::response).toArray());
        }
        return plot;
    }

    private double shown(Observation observation, boolean quantal) {
        Double response = observation.response();
        Double size = observation.groupSize();
        double value = response == null ? Double.NaN : response;
        return quantal ? value / (size == null ? Double.NaN : size) : settings.transformation().apply(value);
    }
}
