package org.stroma.instruments.softmax;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.MappedList;
import org.stroma.instruments.Problems;
import org.stroma.instruments.table.LineCursor;
import org.stroma.instruments.value.DecimalSign;

/** Divides an export into its blocks and reads plates and groups. */
final class SoftMaxReader {

    static final Pattern START = Pattern.compile("##BLOCKS=\\s*(\\d{1,6})\\s*");
    private static final Pattern TAB = Pattern.compile("\t");
    /** A comma within a cell that holds one number only. */
    private static final Pattern COMMA = Pattern
            .compile("(?<=^|\t)(\\s*[-+]?\\d*),(\\d+(?:[eE][-+]?\\d+)?%?\\s*)(?=\t|$)");
    private static final Pattern SAVED = Pattern.compile("Date Last Saved: (.+)$");

    /**
     * All of one export.
     *
     * @param groups each read again when it is asked for
     * @param saved when the document was last saved, null when the file does not say
     */
    record Export(Map<String, PlateBlock> plates, List<GroupBlock> groups, @Nullable LocalDateTime saved) {}

    /** Where a group stands. */
    private record Block(List<String> lines, int line) {}

    /** Groups that are kept as they were read. */
    private static final int RECENT = 8;

    /** Plates of so many characters together are kept as they were read. */
    private static final long FEW = 250_000;

    private final Content content;
    private final Problems problems;
    private final Map<String, PlateBlock> plates = new LinkedHashMap<>();
    private final List<Block> groups = new ArrayList<>();
    private final Map<Integer, GroupBlock> recent = new LinkedHashMap<>(16, 0.75f, true);
    private long characters;

    SoftMaxReader(Content content, Problems problems) {
        this.content = content;
        this.problems = problems;
    }

    Export read() {
        problems.note(content.text());
        LineCursor lines = new LineCursor(withPoints(content.text().lines()));
        lines.skipBlank();
        Matcher start = START.matcher(String.valueOf(lines.pop()));
        if (!start.matches())
            throw problems.refuse(FileProblem.MISSING_SECTION, "##BLOCKS");
        int blocks = Integer.parseInt(start.group(1));
        for (int i = 0; i < blocks; i++) {
            int line = lines.number();
            List<String> block = lines.popUntil(text -> text.contains("~End"));
            if (lines.pop() == null)
                unfinished(block, line, i + 1, blocks);
            lines.skipBlank();
            block(block, line);
        }
        if (plates.isEmpty())
            throw problems.refuse(FileProblem.MISSING_SECTION, "Plate:");
        return new Export(plates, MappedList.of(groups, this::group), saved(lines.pop()));
    }

    /** The lines of a file with decimal commas as if it had points; which it has is told. */
    private List<String> withPoints(List<String> lines) {
        DecimalSign sign = DecimalSign.recognise(lines.stream().flatMap(TAB::splitAsStream));
        if (sign != DecimalSign.COMMA)
            return lines;
        problems.addOnce(FileProblem.DECIMAL_SIGN, ",");
        return MappedList.of(lines, line -> COMMA.matcher(line).replaceAll("$1.$2"));
    }

    /** A file may break off behind the tables of its last plate, which are then read as any others; not within a group. */
    private void unfinished(List<String> block, int line, int number, int blocks) {
        if (number < blocks || block.isEmpty() || !block.getFirst().startsWith("Plate"))
            throw problems.refuse(problems.place(line), FileProblem.MISSING_SECTION, "~End, block " + number);
        problems.add(problems.place(line), FileProblem.MISSING_VALUE, "~End, block " + number);
    }

    private @Nullable LocalDateTime saved(@Nullable String line) {
        Matcher m = SAVED.matcher(line == null ? "" : line);
        if (!m.find()) {
            problems.add(FileProblem.TIME_NOT_DECLARED, "1970-01-01T00:00:00+00:00");
            return null;
        }
        problems.addOnce(FileProblem.TIME_ZONE_NOT_DECLARED, "+00:00");
        return problems.dates().read(m.group(1), problems.place(), problems).local();
    }

    private void block(List<String> lines, int line) {
        String first = lines.isEmpty() ? "" : lines.getFirst();
        if (first.startsWith("Plate"))
            plate(lines, line);
        else if (first.startsWith("Group"))
            group(new Block(lines, line), problems);
        else if (first.startsWith("Note"))
            problems.add(problems.place(line), FileProblem.SECTION_LEFT_OUT, "Note");
        else
            throw problems.refuse(problems.place(line), FileProblem.UNEXPECTED_LINE, first);
    }

    private void group(Block block, Problems told) {
        groups.add(block);
        keep(block, GroupBlock.of(block.lines, block.line, told));
    }

    /** A group that may have to be read again, when its problems were told. */
    private GroupBlock group(Block block) {
        GroupBlock known = recent.get(block.line);
        return known != null
                ? known
                : keep(block, GroupBlock.of(block.lines, block.line, new Problems(problems.place().file())));
    }

    private GroupBlock keep(Block block, GroupBlock group) {
        recent.put(block.line, group);
        if (recent.size() > RECENT)
            recent.remove(recent.keySet().iterator().next());
        return group;
    }

    private void plate(List<String> lines, int line) {
        PlateHeader header = PlateHeader.of(lines.getFirst(), line, problems);
        characters += lines.stream().mapToLong(String::length).sum();
        PlateBlock block = characters > FEW
                ? PlateBlock.ofMany(header, lines, line, problems)
                : PlateBlock.ofFew(header, lines, line, problems);
        if (plates.put(header.name(), block) != null)
            throw problems.refuse(problems.place(line), FileProblem.CONTRADICTION, "Plate " + header.name());
    }

}
