package org.stroma.instruments.absoluteq;

import java.util.ArrayList;
import java.util.List;

import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.qpcr.Dpcr;
import org.stroma.instruments.zip.Archive;

/**
 * Exports of QuantStudio Absolute Q Digital PCR Software as delimited text, in four shapes: results with a row per well and dye
 * between rows of their groups; a summary with the dyes side by side; a row per channel; and the fluorescence of every
 * partition. Or an archive of them, of which the one file whose name ends in {@code _summary.csv} is read.
 *
 * <p>
 * Known from: real exports; the requirements document for Absolute Q published with Benchling allotropy (MIT). The files state
 * no version, results have the day but no time, and a summary has neither.
 */
public final class AbsoluteQFormat implements Format {

    private static final About ABOUT = new About("absolute-q", "Applied Biosystems QuantStudio Absolute Q",
            "应用生物系统 QuantStudio Absolute Q 数字 PCR", "dPCR", List.of(),
            "real exports; allotropy requirements for Absolute Q");
    private static final String SUMMARY = "_summary.csv";
    private static final List<String> ENTRIES = List.of(SUMMARY, "_fluorescence.csv", "_multichannel.csv");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        if (content.kind() == Content.Kind.ZIP)
            return content.findView(Archive.class, Archive::of)
                    .map(zip -> zip.names().stream().anyMatch(AbsoluteQFormat::isExport))
                    .orElse(false);
        return content.kind() == Content.Kind.TEXT && isHeader(content.headLines());
    }

    private static boolean isExport(String entry) {
        return ENTRIES.stream().anyMatch(entry::endsWith);
    }

    private static boolean isHeader(List<String> head) {
        List<String> names = new ArrayList<>();
        head.stream().limit(2)
                .filter(line -> line.contains("Sample") || line.contains("Name") || line.contains("Run name")
                        || line.contains("Target") || line.contains("Instrument"))
                .forEach(line -> names.addAll(
                        List.of(line.replace("\"", "").split("[,;\t]", -1)).stream().map(String::strip).toList()));
        boolean sample = names.contains("Sample") || names.contains("Name");
        if (names.contains("Instrument") && names.contains("Plate") && sample)
            return names.contains("Dye") || names.contains("Target") || names.contains("Channels")
                    || names.stream().anyMatch(name -> name.endsWith("_target"));
        return names.contains("Run name") && names.contains("Target") && names.contains("Total") && sample;
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        AsmBuilder asm = Dpcr.builder(content, ABOUT.id());
        asm.dataSystem().put("software name", "QuantStudio Absolute Q Digital PCR Software");
        asm.deviceSystem()
                .put("brand name", "QuantStudio Absolute Q Digital PCR System")
                .put("product manufacturer", "ThermoFisher Scientific");
        Content text = content.kind() == Content.Kind.ZIP ? summary(content, problems) : content;
        new AbsoluteQReader(AbsoluteQTable.of(text, problems), asm, problems).read();
        return asm.build();
    }

    private static Content summary(Content content, Problems problems) {
        Archive zip = Archive.of(content);
        List<String> found = zip.names().stream().filter(name -> name.endsWith(SUMMARY)).toList();
        if (found.isEmpty())
            throw problems.refuse(FileProblem.MISSING_SECTION, SUMMARY);
        if (found.size() > 1)
            throw problems.refuse(FileProblem.CONTRADICTION, String.join(", ", found));
        zip.names().stream().filter(name -> !found.contains(name))
                .forEach(name -> problems.add(FileProblem.SECTION_LEFT_OUT, name));
        return new Content(zip.get(found.getFirst()), content.limits());
    }

}
