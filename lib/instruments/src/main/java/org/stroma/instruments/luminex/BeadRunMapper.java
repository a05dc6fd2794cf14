package org.stroma.instruments.luminex;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Content;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmBuilder.DataSource;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.asm.Technique;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.luminex.BeadRun.Analyte;
import org.stroma.instruments.luminex.BeadRun.Result;
import org.stroma.instruments.luminex.BeadRun.Settings;
import org.stroma.instruments.luminex.BeadRun.Statistic;
import org.stroma.instruments.luminex.BeadRun.Value;
import org.stroma.instruments.luminex.BeadRun.Well;

/** Maps a run to ASM multi analyte profiling: one group with one measurement for each well. */
final class BeadRunMapper {

    private static final Technique TECHNIQUE = Technique.of(
            "multi-analyte-profiling/BENCHLING/2024/09/multi-analyte-profiling.manifest", "multi analyte profiling");
    private static final String NUMBER = "#";
    private static final String DILUTION = "dilution factor setting";
    private static final String FEATURE = "fluorescence";

    private final BeadRun run;
    private final AsmBuilder asm;
    private final Problems problems;

    BeadRunMapper(BeadRun run, Content content, String converter, Problems problems) {
        this.run = run;
        this.asm = new AsmBuilder(TECHNIQUE, content, converter);
        this.problems = problems;
    }

    AsmDocument map() {
        Settings settings = run.settings();
        asm.dataSystem()
                .put("data system instance identifier", settings.computer())
                .put("software name", settings.software())
                .put("software version", settings.version());
        List<JsonObject> calibrations = run.calibrations().stream()
                .map(calibration -> new JsonObject().put("calibration name", calibration.name())
                        .put("calibration time", calibration.time())
                        .put("calibration report", calibration.report()))
                .toList();
        asm.deviceSystem()
                .put("equipment serial number", settings.serial())
                .put("model number", settings.model())
                .put("calibration aggregate document", new JsonObject().put("calibration document", calibrations));
        AsmBuilder.customAll(asm.deviceSystem(), settings.others().instrument());
        run.wells().forEach(this::well);
        return asm.build();
    }

    private void well(Well well) {
        Settings settings = run.settings();
        AsmBuilder.Group group = asm.group();
        group.document().put("analyst", settings.analyst());
        group.aggregate()
                .put("analytical method identifier", settings.method())
                .put("method version", settings.methodVersion())
                .put("experimental data identifier", settings.batch())
                .put("container type", "well plate")
                .quantity("plate well count", settings.plateWells(), NUMBER);
        AsmBuilder.customAll(group.aggregate(), settings.others().group());
        Measurement measurement = new Measurement(asm.nextId(), well.time());
        BigDecimal dilution = well.dilution();
        measurement.device()
                .put("device type", "multi analyte profiling analyzer")
                .put("detector gain setting", settings.gain())
                .quantity("sample volume setting", settings.volume(), "μL")
                .quantity(DILUTION, dilution == null ? JsonObject.NEGATIVE_ZERO : dilution, AsmBuilder.UNITLESS)
                .quantity("minimum assay bead count threshold setting", settings.minimumBeads(), NUMBER);
        AsmBuilder.customAll(measurement.device(), settings.others().device());
        measurement.sample().put("sample identifier", well.sample()).put("location identifier", well.location());
        AsmBuilder.customAll(measurement.sample(), settings.others().sample());
        well.warnings().forEach(warning -> measurement.error(warning, null));
        if (dilution == null)
            measurement.error("Not reported in file", DILUTION);
        List<JsonObject> analytes = well.analytes().stream().map(analyte -> analyte(analyte, measurement)).toList();
        measurement.own()
                .quantity("assay bead count", well.events(), NUMBER)
                .put("analyte aggregate document", new JsonObject().put("analyte document", analytes));
        AsmBuilder.customAll(measurement.own(), well.others());
        group.add(measurement.build());
    }

    private JsonObject analyte(Analyte analyte, Measurement measurement) {
        String identifier = asm.nextId();
        JsonObject document = new JsonObject().put("analyte identifier", identifier)
                .put("analyte name", analyte.name())
                .put("assay bead identifier", analyte.bead())
                .quantity("assay bead count", number(analyte, analyte.count(), "assay bead count", measurement),
                        NUMBER);
        List<JsonObject> dimensions = new ArrayList<>();
        for (Value<Statistic> value : analyte.statistics()) {
            Statistic kind = value.kind();
            JsonObject statistic = new JsonObject().put("value", number(analyte, value, kind.role(), measurement))
                    .put("unit", kind.unit())
                    .put("has statistic datum role", kind.role());
            dimensions.add(new JsonObject().put("statistical value", statistic));
        }
        JsonObject statistics = new JsonObject().put("statistical feature", FEATURE)
                .put("statistic dimension aggregate document",
                        new JsonObject().put("statistic dimension document", dimensions));
        for (Value<Result> value : analyte.results())
            asm.addCalculation(AsmBuilder.calculation(asm.nextId(), value.kind().title(),
                    number(analyte, value, value.kind().title(), measurement), value.kind().unit(),
                    List.of(new DataSource(identifier, FEATURE))));
        return document.put("statistics aggregate document",
                new JsonObject().put("statistics document", List.of(statistics)));
    }

    /** The number, or {@code -0.0} with an error of the measurement where none is printed. */
    private Object number(Analyte analyte, Value<?> value, String what, Measurement measurement) {
        BigDecimal number = value.printed().exact();
        if (number != null)
            return number;
        boolean blank = value.printed().text().isEmpty();
        measurement.error(blank ? "Not reported" : "NaN", analyte.name() + " <" + what + ">");
        problems.add(value.place(), blank ? FileProblem.MISSING_VALUE : FileProblem.CENSORED,
                blank ? analyte.name() + ", " + what : value.printed().text());
        return JsonObject.NEGATIVE_ZERO;
    }

}
