package org.stroma.instruments.unicorn;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Limits;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Refusal;
import org.stroma.instruments.Source;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.value.DateTimes;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;
import org.stroma.instruments.xml.Xml;
import org.stroma.instruments.xml.XmlElement;

/** Maps a result to measurements, one per kind of detector, with the fractions and the log of the run. */
final class UnicornReader {

    private static final BigDecimal TEN = BigDecimal.TEN;
    private static final String START = "MethodStartTime";
    private static final String OFFSET = START + "UtcOffsetMinutes";
    /** Names of samples in one run. */
    private static final List<String> SAMPLES = List.of("Sample_ID", "Sample_ID_2", "Sample_ID_3");
    /** What stands elsewhere in the document. */
    private static final Set<String> OF_RESULT = Set.of("SystemName", "SystemTypeName", "RunIndex", "RunType", "Name",
            "BatchId", "UNICORNVersion", "ResultSearchCriterias");
    private static final Set<String> OF_CHROMATOGRAM = Set.of("TimeUnit", "VolumeUnit", "IsReadonly",
            "UNICORNVersion", "AnalysisSettings", "EventCurves", "Curves", "PeakTables");
    private static final Set<String> OF_CURVE = Set.of("Name", "CurvePoints", "ColumnVolume", "ScanInterval");

    private final UnicornArchive archive;
    private final AsmBuilder asm;
    private final Limits limits;
    private final Problems problems;
    private final XmlElement result;
    private final XmlElement chromatogram;
    private final Curves curves;
    private final AsmBuilder.Group group;
    private final String injection;
    private final String start;
    private final JsonObject column;
    private final JsonObject sample;
    private boolean measured;

    UnicornReader(UnicornArchive archive, AsmBuilder asm, Limits limits, Problems problems) {
        this.archive = archive;
        this.asm = asm;
        this.limits = limits;
        this.problems = problems;
        result = archive.document(UnicornArchive.RESULT)
                .orElseThrow(() -> problems.refuse(FileProblem.MISSING_SECTION, UnicornArchive.RESULT));
        chromatogram = archive.document(UnicornArchive.CHROMATOGRAM)
                .orElseThrow(() -> problems.refuse(FileProblem.MISSING_SECTION, UnicornArchive.CHROMATOGRAM));
        List<XmlElement> all = Elements.path(chromatogram, "Curves").map(found -> found.children("Curve"))
                .orElse(List.of());
        if (all.isEmpty())
            throw problems.refuse(FileProblem.MISSING_SECTION, "Curves");
        curves = new Curves(all, archive, problems);
        group = asm.group();
        injection = asm.nextId();
        start = start(all.getFirst());
        column = column();
        sample = sample();
    }

    /**
     * The time the method began. As in the published documents it is the time as printed with the offset of UTC; an offset the
     * file declares is told, and the document has it in the custom information of what was evaluated.
     */
    private String start(XmlElement curve) {
        String text = curve.childText(START);
        if (text == null)
            throw problems.refuse(problems.place().withField(START), FileProblem.MISSING_FIELD, START);
        BigDecimal minutes = Elements.number(curve, OFFSET);
        Optional<DateTimes.Parsed> time = DateTimes.parse(text);
        if (minutes == null || time.isEmpty() || time.get().offset() != null)
            return Fields.time(text, problems.place().withField(START), problems);
        if (minutes.signum() != 0)
            problems.add(FileProblem.WRITTEN_OTHERWISE, OFFSET, minutes.toPlainString(), "+00:00");
        return DateTimes.iso(problems.dates().read(text, problems.place().withField(START), problems).local(),
                ZoneOffset.UTC);
    }

    private JsonObject column() {
        XmlElement type = archive.innerDocument("ColumnTypeData").flatMap(found -> found.child("ColumnType"))
                .orElse(null);
        JsonObject document = new JsonObject();
        Elements.path(type, "Hardware").ifPresent(hardware -> {
            BigDecimal centimeters = Elements.number(hardware, "Diameter");
            document.put("chromatography column serial number", hardware.childText("ArticleNumber"))
                    .quantity("column inner diameter", centimeters == null ? null : centimeters.multiply(TEN), "mm");
        });
        Elements.path(type, "Media")
                .ifPresent(
                        media -> document.put("chromatography column chemistry type", media.childText("TechniqueName"))
                                .quantity("chromatography column particle size",
                                        Elements.number(media, "AverageParticleDiameter"), "µm"));
        settings().flatMap(found -> Elements.path(found, "IntegrationSettings", "ColumnProperties"))
                .ifPresent(properties -> document.quantity("void volume", Elements.number(properties, "ColumnVolume"),
                        "mL"));
        return document;
    }

    /** The settings of the evaluation: a document inside the text of an element. */
    private Optional<XmlElement> settings() {
        String text = chromatogram.childText("AnalysisSettings");
        if (text == null)
            return chromatogram.child("AnalysisSettings").filter(found -> !found.children().isEmpty());
        try {
            // The declared encoding was that of the text it is taken from.
            String bare = text.replaceFirst("^<\\?xml[^>]*\\?>", "");
            return Optional.of(Xml.tree(Source.of(bare.getBytes(StandardCharsets.UTF_8), "AnalysisSettings"), limits));
        } catch (Refusal refused) {
            problems.add(FileProblem.SECTION_LEFT_OUT, "AnalysisSettings");
            return Optional.empty();
        }
    }

    private @Nullable String criterion(String keyword) {
        return Elements.path(result, "ResultSearchCriterias")
                .flatMap(all -> all.children("ResultSearchCriteria")
                        .stream()
                        .filter(one -> keyword.equals(one.childText("Keyword1")))
                        .findFirst())
                .map(one -> one.childText("Keyword2"))
                .orElse(null);
    }

