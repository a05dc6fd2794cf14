package org.stroma.instruments.flowjo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
import org.stroma.instruments.value.DateTimes;
import org.stroma.instruments.xml.XmlElement;

/** Maps a workspace: one group with one measurement for each sample. */
final class FlowJoMapper {

    private static final Set<String> OF_DISPLAY = Set.of("schemaLocation", "version", "flowJoVersion", "drawRowBorders",
            "drawColumnBorders", "hideCompNodes", "groupPaneHeight", "curGroup", "nonAutoSaveFileName");
    private static final Set<String> OF_CYTOMETER = Set.of("cyt", "widthBasis", "useTransform", "icon");
    private static final Set<String> OF_NODE = Set.of("name", "sampleID", "count", "owningGroup", "sortPriority",
            "expanded", "FJ FCS VERSION", "curGroup");
    private static final Set<String> OF_MATRIX = Set.of("id", "spectral", "prefix", "editable", "color", "version");

    private final XmlElement workspace;
    private final Optional<XmlElement> cytometer;
    private final AsmBuilder asm;
    private final Problems problems;

    FlowJoMapper(XmlElement workspace, Content content, String converter, Problems problems) {
        this.workspace = workspace;
        this.cytometer = workspace.child("Cytometers").flatMap(all -> all.child("Cytometer"));
        this.asm = new AsmBuilder(FlowCytometry.TECHNIQUE, content, converter);
        this.problems = problems;
    }

    AsmDocument map() {
        XmlElement list = workspace.child("SampleList")
                .orElseThrow(() -> problems.refuse(FileProblem.MISSING_SECTION, "SampleList"));
        List<XmlElement> samples = list.children("Sample");
        if (samples.isEmpty())
            throw problems.refuse(problems.place(list.line()), FileProblem.MISSING_SECTION, "Sample");
        describe(list, samples.getFirst());
        samples.forEach(sample -> sample(sample, list));
        return asm.build();
    }

    private void describe(XmlElement list, XmlElement first) {
        String file = Attributes.text(workspace, "nonAutoSaveFileName");
        asm.dataSystem()
                .put("data system instance identifier", AsmBuilder.NOT_APPLICABLE)
                .put("software name", "FlowJo")
                .put("software version", Attributes.text(workspace, "flowJoVersion"));
        if (file != null)
            asm.dataSystem().put("file name", file.substring(file.lastIndexOf('/') + 1));
        Keywords keywords = new Keywords(first);
        asm.deviceSystem()
                .put("device identifier", "cytometer")
                .put("model number", cytometer.map(element -> Attributes.text(element, "cyt")).orElse(null))
                .put("equipment serial number", keywords.serial());
        JsonObject others = asm.aggregate();
        keywords.others(others);
        others(workspace, union(OF_DISPLAY, Keywords.OF_WORKSPACE), others);
        cytometer.ifPresent(element -> others(element,
                union(union(OF_CYTOMETER, Keywords.OF_WORKSPACE), Keywords.OF_SCALES), others));
        others(list, Set.of(), others);
        others(first, Set.of(), others);
    }

    private static Set<String> union(Collection<String> one, Collection<String> other) {
        Set<String> all = new java.util.HashSet<>(one);
        all.addAll(other);
        return all;
    }

    private static void others(XmlElement element, Set<String> taken, JsonObject document) {
        Attributes.others(element, taken, (name, value) -> AsmBuilder.custom(document, name, value));
    }

    private void sample(XmlElement sample, XmlElement list) {
        XmlElement node = sample.child("SampleNode").orElseThrow(
                () -> problems.refuse(problems.place(sample.line()), FileProblem.MISSING_SECTION, "SampleNode"));
        Keywords keywords = new Keywords(sample);
        AsmBuilder.Group group = asm.group();
        String time = keywords.time();
        group.aggregate()
                .put("analyst", keywords.get("$OP"))
                .put("measurement time", time == null ? null : time(time, sample, "$DATE $ETIM"))
                .put("experimental data identifier", Attributes.text(node, "name"));
        sample.child("spilloverMatrix").ifPresentOrElse(matrix -> compensation(matrix, group),
                () -> FlowCytometry.compensation(group, List.of()));
        others(node, OF_NODE, group.document());
        keywords.others(group.document());
        group.add(measurement(sample, node, list, keywords));
    }

    private String time(String printed, XmlElement element, String field) {
        boolean known = DateTimes.parse(printed).isPresent();
        return Fields.time(known ? printed : printed.replaceFirst(" [A-Z]{2,5} ", " "),
                Attributes.place(element, field, problems), problems);
    }

    private void compensation(XmlElement matrix, AsmBuilder.Group group) {
        List<JsonObject> rows = new ArrayList<>();
        for (XmlElement spillover : matrix.children("spillover")) {
            List<JsonObject> coefficients = new ArrayList<>();
            for (XmlElement coefficient : spillover.children("coefficient")) {
                JsonObject document = FlowCytometry.coefficient(Attributes.text(coefficient, "parameter"),
                        Attributes.number(coefficient, "value", problems));
                others(coefficient, Set.of("parameter", "value"), document);
                coefficients.add(document);
            }
            JsonObject row = FlowCytometry.compensation(Attributes.require(spillover, "parameter", problems),
                    coefficients);
            others(spillover, Set.of("parameter"), row);
            rows.add(row);
        }
        FlowCytometry.compensation(group, rows);
        others(matrix, OF_MATRIX, group.document());
    }

    private JsonObject measurement(XmlElement sample, XmlElement node, XmlElement list, Keywords keywords) {
        Measurement measurement = new Measurement(asm.nextId(), null);
        measurement.device().put("device type", FlowCytometry.DEVICE);
        keywords.ofDevice(measurement.device());
        measurement.sample()
                .put("sample identifier", Attributes.require(node, "sampleID", problems))
                .put("location identifier", keywords.get("WELL ID"))
                .put("well plate identifier", keywords.get("PLATE ID"))
                .put("written name", keywords.get("$SRC"));
        keywords.ofSample(measurement.sample());
        String evaluated = Attributes.text(workspace, "modDate");
        measurement.processing()
                .put("method version", Attributes.text(workspace, "version"))
                .put("data processing time",
                        evaluated == null || evaluated.isBlank() ? null : time(evaluated, workspace, "modDate"));
        FlowJoTree tree = new FlowJoTree(asm, problems);
        FlowCytometry.evaluation(measurement, asm.nextId(), tree.root(node), tree.regions());
        keywords.ofEvaluation(measurement.processing());
        keywords.ofMeasurement(measurement.own());
        for (XmlElement element : List.of(workspace, list, sample))
            inherited(element, Keywords.OF_WORKSPACE, measurement.own());
        inherited(workspace, Keywords.OF_SCALES, measurement.processing());
        cytometer.ifPresent(element -> {
            inherited(element, Keywords.OF_WORKSPACE, measurement.own());
            inherited(element, Keywords.OF_SCALES, measurement.processing());
        });
        return measurement.build();
    }

    /** Adds attributes unless something nearer told them before. */
    private static void inherited(XmlElement element, List<String> names, JsonObject document) {
        for (String name : names) {
            String value = element.attribute(name);
            if (value != null && !value.isBlank() && !told(document, name))
                AsmBuilder.custom(document, name, value.strip());
        }
    }

    private static boolean told(JsonObject document, String name) {
        @Nullable
        Object custom = document.get("custom information document");
        return custom instanceof JsonObject object && object.has(name);
    }

}
