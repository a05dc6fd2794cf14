package org.stroma.instruments.quantstudio;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.qpcr.Qpcr;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Workbook;

/**
 * Runs exported by the real-time PCR software of Applied Biosystems ViiA 7 and QuantStudio: a text file with lines
 * {@code * name = value} about the run and tables below their names in brackets, separated by tabs or commas, or a workbook with
 * one sheet per table. Standard curve, relative standard curve, comparative CT, melt curve, genotyping and presence/absence.
 *
 * <p>
 * Known from: real exports; the requirements document for QuantStudio RT-PCR published with Benchling allotropy (MIT). Seen:
 * ViiA 7, QuantStudio 6 and 7 Flex; the files state no software version. Raw data by filter are not carried over. The melting
 * curve stands over the temperature of the file; the published documents put the number of the reading there.
 */
public final class QuantStudioFormat implements Format {

    private static final About ABOUT = new About("quantstudio", "Applied Biosystems QuantStudio RT-PCR",
            "应用生物系统 QuantStudio 实时荧光定量 PCR", "qPCR", List.of(),
            "real exports; allotropy requirements for QuantStudio RT-PCR");
    private static final Pattern SMALL = Pattern.compile("QuantStudio\\W*(TM)?\\W*[135]\\b");
    private static final String TYPE = "Experiment Type";
    private static final List<String> RUN = List.of("Instrument Type", "Block Type", "Quantification Cycle Method",
            "Experiment Name");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        if (content.kind() == Content.Kind.TEXT)
            return tells(content.headLines().stream()
                    .limit(200)
                    .filter(line -> line.contains("="))
                    .map(line -> line.substring(0, line.indexOf('=')).replaceAll("[*\"]", "").strip())
                    .toList());
        return Workbook.find(content).map(book -> isRun(book) && !isDesignAndAnalysis(book)).orElse(false);
    }

    /** Whether a workbook tells of its run what this software tells. */
    public static boolean isRun(Workbook book) {
        return tells(book.first().rows().stream().limit(200).map(row -> row.cell(0)).toList());
    }

    /**
     * Whether the run of such a workbook was made on an instrument that Design & Analysis 1 serves, which writes the same
     * workbooks: QuantStudio 1, 3 and 5.
     */
    public static boolean isDesignAndAnalysis(Workbook book) {
        return book.first()
                .rows()
                .stream()
                .limit(200)
                .anyMatch(row -> row.cell(0).equals("Instrument Type") && SMALL.matcher(row.cell(1)).lookingAt());
    }

    private static boolean tells(List<String> names) {
        return names.contains(TYPE) && names.stream().filter(RUN::contains).count() >= 2;
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        AsmBuilder asm = new AsmBuilder(Qpcr.TECHNIQUE, content, ABOUT.id());
        asm.dataSystem()
                .put("data system instance identifier", "localhost")
                .put("software name", "Thermo QuantStudio")
                .put("software version", "1.0");
        Fields run = QuantStudioReader.read(content, asm, problems);
        List<String> names = new ArrayList<>();
        run.forEachUnread((name, value) -> names.add(name));
        if (!names.isEmpty())
            problems.add(FileProblem.SECTION_LEFT_OUT, String.join(", ", names));
        return asm.build();
    }

}