    private JsonObject sample() {
        String identifier = identifier();
        JsonObject document = new JsonObject()
                .put("sample identifier", identifier == null ? AsmBuilder.NOT_APPLICABLE : identifier)
                .put("batch identifier", result.childText("BatchId"))
                .quantity("flow rate", Numbers.parse(criterion("Flow rate"), DecimalSign.POINT), "mL/min");
        for (int i = 2; i <= 3; i++)
            AsmBuilder.custom(document, "sample volume " + i,
                    Numbers.parse(criterion("Sample volume_" + i), DecimalSign.POINT));
        return document;
    }

    /** The last sample named, as in the published documents; those it stands for are told. */
    private @Nullable String identifier() {
        Map<String, String> named = new LinkedHashMap<>();
        String last = null;
        for (String keyword : SAMPLES) {
            String name = criterion(keyword);
            if (name == null)
                continue;
            named.put(keyword, name);
            last = name;
        }
        for (Map.Entry<String, String> one : named.entrySet())
            if (!one.getValue().equals(last))
                problems.add(FileProblem.WRITTEN_OTHERWISE, one.getKey(), one.getValue(), last + "");
        return last;
    }

    void read() {
        describe();
        for (Detector detector : Detector.values())
            detector.measure(this);
        if (!measured)
            throw problems.refuse(FileProblem.MISSING_SECTION, "Curves");
        Elements.path(chromatogram, "EventCurves").ifPresent(events -> group.aggregate()
                .put("fraction aggregate document",
                        new JsonObject().putList("fraction document", RunEvents.fractions(events)))
                .put("log aggregate document", new JsonObject().putList("log document", RunEvents.log(events))));
        for (String name : List.of("RunIndex", "RunType", "Name"))
            AsmBuilder.custom(group.aggregate(), name, result.childText(name));
        Elements.rest(group.aggregate(), chromatogram, OF_CHROMATOGRAM);
        curves.reportRest();
        List<String> others = archive.others();
        if (!others.isEmpty())
            problems.add(FileProblem.SECTION_LEFT_OUT, String.join(", ", others));
    }

    private void describe() {
        Optional<XmlElement> system = archive.innerDocument("SystemData").flatMap(found -> found.child("System"));
        Optional<XmlElement> configuration = archive.innerDocument("InstrumentConfigurationData");
        String description = system.flatMap(found -> found.child("InstrumentConfiguration"))
                .map(found -> found.attribute("Description"))
                .or(() -> configuration.map(found -> found.childText("Description")))
                .orElseThrow(() -> problems.refuse(FileProblem.MISSING_SECTION, "SystemData"));
        asm.deviceSystem()
                .put("asset management identifier", description)
                .put("product manufacturer", "Cytiva Life Sciences")
                .put("device identifier", result.childText("SystemName"))
                .put("firmware version", configuration.map(found -> found.childText("FirmwareVersion")).orElse(null));
        AsmBuilder.custom(asm.deviceSystem(), "SystemTypeName", result.childText("SystemTypeName"));
        String version = result.attribute("UNICORNVersion");
        if (version == null)
            problems.add(FileProblem.MISSING_VALUE, "UNICORNVersion");
        asm.dataSystem().put("software version", version);
        Elements.rest(asm.dataSystem(), result, OF_RESULT);
        group.document().put("analyst", analyst());
    }

    /** The first who is not the system itself. */
    private @Nullable String analyst() {
        return archive.document("EvaluationLog.xml")
                .flatMap(log -> Elements.path(log, "AuditTrail", "AuditTrailEntries"))
                .stream()
                .flatMap(entries -> entries.children("AuditTrailEntry").stream())
                .map(entry -> entry.childText("Operator"))
                .filter(name -> name != null && !name.equals("System"))
                .findFirst()
                .orElse(null);
    }

    Curves curves() {
        return curves;
    }

    /** The peaks of the first ultraviolet curve. */
    List<JsonObject> peaks() {
        return PeakTable.peaks(chromatogram, asm);
    }

    /** What a curve tells of the control of the device; nothing without a curve. */
    JsonObject device(@Nullable XmlElement curve) {
        JsonObject device = new JsonObject().put("device type", "HPLC").put("start time setting", start);
        if (curve != null)
            for (String name : List.of("ColumnVolume", "ScanInterval"))
                AsmBuilder.custom(device, name, curve.childText(name));
        return device;
    }

    /** Adds a measurement with its controls, its own members and, unless it is empty, what was evaluated from a curve. */
    void add(List<JsonObject> controls, JsonObject own, JsonObject processed, @Nullable XmlElement curve) {
        measured = true;
        Measurement measurement = new Measurement(asm.nextId(), null);
        measurement.sample().putAll(sample);
        measurement.own().child("chromatography column document").putAll(column);
        BigDecimal volume = Numbers.parse(criterion("Sample volume"), DecimalSign.POINT);
        measurement.own()
                .put("device control aggregate document", new JsonObject().put("device control document", controls))
                .put("injection document", new JsonObject().put("injection identifier", injection)
                        .put("injection time", start)
                        .quantity("autosampler injection volume setting (chromatography)",
                                volume == null ? JsonObject.NEGATIVE_ZERO : volume, "mm^3"))
                .putAll(own);
        if (!processed.isEmpty()) {
            if (curve != null)
                Elements.rest(processed, curve, OF_CURVE);
            measurement.processed().putAll(processed);
        }
        group.add(measurement.build());
    }

}
