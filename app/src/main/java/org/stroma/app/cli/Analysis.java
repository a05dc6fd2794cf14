package org.stroma.app.cli;

import java.util.function.Function;
import org.stroma.statistics.StatisticsRefusal;

/** A result that can be shown in each way a command offers. */
interface Analysis {
    String json(CsvTable table);

    String text(CsvTable table);

    LinePlot plot();

    /** Reads the file, computes, draws if asked, and prints; a refusal of the statistics names the file. */
    static int run(ReportOptions options, Function<CsvTable, Analysis> compute) {
        CsvTable table = CsvReader.read(options.file());
        try {
            Analysis analysis = compute.apply(table);
            if (options.plot().isPresent()) {
                analysis.plot().write(options.plot().get());
            }
            System.out.println(options.json() ? analysis.json(table) : analysis.text(table));
            return 0;
        } catch (StatisticsRefusal refusal) {
            throw new CommandRefusal(
                    table.file() + ": " + refusal.message(options.locale()) + " [" + refusal.code() + "]");
        }
    }
}
