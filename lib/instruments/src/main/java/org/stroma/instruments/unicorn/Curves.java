package org.stroma.instruments.unicorn;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.MappedList;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Source;
import org.stroma.instruments.asm.DataCube;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.value.Numbers;
import org.stroma.instruments.xml.XmlElement;

/** The curves of a chromatogram, found by name, as data cubes over the retention volume. */
final class Curves {

    private final List<XmlElement> all;
    private final UnicornArchive archive;
    private final Problems problems;
    private final Set<XmlElement> used = new HashSet<>();

    Curves(List<XmlElement> all, UnicornArchive archive, Problems problems) {
        this.all = List.copyOf(all);
        this.archive = archive;
        this.problems = problems;
    }

    /** The first curve whose whole name fits, null when there is none. */
    @Nullable
    XmlElement find(String name) {
        Pattern pattern = Pattern.compile(name);
        return all.stream()
                .filter(curve -> pattern.matcher(name(curve)).matches())
                .findFirst()
                .orElse(null);
    }

    private static String name(XmlElement curve) {
        String name = curve.childText("Name");
        return name == null ? "" : name;
    }

    /** The points of a curve as they are, null when there is no such curve or it has none. */
    @Nullable
    JsonObject cube(@Nullable XmlElement curve, String concept, String unit) {
        return cube(curve, concept, unit, value -> value);
    }

    /** The points of a curve in another unit. */
    @Nullable
    JsonObject cube(@Nullable XmlElement curve, String concept, String unit, DoubleUnaryOperator conversion) {
        String file = curve == null ? null : pointsOf(curve);
        if (curve == null || file == null)
            return null;
        used.add(curve);
        Source points = archive.curve(file);
        List<Double> volumes = numbers(points, "Volumes");
        List<Double> values = numbers(points, "Amplitudes");
        if (volumes.size() != values.size())
            throw problems.refuse(FileProblem.CONTRADICTION,
                    file + ": " + volumes.size() + ", " + values.size());
        if (!Singles.ascend(volumes))
            problems.add(UnicornProblem.VOLUMES_NOT_ASCENDING, name(curve));
        long without = values.stream().filter(value -> !Double.isFinite(value)).count();
        if (without > 0)
            problems.add(UnicornProblem.POINTS_WITHOUT_NUMBER, name(curve), without + "");
        return DataCube.ofSingles(name(curve))
                .axis("retention volume", "mL", decimals(volumes, value -> value))
                .series(concept, unit, decimals(values, conversion))
                .json();
    }

    private static @Nullable String pointsOf(XmlElement curve) {
        return curve.child("CurvePoints")
                .flatMap(points -> points.child("CurvePoint"))
                .map(point -> point.childText("BinaryCurvePointsFileName"))
                .orElse(null);
    }

    private List<Double> numbers(Source points, String name) {
        String type = inner(points, name + "DataType");
        if (!type.startsWith("System.Single"))
            throw problems.refuse(FileProblem.UNSUPPORTED, points.name() + ": " + type.strip());
        return Singles.read(archive.inner(points, "CoordinateData." + name)
                .orElseThrow(() -> problems.refuse(FileProblem.MISSING_SECTION, points.name() + "!" + name)));
    }

    private String inner(Source points, String name) {
        return archive.inner(points, "CoordinateData." + name)
                .map(source -> new String(source.bytes(0, 100), StandardCharsets.ISO_8859_1))
                .orElseThrow(() -> problems.refuse(FileProblem.MISSING_SECTION, points.name() + "!" + name));
    }

    private static List<Object> decimals(List<Double> numbers, DoubleUnaryOperator conversion) {
        return MappedList.of(numbers, number -> {
            double converted = conversion.applyAsDouble(number);
            return Double.isFinite(converted) ? Numbers.shortest(converted) : JsonObject.NULL;
        });
    }

    /** Tells which curves were not asked for. */
    void reportRest() {
        for (XmlElement curve : all)
            if (!used.contains(curve))
                problems.add(UnicornProblem.CURVE_LEFT_OUT, name(curve));
    }

}
