package org.stroma.instruments.pharmspec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.IdentifierList;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.asm.SolutionAnalyzer;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.pharmspec.PharmSpecReader.Report;
import org.stroma.instruments.pharmspec.PharmSpecReader.Run;
import org.stroma.instruments.pharmspec.PharmSpecReader.Size;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Workbook;

/**
 * Reports of light obscuration counts from the HIAC 9703 by Beckman Coulter PharmSpec, in two layouts: the "Summary Report"
 * (xlsx: name, colon and value in cells of their own, signed by an approver) and the "Run Counter Test" (xls, xlsx or HTML
 * under the name of a spreadsheet: the colon begins the value). Both list particle sizes per run and their average.
 *
 * <p>
 * Known from: real exports; the requirements document for PharmSpec published with Benchling allotropy (MIT). Seen:
 * PharmSpec v3.0 (English and German names) and a Run Counter Test of 2026 without version.
 */
public final class PharmSpecFormat implements Format {

    private static final About ABOUT = new About("pharmspec", "HIAC 9703 (Beckman Coulter PharmSpec)",
            "HIAC 9703（贝克曼库尔特 PharmSpec）", "solution analyzer", List.of("3.0"),
            "real exports; allotropy requirements for PharmSpec");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        if (content.kind() == Content.Kind.MARKUP)
            return content.head().contains("Particle Size(") && content.head().contains("Run No.");
        return Workbook.find(content)
                .map(book -> book.first().rows().stream().limit(100).anyMatch(PharmSpecReader::isHeader))
                .orElse(false);
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        AsmBuilder asm = new AsmBuilder(SolutionAnalyzer.TECHNIQUE, content, ABOUT.id());
        Report report = new PharmSpecReader(content, problems, asm).read();
        Fields heading = report.heading();
        String time = heading.requireTimeAsPublished("Sample Date");
        asm.dataSystem()
                .put("data system instance identifier", AsmBuilder.NOT_APPLICABLE)
                .put("software name", "PharmSpec")
                .put("software version", report.version());
        asm.deviceSystem().put("equipment serial number", heading.requireText("Sensor Serial Number"));
        AsmBuilder.Group group = asm.group();
        group.document().put("analyst", heading.requireText("Operator Name"));
        group.aggregate().put("data processing time", time);
        Settings settings = Settings.of(heading);
        boolean first = true;
        for (Run run : report.runs())
            if (!run.calculated()) {
                Measurement measurement = measurement(run, settings, time);
                if (first)
                    describe(measurement, heading);
                first = false;
                group.add(measurement.build());
            }
        heading.forEachUnread((name, value) -> problems.add(heading.place(name), FileProblem.SECTION_LEFT_OUT,
                name + ": " + value));
        calculate(report.runs(), asm);
        return asm.build();
    }

    /** What is set for all runs: volumes in millilitres. */
    private record Settings(BigDecimal view, BigDecimal runs, BigDecimal volume, BigDecimal dilution, String sample) {

        static Settings of(Fields heading) {
            return new Settings(heading.requireNumber("View Volume", "View Volume (%)"),
                    heading.requireNumber("No Of Runs"), heading.requireNumber("Sample Volume (mL)"),
                    heading.requireNumber("Dilution Factor"), heading.requireText("Probe", "Sample Name"));
        }

    }

    private static Measurement measurement(Run run, Settings settings, String time) {
        Measurement measurement = new Measurement(run.name(), time);
        measurement.device()
                .put("device type", SolutionAnalyzer.DEVICE)
                .quantity("flush volume setting", BigDecimal.ZERO, "mL")
                .quantity("detector view volume", settings.view, "mL")
                .put("repetition setting", settings.runs)
                .quantity("sample volume setting", settings.volume, "mL");
        measurement.sample().put("sample identifier", settings.sample);
        measurement.processing().quantity("dilution factor setting", settings.dilution, AsmBuilder.UNITLESS);
        List<JsonObject> sizes = new ArrayList<>();
        for (Size size : run.sizes()) {
            sizes.add(distribution(size));
            missing(size.differentialDensity(), "differential particle density", size, measurement);
            missing(size.differentialCount(), "differential count", size, measurement);
        }
        measurement.processed()
                .put("distribution aggregate document", new JsonObject().put("distribution document", sizes));
        return measurement;
    }

    private static void missing(@Nullable BigDecimal value, String feature, Size size, Measurement measurement) {
        if (value == null)
            measurement.error(AsmBuilder.NOT_APPLICABLE, feature + " - " + size.identifier());
    }

    private static JsonObject distribution(Size size) {
        JsonObject document = new JsonObject().put("distribution identifier", size.identifier())
                .quantity("particle size", size.diameter(), "µm")
                .quantity("cumulative count", size.cumulativeCount(), AsmBuilder.UNITLESS)
                .quantity("cumulative particle density", size.cumulativeDensity(), "Counts/mL")
                .quantity("differential particle density", orNegativeZero(size.differentialDensity()), "Counts/mL")
                .quantity("differential count", orNegativeZero(size.differentialCount()), AsmBuilder.UNITLESS);
        AsmBuilder.customAll(document, size.others());
        return document;
    }

    private static Object orNegativeZero(@Nullable BigDecimal value) {
        return value == null ? JsonObject.NEGATIVE_ZERO : value;
    }

    /** The published documents tell these once, with the first run; a dash means nothing was entered. */
    private static void describe(Measurement measurement, Fields heading) {
        AsmBuilder.custom(measurement.device(), "model number", heading.value("Sensor Model"));
        AsmBuilder.custom(measurement.sample(), "batch identifier", entered(heading, "Batch-Nr"));
        AsmBuilder.custom(measurement.own(), "Ro-Nr", entered(heading, "Ro-Nr"));
        AsmBuilder.custom(measurement.own(), "observation 1", entered(heading, "Bemerkungen 1"));
        AsmBuilder.custom(measurement.own(), "observation 2", entered(heading, "Bemerkungen 2"));
    }

    private static @Nullable Object entered(Fields heading, String name) {
        Object value = heading.value(name);
        return "-".equals(value) ? null : value;
    }

    private static void calculate(List<Run> runs, AsmBuilder asm) {
        for (Run run : runs)
            if (run.calculated())
                for (Size size : run.sizes()) {
                    IdentifierList from = asm.identifierList();
                    runs.stream().filter(measured -> !measured.calculated()).flatMap(each -> each.sizes().stream())
                            .filter(source -> source.diameter().compareTo(size.diameter()) == 0)
                            .forEach(source -> from.add(source.identifier()));
                    calculate(run, "particle_size", size.diameter(), "µm", from, asm);
                    calculate(run, "cumulative_count", size.cumulativeCount(), AsmBuilder.UNITLESS, from, asm);
                    calculate(run, "cumulative_particle_density", size.cumulativeDensity(), "Counts/mL", from, asm);
                    calculate(run, "differential_particle_density", size.differentialDensity(), "Counts/mL", from, asm);
                    calculate(run, "differential_count", size.differentialCount(), AsmBuilder.UNITLESS, from, asm);
                }
    }

    private static void calculate(Run run, String name, @Nullable BigDecimal value, String unit, IdentifierList from,
            AsmBuilder asm) {
        if (value == null)
            return;
        asm.addCalculation(
                AsmBuilder.calculation(asm.nextId(), (run.name() + "_" + name).toLowerCase(Locale.ROOT), value,
                        unit, from.sources(name.replace('_', ' '))));
    }

}
