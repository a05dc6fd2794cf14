package org.stroma.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.potency.AssayDesign;
import org.stroma.statistics.potency.EffectiveDose;
import org.stroma.statistics.potency.FourParameter;
import org.stroma.statistics.potency.IntervalMethod;
import org.stroma.statistics.potency.Observation;
import org.stroma.statistics.potency.ParallelLine;
import org.stroma.statistics.potency.PotencyResult;
import org.stroma.statistics.potency.PotencySettings;
import org.stroma.statistics.potency.Quantal;
import org.stroma.statistics.potency.QuantalLink;
import org.stroma.statistics.potency.ResponseTransformation;
import org.stroma.statistics.potency.SlopeRatio;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Relative potency of a biological assay. */
@Command(name = "potency", description = {"Estimates relative potencies from a biological assay (Ph. Eur. 5.3).",
        "Columns of the file: preparation, dose, response and, where the design asks, block, column, n (group size)."}, mixinStandardHelpOptions = true)
final class PotencyCommand implements Callable<Integer> {
    @Mixin
    private ReportOptions report = new ReportOptions();

    @Option(names = "--model", required = true, paramLabel = "parallel-line|slope-ratio|4pl|probit|logit", description = "Model of the responses.")
    private String model = "";

    @Option(names = "--design", paramLabel = "completely-randomised|randomised-block|latin-square", defaultValue = "completely-randomised", description = "How treatments were allotted. Default: ${DEFAULT-VALUE}.")
    private String design = "";

    @Option(names = "--transform", paramLabel = "none|ln|sqrt|square", defaultValue = "none", description = "Transformation of the response. Default: ${DEFAULT-VALUE}.")
    private String transform = "";

    @Option(names = "--assumed", paramLabel = "P=VALUE", description = "Assumed potency of a preparation; its ratio to the standard is multiplied by it. A value for the standard holds for every preparation without its own.")
    private Map<String, Double> assumed = new LinkedHashMap<>();

    @Option(names = "--standard", paramLabel = "NAME", defaultValue = PotencySettings.STANDARD, description = "Name of the standard. Default: ${DEFAULT-VALUE}.")
    private String standard = PotencySettings.STANDARD;

    @Option(names = "--confidence", defaultValue = "0.95", description = "Confidence of the limits. Default: ${DEFAULT-VALUE}.")
    private double confidence = 0.95;

    @Option(names = "--interval", paramLabel = "standard|likelihood", defaultValue = "standard", description = "Fieller or Wald limits, or profile likelihood. Default: ${DEFAULT-VALUE}.")
    private String interval = "";

    @Override
    public Integer call() {
        model = model.strip().toLowerCase(Locale.ROOT);
        CsvTable table = CsvReader.read(report.file(), report.numbers());
        try {
            List<Observation> observations = observations(table);
            PotencySettings settings = settings(table, observations);
            PotencyReport shown = new PotencyReport(analyse(observations, settings),
                    effectiveDoses(observations, settings),
                    settings, report.locale());
            if (report.plot().isPresent()) {
                shown.plot(observations).write(report.plot().get());
            }
            if (report.json()) {
                Report.print(shown.json(table), System.out);
            } else {
                System.out.println(shown.text(table));
            }
            return 0;
        } catch (StatisticsRefusal refusal) {
            throw Analysis.refused(table, report, refusal);
        }
    }

    private Optional<QuantalLink> link() {
        return switch (model) {
            case "probit" -> Optional.of(QuantalLink.PROBIT);
            case "logit" -> Optional.of(QuantalLink.LOGIT);
            default -> Optional.empty();
        };
    }

    private PotencyResult analyse(List<Observation> observations, PotencySettings settings) {
        return switch (model) {
            case ParallelLine.CODE -> ParallelLine.analyse(observations, settings);
            case SlopeRatio.CODE -> SlopeRatio.analyse(observations, settings);
            case FourParameter.CODE -> FourParameter.analyse(observations, settings);
            default ->
                Quantal.analyse(observations, settings, link().orElseThrow(() -> CommandRefusal.of("choice", "option",
                        "--model", "given", model, "choices", "parallel-line, slope-ratio, 4pl, probit, logit")));
        };
    }

    private List<EffectiveDose> effectiveDoses(List<Observation> observations, PotencySettings settings) {
        return link().map(link -> Quantal.effectiveDoses(observations, settings, link, 0.5)).orElse(List.of());
    }

    private PotencySettings settings(CsvTable table, List<Observation> observations) {
        for (String named : assumed.keySet()) {
            if (observations.stream().noneMatch(o -> o.preparation().equals(named))) {
                throw CommandRefusal.of("assumed-unknown", "file", table.file(), "preparation", named);
            }
        }
        return PotencySettings.of(ShelfLifeCommand.choice(AssayDesign.class, "--design", design))
                .withTransformation(ShelfLifeCommand.choice(ResponseTransformation.class, "--transform", transform))
                .withAssumed(assumed).withStandard(standard).withConfidence(confidence)
                .withInterval(ShelfLifeCommand.choice(IntervalMethod.class, "--interval", interval));
    }

    private List<Observation> observations(CsvTable table) {
        int preparation = table.column("preparation");
        int dose = table.column("dose");
        int response = table.column("response");
        Optional<Integer> block = table.find("block");
        Optional<Integer> column = table.find("column");
        Optional<Integer> size = link().map(link -> table.column("n"));
        List<Observation> list = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            String name = table.cell(row, preparation);
            if (name.isEmpty()) {
                throw table.refusal(row, preparation, "preparation-needed");
            }
            double amount = report.numbers().get(table, row, dose);
            if (amount < 0) {
                throw table.refusal(row, dose, "dose-negative");
            }
            list.add(new Observation(name, amount, report.numbers().find(table, row, response).orElse(null),
                    label(table, row, block), label(table, row, column),
                    size.flatMap(n -> report.numbers().find(table, row, n)).orElse(null)));
        }
        return list;
    }

    private static @Nullable String label(CsvTable table, CsvTable.Row row, Optional<Integer> column) {
        return column.map(c -> table.cell(row, c)).filter(cell -> !cell.isEmpty()).orElse(null);
    }
}
