package org.stroma.instruments.nucleoview;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Document;
import org.stroma.instruments.Content;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmBuilder.DataSource;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.CellCounting;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.value.DateTimes;
import org.stroma.instruments.value.Numbers;

/** The counts of one NucleoView export, for typed access and as ASM. */
public final class NucleoViewDocument implements Document {

    private static final Set<String> OF_THE_GROUP = Set.of("Protocol template purpose", "Protocol template filename",
            "Protocol template title", "Protocol adaptation purpose", "Protocol adaptation title",
            "Protocol adaptation filename", "Login ID", "Event log format");
    private static final Set<String> OF_THE_SYSTEM = Set.of("21 CFR Part 11", "csv file version");

    private final String title;
    private final String signature;
    private final List<NucleoViewCount> counts;
    private final Map<String, String> lines;
    private final AsmDocument asm;

    NucleoViewDocument(Content content, String title, String signature, List<NucleoViewCount> counts,
            Map<String, String> lines, String leftOut) {
        this.title = title;
        this.signature = signature;
        this.counts = List.copyOf(counts);
        this.lines = new LinkedHashMap<>(lines);
        this.asm = map(content, leftOut);
    }

    /** The first line: protocol and adaptation. */
    public String title() {
        return title;
    }

    /** The hexadecimal signature the software wrote at the end, empty when there is none; it is not verified. */
    public String signature() {
        return signature;
    }

    /** The counts, at least one. */
    public List<NucleoViewCount> counts() {
        return counts;
    }

    /** Every {@code name;value} line as it stands, in file order. */
    public Map<String, String> lines() {
        return java.util.Collections.unmodifiableMap(lines);
    }

    @Override
    public JsonObject json() {
        return asm.json();
    }

    @Override
    public List<Table> tables(Locale locale) {
        return asm.tables(locale);
    }

    private AsmDocument map(Content content, String leftOut) {
        AsmBuilder asm = new AsmBuilder(CellCounting.TECHNIQUE, content, "nucleoview");
        NucleoViewCount first = counts.getFirst();
        asm.dataSystem()
                .put("data system instance identifier",
                        first.computer() == null ? AsmBuilder.NOT_APPLICABLE : first.computer())
                .put("software name", "NucleoView")
                .put("software version", first.softwareVersion());
        asm.deviceSystem()
                .put("equipment serial number", first.serialNumber())
                .put("model number", first.instrumentType() == null ? "NucleoCounter NC-200" : first.instrumentType());
        first.others().forEach((name, value) -> {
            if (OF_THE_SYSTEM.contains(name))
                AsmBuilder.custom(asm.dataSystem(), name, value);
        });
        List<JsonObject> calculated = asm.sharedList();
        boolean any = counts.stream()
                .anyMatch(count -> isTold(count.diameterDeviation()) || isTold(count.aggregates()));
        for (NucleoViewCount count : counts) {
            AsmBuilder.Group group = add(count, asm, calculated, leftOut);
            if (any)
                group.aggregate()
                        .put("calculated data aggregate document", AsmBuilder.calculations(calculated));
        }
        return asm.build();
    }

    private static AsmBuilder.Group add(NucleoViewCount count, AsmBuilder asm, List<JsonObject> calculated,
            String leftOut) {
        AsmBuilder.Group group = asm.group();
        group.document().put("analyst", count.operator() == null ? "NC-200" : count.operator());
        String id = asm.nextId();
        CellCounting measurement = new CellCounting(id, time(count.time()), count.sampleIdentifier());
        measurement.device()
                .put("device type", "dark field imager (cell counter)")
                .put("detection type", "dark field")
                .quantity("sample volume setting", count.sampleVolume(), CellCounting.MICROLITER);
        measurement.processing()
                .quantity("cell density dilution factor", count.multiplicationFactor(), AsmBuilder.UNITLESS);
        measurement.processed().quantity("viability (cell counter)", count.viability(), CellCounting.PERCENT);
        measurement.viableDensity(millions(count.live()));
        measurement.processed()
                .quantity("total cell density (cell counter)", millions(count.total()), CellCounting.MILLION_PER_ML)
                .quantity("dead cell density (cell counter)", millions(count.dead()), CellCounting.MILLION_PER_ML)
                .quantity("average total cell diameter", count.diameter(), CellCounting.MICROMETER);
        AsmBuilder.customQuantity(measurement.sample(), "dilution volume", count.dilutionVolume(),
                CellCounting.MICROLITER);
        measurement.image().put("experimental data identifier", count.imageFile());
        count.others().forEach((name, value) -> {
            if (OF_THE_GROUP.contains(name))
                AsmBuilder.custom(group.aggregate(), name, value);
            else if (!OF_THE_SYSTEM.contains(name) && !name.equals(leftOut))
                AsmBuilder.custom(measurement.own(), name, value);
        });
        group.add(measurement.build());
        calculate("Cell diameter standard deviation (um)", count.diameterDeviation(), CellCounting.MICROMETER,
                new DataSource(id, "Average Total Cell Diameter"), asm, calculated);
        calculate("Percentage of cells with five or more", count.aggregates(), CellCounting.PERCENT,
                new DataSource(id, "Cell count"), asm, calculated);
        return group;
    }

    private static boolean isTold(@Nullable BigDecimal value) {
        return value != null && value.signum() != 0;
    }

    private static void calculate(String name, @Nullable BigDecimal value, String unit, DataSource from, AsmBuilder asm,
            List<JsonObject> calculated) {
        if (value != null && isTold(value))
            calculated.add(AsmBuilder.calculation(asm.nextId(), name, value, unit, List.of(from)));
    }

    private static @Nullable BigDecimal millions(@Nullable BigDecimal perMl) {
        return perMl == null ? null : Numbers.millions(perMl);
    }

    private static String time(@Nullable OffsetDateTime time) {
        return time == null ? AsmBuilder.NO_TIME : DateTimes.iso(time.toLocalDateTime(), time.getOffset());
    }

}
