package org.stroma.statistics.potency;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.hipparchus.analysis.differentiation.Gradient;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.model.nonlinear.CurveData;
import org.stroma.statistics.model.nonlinear.CurveFit;
import org.stroma.statistics.model.nonlinear.CurveFits;
import org.stroma.statistics.model.nonlinear.Curves;

/** The two curve models of an assay: one shape for all preparations, and a curve of its own for each. */
final class FourParameterModels {
    private final AssayData data;
    private final List<String> preparations;
    private final List<Set<String>> shifts = new ArrayList<>();
    private final CurveData rows;

    /** Predictors of a row: dose, number of the preparation, then one number of a level per design factor. */
    FourParameterModels(AssayData data) {
        this.data = data;
        this.preparations = data.preparations();
        if (data.settings().design() != AssayDesign.COMPLETELY_RANDOMISED) {
            shifts.add(levels(data.observations().stream().map(o -> Objects.toString(o.block())).toList()));
        }
        if (data.settings().design() == AssayDesign.LATIN_SQUARE) {
            shifts.add(levels(data.observations().stream().map(o -> Objects.toString(o.column())).toList()));
        }
        this.rows = CurveData.of(data.observations().stream().map(this::predictors).toList(), data.responses());
    }

    private static Set<String> levels(List<String> labels) {
        return new LinkedHashSet<>(labels);
    }

    private double[] predictors(Observation observation) {
        double[] x = new double[2 + shifts.size()];
        x[0] = observation.dose();
        x[1] = preparations.indexOf(observation.preparation());
        for (int s = 0; s < shifts.size(); s++) {
            String label = Objects.toString(s == 0 ? observation.block() : observation.column());
            x[2 + s] = List.copyOf(shifts.get(s)).indexOf(label);
        }
        return x;
    }

    /** Preparations beside the standard. */
    List<String> tests() {
        return preparations.subList(1, preparations.size());
    }

    String standard() {
        return preparations.getFirst();
    }

    static String logRatio(String preparation) {
        return "ln ratio " + preparation;
    }

    static String own(String parameter, String preparation) {
        return parameter + " " + preparation;
    }

    /** Position of a parameter of a preparation among those of the separate curves. */
    int position(String parameter, String preparation) {
        return 4 * preparations.indexOf(preparation) + CurveFits.FOUR.indexOf(parameter);
    }

    /** A curve per preparation, with common shifts of the design; empty where the data of one do not determine its curve. */
    Optional<CurveFit> separate() {
        try {
            return Optional.of(separateFit());
        } catch (StatisticsRefusal refusal) {
            if (refusal.code().equals("curve-not-converged")) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    private CurveFit separateFit() {
        List<String> names = new ArrayList<>();
        List<Double> start = new ArrayList<>();
        for (String preparation : preparations) {
            CurveFits.FOUR.forEach(parameter -> names.add(own(parameter, preparation)));
            double[][] own = own(preparation);
            Arrays.stream(CurveFits.fourParameter(own[0], own[1]).parameters()).forEach(start::add);
        }
        int shared = names.size();
        addShifts(names, start);
        return CurveFit.of((p, x) -> {
            int k = 4 * (int) x[1];
            return shifted(Curves.fourParameter(p[k], p[k + 1], p[k + 2], p[k + 3], x[0]), p, x, shared);
        }, rows, names, array(start));
    }

    /** Doses and responses of a preparation. */
    private double[][] own(String preparation) {
        int[] mine = IntStream.range(0, rows.size())
                .filter(i -> data.observations().get(i).preparation().equals(preparation)).toArray();
        double[] responses = data.responses();
        return new double[][]{Arrays.stream(mine).mapToDouble(i -> data.observations().get(i).dose()).toArray(),
                Arrays.stream(mine).mapToDouble(i -> responses[i]).toArray()};
    }

    /** Parameters of a curve for each preparation to start from. */
    private double[] starts(Optional<CurveFit> separate) {
        return separate.map(CurveFit::parameters).orElseGet(() -> preparations.stream().map(this::own)
                .flatMapToDouble(own -> Arrays.stream(CurveFits.fourParameterStart(own[0], own[1]))).toArray());
    }

    /** One shape, and the logarithm of the ratio to the standard for each other preparation. */
    CurveFit common(Optional<CurveFit> separate) {
        List<String> names = new ArrayList<>(CurveFits.FOUR);
        List<Double> start = new ArrayList<>();
        double[] from = starts(separate);
        for (int k = 0; k < 4; k++) {
            int parameter = k;
            double mean = IntStream.range(0, preparations.size()).mapToDouble(h -> from[4 * h + parameter]).average()
                    .orElseThrow();
            start.add(k == 2 ? from[2] : mean);
        }
        for (String preparation : tests()) {
            names.add(logRatio(preparation));
            start.add(from[2] - from[position("lnC", preparation)]);
        }
        int shared = names.size();
        addShifts(names, start);
        return CurveFit.of((p, x) -> {
            int h = (int) x[1];
            Gradient logC = h == 0 ? p[2] : p[2].subtract(p[3 + h]);
            return shifted(Curves.fourParameter(p[0], p[1], logC, p[3], x[0]), p, x, shared);
        }, rows, names, array(start));
    }

    /** Mean of the common model in the first block. */
    double mean(CurveFit common, String preparation, double dose) {
        double[] x = new double[2 + shifts.size()];
        x[0] = dose;
        x[1] = preparations.indexOf(preparation);
        return common.mean(x).value();
    }

    private void addShifts(List<String> names, List<Double> start) {
        for (int s = 0; s < shifts.size(); s++) {
            for (String level : List.copyOf(shifts.get(s)).subList(1, shifts.get(s).size())) {
                names.add((s == 0 ? "block " : "column ") + level);
                start.add(0.0);
            }
        }
    }

    private Gradient shifted(Gradient mean, Gradient[] p, double[] x, int firstShift) {
        Gradient sum = mean;
        int offset = firstShift;
        for (int s = 0; s < shifts.size(); s++) {
            int level = (int) x[2 + s];
            if (level > 0) {
                sum = sum.add(p[offset + level - 1]);
            }
            offset += shifts.get(s).size() - 1;
        }
        return sum;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
