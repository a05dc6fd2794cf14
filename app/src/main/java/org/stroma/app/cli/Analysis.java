package org.stroma.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.Note;
import org.stroma.statistics.StatisticsRefusal;

/** A result that can be shown in each way a command offers. */
interface Analysis {
    /** What JSON says, in its order; long lists may be views that are filled while they are written. */
    Map<String, @Nullable Object> json(CsvTable table);

    String text(CsvTable table);

    LinePlot plot();

    /** Reads the file, computes, draws if asked, and prints; a refusal of the statistics names the file. */
    static int run(ReportOptions options, Function<CsvTable, Analysis> compute) {
        CsvTable table = CsvReader.read(options.file(), options.numbers());
        try {
            Analysis analysis = compute.apply(table);
            if (options.plot().isPresent()) {
                analysis.plot().write(options.plot().get());
            }
            if (options.json()) {
                Report.print(analysis.json(table), System.out);
            } else {
                System.out.println(analysis.text(table));
            }
            return 0;
        } catch (StatisticsRefusal refusal) {
            throw refused(table, options, refusal);
        }
    }

    /** The refusal of the statistics with the file it is about. */
    static CommandRefusal refused(CsvTable table, ReportOptions options, StatisticsRefusal refusal) {
        return CommandRefusal.of("about-file", "file", table.file(), "what",
                refusal.message(options.locale())).named(refusal.code());
    }

    /** Warnings of a result, and one for values that were not there. */
    static List<Note> warnings(List<Note> own, int missing) {
        List<Note> all = new ArrayList<>(own);
        if (missing > 0) {
            all.addFirst(Note.of("missing-left-out", "count", missing));
        }
        return all;
    }
}
