package org.stroma.instruments.fcs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;

/** Makes parameters of the $Pn keywords. */
final class ParameterReader {

    private static final int WIDEST_INTEGER = 64;
    private static final int WIDEST_ASCII = 64;

    private final FcsVersion version;
    private final Keywords keywords;
    private final Problems problems;

    ParameterReader(FcsVersion version, Keywords keywords, Problems problems) {
        this.version = version;
        this.keywords = keywords;
        this.problems = problems;
    }

    List<Parameter> parameters() {
        long count = keywords.findCount("$PAR").orElseThrow(() -> needed("$PAR"));
        // each parameter takes at least one keyword, so a huge count is refused before anything is made of it
        if (count < 1 || count > keywords.size())
            throw needed("$PAR");
        List<Parameter> parameters = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> repeated = new HashSet<>();
        for (int n = 1; n <= count; n++) {
            Parameter parameter = parameter(n);
            parameters.add(parameter);
            if (!names.add(parameter.name()) && repeated.add(parameter.name()))
                problems.add(FcsProblem.NAME_REPEATED, parameter.name());
        }
        return parameters;
    }

    private RuntimeException needed(String keyword) {
        return problems.refuse(FcsProblem.KEYWORD_NEEDED, keyword,
                keywords.find(keyword).map(Keywords::excerpt).orElse("-"));
    }

    private Parameter parameter(int n) {
        DataType type = type(n);
        double range = range(n, type);
        String name = keywords.find("$P" + n + "N").orElse("P" + n);
        if (version.isAtLeast(FcsVersion.V3_0) && keywords.find("$P" + n + "N").isEmpty())
            problems.add(FcsProblem.KEYWORD_MISSING, "$P" + n + "N", name);
        String label = keywords.find("$P" + n + "S").orElse(null);
        return new Parameter(n, name, label, type, width(n, type), range, amplifier(n, name, type, range));
    }

    /** $PnDATATYPE overrides $DATATYPE since 3.2. */
    private DataType type(int n) {
        String own = "$P" + n + "DATATYPE";
        String keyword = version.isAtLeast(FcsVersion.V3_2) && keywords.find(own).isPresent() ? own : "$DATATYPE";
        return keywords.find(keyword).flatMap(DataType::of).orElseThrow(() -> needed(keyword));
    }

    private int width(int n, DataType type) {
        String keyword = "$P" + n + "B";
        String text = keywords.find(keyword).orElse("");
        OptionalLong stated = keywords.findCount(keyword);
        return switch (type) {
            case FLOAT -> fixed(keyword, text, stated, Float.SIZE);
            case DOUBLE -> fixed(keyword, text, stated, Double.SIZE);
            case INTEGER -> (int) stated.stream().filter(bits -> bits >= 1 && bits <= WIDEST_INTEGER).findFirst()
                    .orElseThrow(() -> needed(keyword));
            case ASCII -> text.equals("*")
                    ? 0
                    : (int) stated.stream().filter(chars -> chars >= 1 && chars <= WIDEST_ASCII).findFirst()
                            .orElseThrow(() -> needed(keyword));
        };
    }

    private int fixed(String keyword, String text, OptionalLong stated, int bits) {
        if (stated.isEmpty() || stated.getAsLong() != bits)
            problems.add(FcsProblem.KEYWORD_INVALID, keyword, Keywords.excerpt(text));
        return bits;
    }

    /** Integers are masked by the range, so theirs must be known; 0 stands for an unusable range of other types. */
    private double range(int n, DataType type) {
        String keyword = "$P" + n + "R";
        double range = keywords.find(keyword).map(ParameterReader::number).orElse(Double.NaN);
        if (Double.isFinite(range) && range >= 0)
            return range;
        problems.add(type == DataType.INTEGER ? FcsProblem.KEYWORD_NEEDED : FcsProblem.KEYWORD_INVALID, keyword,
                keywords.find(keyword).map(Keywords::excerpt).orElse("-"));
        return 0;
    }

    private Amplifier amplifier(int n, String name, DataType type, double range) {
        double[] pair = pair(n);
        if (pair[0] > 0 && range > 0) {
            if (type == DataType.INTEGER || type == DataType.ASCII)
                return logarithmic(name, pair, range);
            problems.add(FcsProblem.AMPLIFIER_OF_FLOAT, name);
        }
        double step = keywords.find("$TIMESTEP").map(ParameterReader::number).orElse(Double.NaN);
        if (isTime(n, name) && step > 0)
            return new Amplifier.Clock(step);
        return new Amplifier.Linear(gain(n));
    }

    private Amplifier logarithmic(String name, double[] pair, double range) {
        if (pair[1] > 0)
            return new Amplifier.Logarithmic(pair[0], pair[1], range);
        problems.add(FcsProblem.AMPLIFIER_OFFSET_ZERO, name);
        return new Amplifier.Logarithmic(pair[0], 1, range);
    }

    private boolean isTime(int n, String name) {
        return name.equalsIgnoreCase("Time")
                || keywords.find("$P" + n + "TYPE").filter(type -> type.equalsIgnoreCase("Time")).isPresent();
    }

    private double[] pair(int n) {
        String keyword = "$P" + n + "E";
        String text = keywords.find(keyword).orElse("");
        String[] parts = text.split(",", -1);
        double decades = parts.length == 2 ? number(parts[0]) : Double.NaN;
        double offset = parts.length == 2 ? number(parts[1]) : Double.NaN;
        if (decades >= 0 && offset >= 0 && Double.isFinite(decades) && Double.isFinite(offset))
            return new double[]{decades, offset};
        problems.add(text.isEmpty() ? FcsProblem.KEYWORD_MISSING : FcsProblem.KEYWORD_INVALID, keyword,
                text.isEmpty() ? "0,0" : Keywords.excerpt(text));
        return new double[]{0, 0};
    }

    /** A gain of 0 is written by some instruments and means none. */
    private double gain(int n) {
        String keyword = "$P" + n + "G";
        if (keywords.find(keyword).isEmpty())
            return 1;
        double gain = keywords.find(keyword).map(ParameterReader::number).orElse(Double.NaN);
        if (gain > 0 && Double.isFinite(gain))
            return gain;
        problems.add(FcsProblem.KEYWORD_INVALID, keyword, keywords.find(keyword).map(Keywords::excerpt).orElse(""));
        return 1;
    }

    /** NaN when the text is no plain number. */
    static double number(String text) {
        String bare = text.strip();
        if (bare.length() > 40 || !bare.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?"))
            return Double.NaN;
        return Double.parseDouble(bare);
    }

    /** The byte order, which must be stated for binary values wider than a byte. */
    ByteOrder byteOrder() {
        return keywords.find("$BYTEORD").flatMap(ByteOrder::parse).orElseThrow(() -> needed("$BYTEORD"));
    }

    /** $MODE is L, list mode; 3.2 deprecates the keyword. */
    void checkMode() {
        String mode = keywords.find("$MODE").orElse("");
        if (mode.isEmpty() && !version.isAtLeast(FcsVersion.V3_2))
            problems.add(FcsProblem.KEYWORD_MISSING, "$MODE", "L");
        if (mode.equalsIgnoreCase("C") || mode.equalsIgnoreCase("U"))
            throw problems.refuse(FcsProblem.NOT_LIST_MODE, mode);
        if (!mode.isEmpty() && !mode.equalsIgnoreCase("L"))
            throw problems.refuse(FileProblem.UNSUPPORTED, "$MODE " + Keywords.excerpt(mode));
    }

}
