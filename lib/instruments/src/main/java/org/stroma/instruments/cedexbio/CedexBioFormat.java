package org.stroma.instruments.cedexbio;

import java.util.ArrayList;
import java.util.List;

import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.asm.SolutionAnalyzer;
import org.stroma.instruments.json.JsonObject;

/**
 * The result archive of Roche Cedex Bio and Bio HT: tab-separated lines without header, the first with "#ARC-FILE#",
 * analyser, software version and operator, then one per test. The order of columns differs between versions 5 and 6/7.
 * Tests of one sample that follow each other within an hour are one round.
 *
 * <p>
 * Known from: real exports; the requirements document for Cedex BioHT published with Benchling allotropy (MIT), which also
 * lists the codes of the tests. Seen: 5.0.0.1206, 6.0.0.1905 and 7.
 */
public final class CedexBioFormat implements Format {

    private static final About ABOUT = new About("cedex-bio", "Roche Cedex Bio HT", "罗氏 Cedex Bio HT",
            "solution analyzer", List.of("5.0.0.1206", "6.0.0.1905", "7"),
            "real exports; allotropy requirements for Cedex BioHT");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        return content.headLines().stream().findFirst().orElse("").replace("\"", "").contains("\t#ARC-FILE#\t");
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        CedexBioReader reader = new CedexBioReader(content, problems);
        AsmBuilder asm = new AsmBuilder(SolutionAnalyzer.TECHNIQUE, content, ABOUT.id());
        asm.dataSystem()
                .put("data system instance identifier", AsmBuilder.NOT_APPLICABLE)
                .put("software name", reader.title().model())
                .put("software version", reader.title().version());
        asm.deviceSystem()
                .put("device identifier", AsmBuilder.NOT_APPLICABLE)
                .put("equipment serial number", reader.title().serialNumber())
                .put("model number", reader.title().model());
        reader.forEach(sample -> {
            AsmBuilder.Group group = asm.group();
            group.document().put("analyst", reader.title().analyst());
            group.aggregate().put("data processing time", reader.title().time());
            sample.forEachRound(problems, round -> add(sample, round, group, asm, problems));
        });
        return asm.build();
    }

    private static void add(Sample sample, Round round, AsmBuilder.Group group, AsmBuilder asm, Problems problems) {
        List<JsonObject> analytes = new ArrayList<>();
        List<TestResult> failed = new ArrayList<>();
        for (TestResult test : round.sorted()) {
            if (test.value() == null && test.error() != null)
                failed.add(test);
            if (test.isOpticalDensity()) {
                Measurement measurement = measurement(sample, round, asm);
                measurement.own().quantity("absorbance", test.valueOrNegativeZero(), "mAU");
                group.add(measurement.build());
            } else
                analytes.add(analyte(test, problems));
        }
        if (analytes.isEmpty())
            return;
        Measurement measurement = measurement(sample, round, asm);
        failed.forEach(test -> measurement.error(String.valueOf(test.error()), test.analyte() + " - " + test.kit()));
        measurement.own()
                .put("analyte aggregate document", new JsonObject().put("analyte document", analytes));
        group.add(measurement.build());
    }

    private static Measurement measurement(Sample sample, Round round, AsmBuilder asm) {
        Measurement measurement = new Measurement(asm.nextId(), round.time());
        measurement.device().put("device type", SolutionAnalyzer.DEVICE);
        measurement.sample().put("sample identifier", sample.name());
        if (!sample.batch().isEmpty())
            measurement.sample().put("batch identifier", sample.batch());
        return measurement;
    }

    private static JsonObject analyte(TestResult test, Problems problems) {
        JsonObject analyte = SolutionAnalyzer.analyte(test.analyte(), test.valueOrNegativeZero(), test.unit());
        if (analyte == null)
            throw problems.refuse(problems.place(test.line()), FileProblem.UNSUPPORTED,
                    test.code() + " / " + test.unit());
        AsmBuilder.custom(analyte, "analyte code", test.code());
        AsmBuilder.custom(analyte, "record type", test.recordType());
        AsmBuilder.custom(analyte, "flag", test.error());
        AsmBuilder.custom(analyte, "dilution factor", test.dilution());
        AsmBuilder.custom(analyte, "detection kit", test.kit());
        AsmBuilder.custom(analyte, "detection kit range", test.range());
        return analyte;
    }

}
