package org.stroma.instruments.designanalysis;

import java.util.List;

import org.stroma.instruments.Content;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.qpcr.Qpcr;
import org.stroma.instruments.quantstudio.QuantStudioFormat;
import org.stroma.instruments.quantstudio.QuantStudioReader;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Workbook;

/**
 * Workbooks of Applied Biosystems Design & Analysis and Diomni software: a sheet {@code Results} (or {@code Primary_result})
 * and others for amplification, fluorescence of the dyes, replicate groups, standard curve, relative quantities, genotypes,
 * calls and melting curves; each repeats what is said of the run. Which of them are there tells the kind of experiment.
 * Version 1 of QuantStudio 1, 3 and 5 writes the workbooks of the QuantStudio RT-PCR software, which are read the same way.
 *
 * <p>
 * Known from: real exports; the requirements document for QuantStudio Design & Analysis published with Benchling allotropy
 * (MIT). Seen: Design & Analysis 2.6.0 and 2.7.0, Diomni 4.3.0 (presence/absence). An array card does not say its wells; the smallest plate
 * with their numbers is told. The sample and
 * target that relative quantities refer to are not named by the file and are concluded from the quantities.
 */
public final class DesignAnalysisFormat implements Format {

    private static final About ABOUT = new About("design-analysis", "Applied Biosystems Design & Analysis, Diomni",
            "应用生物系统 Design & Analysis、Diomni 实时荧光定量 PCR", "qPCR", List.of("2.6.0", "2.7.0", "Diomni 4.3.0"),
            "real exports; allotropy requirements for QuantStudio Design & Analysis");
    private static final List<String> RUN = List.of("File Name", "Run End Date/Time", "Run End Data/Time",
            "Quantification Cycle Method", "Plugin Name and Version", "Block Type");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        return Workbook.find(content).map(book -> isOfVersionOne(book) || isExport(book)).orElse(false);
    }

    private static boolean isOfVersionOne(Workbook book) {
        return QuantStudioFormat.isRun(book) && QuantStudioFormat.isDesignAndAnalysis(book);
    }

    private static boolean isExport(Workbook book) {
        return !QuantStudioFormat.isRun(book) && DesignAnalysisBook.results(book)
                .map(sheet -> sheet.rows().stream().limit(100).filter(row -> RUN.contains(row.cell(0))).count() >= 3)
                .orElse(false);
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        AsmBuilder asm = new AsmBuilder(Qpcr.TECHNIQUE, content, ABOUT.id());
        if (Workbook.find(content).filter(DesignAnalysisFormat::isOfVersionOne).isPresent())
            readVersionOne(content, asm, problems);
        else
            new DesignAnalysisReader(DesignAnalysisBook.of(content, problems), asm, problems).read();
        return asm.build();
    }

    private static void readVersionOne(Content content, AsmBuilder asm, Problems problems) {
        asm.dataSystem()
                .put("data system instance identifier", AsmBuilder.NOT_APPLICABLE)
                .put("software name", "Design & Analysis Software")
                .put("software version", "1.x");
        Fields run = QuantStudioReader.read(content, asm, problems);
        asm.deviceSystem().put("product manufacturer", "ThermoFisher Scientific");
        run.forEachUnread((name, value) -> AsmBuilder.custom(asm.aggregate(), name, run.valueAsPrinted(name)));
    }

}
