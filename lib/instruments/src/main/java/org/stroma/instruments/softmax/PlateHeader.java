package org.stroma.instruments.softmax;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Refusal;
import org.stroma.instruments.asm.PlateReader.Mode;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;

/**
 * The first line of a plate block. Its cells depend on the mode: fluorescence has the read position before the kind of data,
 * and fluorescence and luminescence have more at the end.
 *
 * @param wavelengths in nanometres
 * @param columns columns of the plate
 * @param rows rows of the plate
 * @param readTime in seconds
 * @param readInterval in seconds
 */
record PlateHeader(String name, boolean byTime, Type type, Mode mode, Data data, int kineticPoints,
        List<BigDecimal> wavelengths, int columns, int rows, int wells, @Nullable BigDecimal readTime,
        @Nullable BigDecimal readInterval, @Nullable String scanPosition, @Nullable BigDecimal averages,
        @Nullable String gain, List<BigDecimal> excitations, List<BigDecimal> cutoffs) {

    /** How the plate was read. */
    enum Type {
        ENDPOINT, KINETIC, SPECTRUM
    }

    /** What was exported. */
    enum Data {
        RAW, REDUCED, BOTH
    }

    private static final Map<Integer, int[]> PLATES = Map.of(6, new int[]{3, 2}, 12, new int[]{4, 3}, 24,
            new int[]{6, 4}, 48, new int[]{8, 6}, 96, new int[]{12, 8}, 384, new int[]{24, 16}, 1536,
            new int[]{48, 32});

    /** What is measured, as the published documents call it. */
    String readMode() {
        return (type == Type.KINETIC ? "Kinetic " : "") + mode.title();
    }

    static PlateHeader of(String line, int number, Problems problems) {
        return new Parser(Arrays.stream(line.split("\t", -1)).map(String::strip).toList(), number, problems).parse();
    }

    private static final class Parser {

        private final List<String> cells;
        private final int line;
        private final Problems problems;

        Parser(List<String> cells, int line, Problems problems) {
            this.cells = cells;
            this.line = line;
            this.problems = problems;
        }

        PlateHeader parse() {
            Mode mode = Stream.of(Mode.values())
                    .filter(m -> m.title().equals(cell(5)))
                    .findFirst()
                    .orElseThrow(() -> refused(5, "read mode " + cell(5)));
            boolean fluorescence = mode == Mode.FLUORESCENCE;
            int shift = fluorescence ? 7 : 6;
            if (!cell(2).equals("1.3"))
                throw refused(2, "export version " + cell(2));
            Type type = one(Type.values(), cell(4), 4);
            Data data = one(Data.values(), cell(shift), shift);
            boolean byTime = cell(3).equals("TimeFormat");
            if (!byTime && !cell(3).equals("PlateFormat"))
                throw refused(3, cell(3));
            if (type == Type.SPECTRUM && mode != Mode.ABSORBANCE)
                throw refused(4, "Spectrum, " + mode.title());
            int points = integer(shift + 2);
            List<BigDecimal> wavelengths = type == Type.SPECTRUM
                    ? range(shift + 5, points)
                    : listed(shift + 8, shift + 9);
            int wells = integer(shift + 12);
            int[] plate = PLATES.get(wells);
            if (plate == null)
                throw refused(shift + 12, wells + " wells");
            boolean light = mode != Mode.ABSORBANCE;
            List<BigDecimal> excitations = fluorescence ? numbers(shift + 13) : List.of();
            List<BigDecimal> cutoffs = fluorescence ? numbers(shift + 15) : List.of();
            if (fluorescence && (excitations.size() != wavelengths.size()
                    || !cutoffs.isEmpty() && cutoffs.size() != wavelengths.size()))
                throw contradiction(shift + 13);
            String gain = light ? cell(shift + 19) : "";
            return new PlateHeader(cell(1), byTime, type, mode, data, points, wavelengths, plate[0], plate[1], wells,
                    number(shift + 3), number(shift + 4), fluorescence ? scanPosition() : null,
                    light ? required(shift + 18) : null, gain.isEmpty() ? null : gain, excitations, cutoffs);
        }

        private String cell(int index) {
            return index < cells.size() ? cells.get(index) : "";
        }

        private Place place(int index) {
            return new Place(problems.place().file(), line, index + 1, "");
        }

        private Refusal refused(int index, String what) {
            return problems.refuse(place(index), FileProblem.UNSUPPORTED, what);
        }

        private Refusal contradiction(int index) {
            return problems.refuse(place(index), FileProblem.CONTRADICTION, "wavelengths");
        }

        private <E extends Enum<E>> E one(E[] values, String text, int index) {
            return Stream.of(values)
                    .filter(value -> value.name().equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() -> refused(index, text));
        }

        private String scanPosition() {
            return switch (cell(6)) {
                case "TRUE" -> "bottom scan position (plate reader)";
                case "FALSE" -> "top scan position (plate reader)";
                default -> throw refused(6, cell(6));
            };
        }

        private @Nullable BigDecimal number(int index) {
            return Numbers.parse(cell(index), DecimalSign.POINT);
        }

        private BigDecimal required(int index) {
            BigDecimal number = number(index);
            if (number == null)
                throw problems.refuse(place(index), FileProblem.NOT_A_NUMBER, cell(index));
            return number;
        }

        private int integer(int index) {
            BigDecimal number = required(index);
            if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(1_000_000)) > 0
                    || number.stripTrailingZeros().scale() > 0)
                throw problems.refuse(place(index), FileProblem.NOT_A_NUMBER, cell(index));
            return number.intValueExact();
        }

        private List<BigDecimal> numbers(int index) {
            List<BigDecimal> numbers = new ArrayList<>();
            for (String text : cell(index).split(" +", -1)) {
                BigDecimal number = Numbers.parse(text, DecimalSign.POINT);
                if (number == null && !text.isEmpty())
                    throw problems.refuse(place(index), FileProblem.NOT_A_NUMBER, text);
                if (number != null)
                    numbers.add(number);
            }
            return numbers;
        }

        private List<BigDecimal> listed(int count, int list) {
            List<BigDecimal> wavelengths = numbers(list);
            int expected = cell(count).isEmpty() || cell(count).equals("0") ? 1 : integer(count);
            if (wavelengths.size() != expected)
                throw contradiction(list);
            return wavelengths;
        }

        private List<BigDecimal> range(int start, int points) {
            BigDecimal first = required(start);
            BigDecimal step = required(start + 2);
            BigDecimal span = required(start + 1).subtract(first);
            if (step.signum() <= 0 || span.signum() < 0
                    || span.divideToIntegralValue(step).compareTo(BigDecimal.valueOf(points - 1L)) != 0)
                throw contradiction(start);
            List<BigDecimal> wavelengths = new ArrayList<>();
            for (int i = 0; i < points; i++)
                wavelengths.add(first.add(step.multiply(BigDecimal.valueOf(i))));
            return wavelengths;
        }

    }

}
