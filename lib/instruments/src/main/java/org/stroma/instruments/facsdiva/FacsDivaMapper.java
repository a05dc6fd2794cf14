package org.stroma.instruments.facsdiva;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Content;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.FlowCytometry;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;
import org.stroma.instruments.xml.XmlElement;

/** Maps an experiment: one group with one measurement for each tube. */
final class FacsDivaMapper {

    private static final Set<String> NOT_COMPENSATED = Set.of("FSC-A", "FSC-H", "FSC-W", "SSC-A", "SSC-H", "SSC-W",
            "Time");
    private static final Set<String> OF_DEVICE = Set.of("CST SETUP STATUS", "CST BEADS LOT ID", "CYTOMETER CONFIG NAME",
            "CYTOMETER CONFIG CREATE DATE", "CST SETUP DATE", "CST BASELINE DATE", "CST BEADS EXPIRED");

    private final XmlElement root;
    private final AsmBuilder asm;
    private final Problems problems;
    private final int depth;

    FacsDivaMapper(XmlElement root, Content content, String converter, Problems problems) {
        this.root = root;
        this.asm = new AsmBuilder(FlowCytometry.TECHNIQUE, content, converter);
        this.problems = problems;
        this.depth = content.limits().depth();
    }

    AsmDocument map() {
        XmlElement experiment = root.child("experiment")
                .orElseThrow(() -> problems.refuse(problems.place(root.line()), FileProblem.MISSING_SECTION,
                        "experiment"));
        XmlElement first = experiment.children("specimen").stream()
                .flatMap(specimen -> specimen.child("tube").stream()).findFirst()
                .orElseThrow(() -> problems.refuse(problems.place(experiment.line()), FileProblem.MISSING_SECTION,
                        "tube"));
        asm.dataSystem()
                .put("data system instance identifier", AsmBuilder.NOT_APPLICABLE)
                .put("software name", "BD FACSDiva")
                .put("software version", root.attribute("version"));
        asm.deviceSystem()
                .put("device identifier", "cytometer")
                .put("model number", first.childText("data_instrument_name"))
                .put("equipment serial number", first.childText("data_instrument_serial_number"));
        for (String name : root.attributeNames())
            if (!name.equals("version") && !name.equals("release_version") && !blank(root.attribute(name)))
                AsmBuilder.custom(asm.aggregate(), name, root.attribute(name));
        String time = time(first, "date");
        String exported = time(experiment, "export_time");
        for (XmlElement specimen : experiment.children("specimen"))
            for (XmlElement tube : specimen.children("tube"))
                tube(tube, specimen.attribute("name"), experiment, time, exported);
        return asm.build();
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private @Nullable String time(XmlElement parent, String name) {
        Optional<XmlElement> element = parent.child(name).filter(child -> !child.text().isEmpty());
        return element.map(child -> Fields.time(child.text(), problems.place(child.line()).withField(name), problems))
                .orElse(null);
    }

    private void tube(XmlElement element, @Nullable String specimen, XmlElement experiment, @Nullable String time,
            @Nullable String exported) {
        AsmBuilder.Group group = asm.group();
        group.aggregate()
                .put("analyst", experiment.childText("owner_name"))
                .put("measurement time", time)
                .put("experimental data identifier", element.childText("data_filename"))
                .put("experiment identifier", experiment.attribute("name"));
        String own = time(element, "date");
        if (own != null && !Objects.equals(own, time))
            problems.add(problems.place(element.line()).withField("date"), FileProblem.VALUE_NOT_USED,
                    "measurement time", own);
        Measurement measurement = new Measurement(asm.nextId(), null);
        measurement.device().put("device type", FlowCytometry.DEVICE);
        String name = element.attribute("name");
        if (name == null)
            throw problems.refuse(problems.place(element.line()), FileProblem.MISSING_FIELD, "tube name");
        measurement.sample().put("sample identifier", name).put("batch identifier", specimen);
        measurement.processing().put("data processing time", exported);
        FacsDivaGates gates = new FacsDivaGates(element, depth, asm, problems);
        FlowCytometry.evaluation(measurement, asm.nextId(), gates.root(), gates.regions());
        keywords(element, measurement, group);
        group.add(measurement.build());
        element.child("instrument_settings").ifPresent(settings -> compensation(settings, group));
    }

    private static void keywords(XmlElement tube, Measurement measurement, AsmBuilder.Group group) {
        XmlElement keywords = tube.child("keywords").orElse(null);
        if (keywords == null)
            return;
        for (XmlElement keyword : keywords.children("keyword")) {
            String name = keyword.attribute("name");
            String value = keyword.childText("value");
            if (name == null || value == null || name.equals("$OP"))
                continue;
            JsonObject document = OF_DEVICE.contains(name)
                    ? measurement.device()
                    : name.equals("$BTIM") ? group.aggregate() : measurement.own();
            AsmBuilder.custom(document, name, value);
        }
    }

    private void compensation(XmlElement settings, AsmBuilder.Group group) {
        List<XmlElement> fluorescent = settings.children("parameter").stream()
                .filter(parameter -> !blank(parameter.attribute("name")))
                .filter(parameter -> !NOT_COMPENSATED.contains(parameter.attribute("name")))
                .toList();
        List<XmlElement> compensated = fluorescent.stream()
                .filter(parameter -> parameter.child("compensation").isPresent()).toList();
        List<JsonObject> rows = new ArrayList<>();
        for (XmlElement parameter : compensated) {
            List<XmlElement> values = parameter.child("compensation").orElseThrow()
                    .children("compensation_coefficient");
            List<XmlElement> targets = values.size() == fluorescent.size() ? fluorescent : compensated;
            if (values.size() > targets.size())
                throw problems.refuse(problems.place(parameter.line()), FileProblem.CONTRADICTION,
                        values.size() + " compensation_coefficient, " + targets.size() + " parameter");
            rows.add(FlowCytometry.compensation(String.valueOf(parameter.attribute("name")),
                    coefficients(values, targets)));
        }
        FlowCytometry.compensation(group, rows);
    }

    private List<JsonObject> coefficients(List<XmlElement> values, List<XmlElement> targets) {
        List<JsonObject> coefficients = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            BigDecimal value = Numbers.parse(values.get(i).text(), DecimalSign.POINT);
            if (value == null)
                problems.add(problems.place(values.get(i).line()), FileProblem.NOT_A_NUMBER, values.get(i).text());
            else
                coefficients.add(FlowCytometry.coefficient(targets.get(i).attribute("name"), value));
        }
        return coefficients;
    }

}
