package org.stroma.instruments.gen5;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.PlateReader.Mode;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;

/**
 * One read of the procedure.
 *
 * @param labels what its values may be called in the tables
 * @param filters the filters by label; empty for absorbance
 * @param kinetic run time and interval in seconds and the number of reads; null when it is no kinetic
 */
record Gen5Read(Mode mode, boolean spectrum, Set<String> labels, Map<String, FilterSet> filters,
        @Nullable BigDecimal averages, @Nullable BigDecimal distance, @Nullable String speed, boolean emissionSpectrum,
        boolean excitationSpectrum, @Nullable Kinetic kinetic) {

    private static final Pattern MODE = Pattern
            .compile("\t(Absorbance|Fluorescence|Luminescence|Alpha) (Endpoint|Spectrum)");
    private static final List<String> LISTS = List.of("Emission", "Excitation", "Optics", "Gain", "Mirror");
    private static final List<String> NO_FILTER = List.of("Full light", "Plug", "Hole");
    private static final List<String> DIRECTIONS = List.of("Parallel", "Perpendicular");

    /** Run time and interval in seconds. */
    record Kinetic(BigDecimal runTime, BigDecimal interval, BigDecimal reads) {

        private static final Pattern LINE = Pattern
                .compile("Start Kinetic\t.*Runtime (\\S+).*?, Interval (\\S+?),? .*?(\\d+) Reads.*");

        static @Nullable Kinetic of(List<String> procedure, Problems problems) {
            for (String line : procedure) {
                if (!line.startsWith("Start Kinetic\t"))
                    continue;
                Matcher m = LINE.matcher(line);
                if (!m.matches())
                    throw problems.refuse(FileProblem.UNSUPPORTED, line);
                return new Kinetic(seconds(m.group(1), problems), seconds(m.group(2), problems),
                        new BigDecimal(m.group(3)));
            }
            return null;
        }

        /** Hours, minutes and seconds as seconds. */
        static BigDecimal seconds(String text, Problems problems) {
            String[] parts = text.split(":", -1);
            BigDecimal sum = BigDecimal.ZERO;
            for (String part : parts) {
                BigDecimal number = Numbers.parse(part, DecimalSign.POINT);
                if (number == null || parts.length != 3)
                    throw problems.refuse(FileProblem.NOT_A_DATE, text);
                sum = sum.multiply(BigDecimal.valueOf(60)).add(number);
            }
            return sum;
        }

    }

    /** The light path of one label as it is printed; {@code 485/20} is a wavelength and its bandwidth in nanometres. */
    record FilterSet(String gain, @Nullable String emission, @Nullable String excitation, @Nullable String mirror,
            @Nullable String optics, @Nullable String direction) {

        private static @Nullable BigDecimal part(@Nullable String text, String separator, int index) {
            String[] parts = text == null ? new String[0] : text.split(separator, -1);
            return index < parts.length ? Numbers.parse(parts[index], DecimalSign.POINT) : null;
        }

        @Nullable
        BigDecimal emissionWavelength() {
            return part(emission, "/", 0);
        }

        @Nullable
        BigDecimal emissionBandwidth() {
            return part(emission, "/", 1);
        }

        @Nullable
        BigDecimal excitationWavelength() {
            return part(excitation, "/", 0);
        }

        @Nullable
        BigDecimal excitationBandwidth() {
            return part(excitation, "/", 1);
        }

        @Nullable
        BigDecimal cutoff() {
            return part(mirror, " ", 1);
        }

        @Nullable
        String scanPosition() {
            String position = mirror == null ? optics : mirror.split(" ", -1)[0];
            if (position == null)
                return null;
            return switch (position) {
                case "Top" -> "top scan position (plate reader)";
                case "Bottom" -> "bottom scan position (plate reader)";
                default -> null;
            };
        }

    }

    /** The labels from the shortest, then by letters. */
    List<String> sortedLabels() {
        return labels.stream().sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** The reads of a procedure in their order. */
    static List<Gen5Read> of(List<String> procedure, Problems problems) {
        String whole = String.join("\n", procedure);
        if (whole.contains("Area Scan"))
            throw problems.refuse(FileProblem.UNSUPPORTED, "Area Scan");
        Kinetic kinetic = Kinetic.of(procedure, problems);
        boolean spectrum = whole.contains("Spectrum");
        List<Gen5Read> reads = new ArrayList<>();
        List<String> part = new ArrayList<>();
        for (String line : procedure) {
            if (line.stripLeading().startsWith("Read\t")) {
                if (!part.isEmpty())
                    reads.add(new Parser(part, spectrum, kinetic, problems).parse());
                part = new ArrayList<>();
            }
            if (!part.isEmpty() || line.stripLeading().startsWith("Read\t"))
                part.add(line);
        }
        if (part.isEmpty())
            throw problems.refuse(FileProblem.MISSING_SECTION, "Read");
        reads.add(new Parser(part, spectrum, kinetic, problems).parse());
        return reads;
    }

    private static final class Parser {

        private final List<String> lines;
        private final boolean spectrum;
        private final @Nullable Kinetic kinetic;
        private final Problems problems;
        private final Map<String, List<String>> lists = new LinkedHashMap<>();
        private final Map<String, String> single = new LinkedHashMap<>();
        private boolean polarization;
        private String step = "";

        Parser(List<String> lines, boolean spectrum, @Nullable Kinetic kinetic, Problems problems) {
            this.lines = lines;
            this.spectrum = spectrum;
            this.kinetic = kinetic;
            this.problems = problems;
        }

        Gen5Read parse() {
            String whole = String.join("\n", lines);
            Matcher m = MODE.matcher(whole);
            if (!m.find())
                throw problems.refuse(FileProblem.UNSUPPORTED, lines.getFirst().strip());
            Mode mode = switch (m.group(1)) {
                case "Absorbance" -> Mode.ABSORBANCE;
                case "Luminescence" -> Mode.LUMINESCENCE;
                default -> Mode.FLUORESCENCE;
            };
            lines.forEach(line -> line(line, mode));
            List<String> labels = labels(mode);
            Map<String, FilterSet> filters = mode == Mode.ABSORBANCE ? Map.of() : filters(labels, mode);
            Set<String> all = new LinkedHashSet<>(labels);
            all.addAll(filters.keySet());
            String height = single.getOrDefault("Read Height", "").split(" ", -1)[0];
            return new Gen5Read(mode, spectrum, all, filters,
                    Numbers.parse(single.get("Measurements/Data Point"), DecimalSign.POINT),
                    Numbers.parse(height, DecimalSign.POINT), single.get("Read Speed"),
                    !list("Fixed Excitation").isEmpty() || whole.contains("EM Spectrum"),
                    !list("Fixed Emission").isEmpty() || whole.contains("EX Spectrum"), kinetic);
        }

        private List<String> list(String key) {
            return lists.getOrDefault(key, List.of());
        }

        private void line(String raw, Mode mode) {
            String line = raw.strip().replaceAll("^\"+|\"+$", "").strip();
            if (line.equals("Fluorescence Polarization"))
                polarization = true;
            else if (line.startsWith("Read\t"))
                step = step(line, mode);
            else if (line.startsWith("Wavelengths") && line.contains(":  "))
                lists.put("Wavelengths", List.of(line.substring(line.indexOf(":  ") + 3).split(", ", -1)));
            else if (!range(line))
                for (String datum : line.split(",  ", -1)) {
                    String[] parts = datum.split(": ", -1);
                    if (parts.length == 2 && LISTS.contains(parts[0]))
                        lists.computeIfAbsent(parts[0], key -> new ArrayList<>()).add(parts[1]);
                    else if (parts.length == 2)
                        single.put(parts[0], parts[1]);
                }
        }

        private boolean range(String line) {
            for (String key : List.of("Fixed Excitation", "Fixed Emission", "Emission Start", "Excitation Start")) {
                int at = line.indexOf(key + ":");
                if (at >= 0) {
                    lists.computeIfAbsent(key, k -> new ArrayList<>())
                            .add(line.substring(at + key.length() + 1).strip());
                    return true;
                }
            }
            return false;
        }

        private String step(String line, Mode mode) {
            String[] parts = line.split("\t", -1);
            if (parts.length != 2)
                throw problems.refuse(FileProblem.UNEXPECTED_LINE, line);
            return parts[1].equals(mode.title() + " Endpoint") ? "" : parts[1] + ":";
        }

        private List<String> first(String... keys) {
            for (String key : keys)
                if (!list(key).isEmpty())
                    return list(key);
            return List.of();
        }

        private List<String> labels(Mode mode) {
            return switch (mode) {
                case ABSORBANCE -> absorbance();
                case FLUORESCENCE -> fluorescence();
                case LUMINESCENCE -> first("Emission", "Fixed Emission", "Emission Start").stream()
                        .map(emission -> step + (NO_FILTER.contains(emission) ? "Lum" : emission))
                        .toList();
            };
        }

        private List<String> absorbance() {
            List<String> labels = new ArrayList<>();
            list("Wavelengths").forEach(wavelength -> labels.add(step + wavelength));
            String correction = single.get("Pathlength Correction");
            String[] parts = correction == null ? new String[0] : correction.split(" / ", -1);
            if (parts.length == 2) {
                labels.add(step + parts[0] + " [Test]");
                labels.add(step + parts[1] + " [Ref]");
            }
            if (labels.isEmpty() && spectrum)
                labels.add(step.isEmpty() ? ":Spectrum" : step + "Spectrum");
            return labels;
        }

        private List<String> fluorescence() {
            List<String> excitations = first("Excitation", "Fixed Excitation", "Excitation Start");
            List<String> emissions = first("Emission", "Fixed Emission", "Emission Start");
            if (excitations.isEmpty() || emissions.isEmpty())
                return List.of("Alpha");
            if (excitations.size() != emissions.size() || polarization && excitations.size() != 2)
                throw problems.refuse(FileProblem.CONTRADICTION, "Excitation, Emission");
            List<String> labels = new ArrayList<>();
            for (int i = 0; i < excitations.size(); i++)
                labels.add(step + excitations.get(i) + "," + emissions.get(i)
                        + (polarization ? " [" + DIRECTIONS.get(i) + "]" : ""));
            return labels;
        }

        /** By label, and for fluorescence also by the label without bandwidths. */
        private Map<String, FilterSet> filters(List<String> labels, Mode mode) {
            List<String> gains = list("Gain");
            if (labels.size() != gains.size())
                throw problems.refuse(FileProblem.CONTRADICTION, "Gain");
            Map<String, FilterSet> filters = new LinkedHashMap<>();
            for (int i = 0; i < labels.size(); i++) {
                FilterSet filter = filter(i, mode);
                filters.put(labels.get(i), filter);
                if (mode == Mode.FLUORESCENCE && !polarization && filter.excitation != null && filter.emission != null)
                    filters.put(alias(i), filter);
            }
            return filters;
        }

        private String alias(int index) {
            String excitation = first("Excitation", "Fixed Excitation", "Excitation Start").get(index);
            String emission = first("Emission", "Fixed Emission", "Emission Start").get(index);
            return step + excitation.split("/", -1)[0] + "," + emission.split("/", -1)[0];
        }

        private FilterSet filter(int index, Mode mode) {
            return new FilterSet(list("Gain").get(index),
                    bare(at(index, "Emission", "Fixed Emission", "Emission Start")),
                    bare(at(index, "Excitation", "Fixed Excitation", "Excitation Start")),
                    mode == Mode.FLUORESCENCE ? at(index, "Mirror") : null, at(index, "Optics"),
                    polarization && mode == Mode.FLUORESCENCE ? DIRECTIONS.get(index) : null);
        }

        private @Nullable String at(int index, String... keys) {
            for (String key : keys)
                if (index < list(key).size())
                    return list(key).get(index);
            return null;
        }

        private static @Nullable String bare(@Nullable String wavelength) {
            return wavelength == null ? null : wavelength.split(" nm", -1)[0];
        }

    }

}
