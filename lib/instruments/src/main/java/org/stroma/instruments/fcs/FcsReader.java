package org.stroma.instruments.fcs;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Source;

/**
 * Reads FCS 2.0 (Cytometry 1990, 11:323), 3.0 (1997, 28:118), 3.1 (2010, 77A:97, doi:10.1002/cyto.a.20825) and 3.2 (2021,
 * 99:100, doi:10.1002/cyto.a.24225), and the LMD files of Beckman Coulter, which are two such data sets in one file.
 *
 * <p>
 * Reading takes HEADER and TEXT only; events are decoded from the bytes when they are asked for, so that a mapped file costs
 * no memory of its own. What the file states is checked against what is there before anything is allocated by it.
 */
public final class FcsReader {

    /** TEXT segments of a file may overlap; together they are read no more than this often. */
    private static final int TEXT_PASSES = 2;

    private final MemorySegment file;
    private final Problems problems;
    private final List<FcsDataSet> dataSets = new ArrayList<>();
    private long textRead;
    private long lastByte;
    /** The last byte of the data set that is read. */
    private long lastOfSet;

    private FcsReader(MemorySegment file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Whether a file begins as an FCS file of a known version does. */
    public static boolean recognises(ByteBuffer bytes) {
        return Header.isAt(MemorySegment.ofBuffer(bytes), 0);
    }

    /**
     * Reads a file.
     *
     * @throws org.stroma.instruments.Refusal when there is nothing to read events from
     */
    public static FcsFile read(Source source) {
        return read(MemorySegment.ofBuffer(source.buffer()), new Problems(source.name()));
    }

    /** Reads bytes, which must not change while the result is used; the name is told in problems. */
    public static FcsFile read(byte[] bytes, String name) {
        return read(MemorySegment.ofArray(bytes), new Problems(name));
    }

    /** Reads a mapped file of any size; the result is usable as long as the segment is. */
    public static FcsFile read(MemorySegment file, Problems problems) {
        FcsReader reader = new FcsReader(file.asReadOnly(), problems);
        reader.readAll();
        return new FcsFile(reader.dataSets, problems.list());
    }

    private void readAll() {
        long base = 0;
        while (base >= 0) {
            Keywords keywords = dataSet(base);
            base = next(base, keywords);
        }
        long trailing = file.byteSize() - 1 - lastByte;
        if (trailing > CyclicCheck.LENGTH)
            problems.add(FcsProblem.TRAILING_BYTES, Long.toString(trailing));
    }

    private Keywords dataSet(long base) {
        lastOfSet = base;
        Header header = Header.read(file, base, problems);
        Keywords keywords = text(base, header.text(), "TEXT");
        if (header.version().isAtLeast(FcsVersion.V3_0))
            keywords = supplemented(base, header, keywords);
        ParameterReader reader = new ParameterReader(header.version(), keywords, problems);
        reader.checkMode();
        List<Parameter> parameters = reader.parameters();
        OptionalLong stated = keywords.findCount("$TOT");
        Segment data = new DataPlace(header, keywords, problems, file.byteSize() - base).find(parameters, stated);
        Events events = new EventReader(parameters, order(reader, parameters), stated, problems)
                .read(slice(base, data));
        Segment analysis = header.analysis().isPresent() ? header.analysis() : stated(keywords, "ANALYSIS");
        dataSets.add(new FcsDataSet(header.version(), keywords, analysis(base, analysis), parameters, events));
        if (header.version().isAtLeast(FcsVersion.V3_0))
            check(base, Math.max(lastOfSet, base + Header.lastOfOthers(file, base, header.text())));
        return keywords;
    }

    /** Many writers leave the check away or compute another one, so that a wrong one is told and refuses nothing. */
    private void check(long base, long last) {
        CyclicCheck.stated(file, last + 1).ifPresent(stated -> {
            String computed = Integer.toString(CyclicCheck.of(file.asSlice(base, last + 1 - base)));
            if (!stated.equals(computed))
                problems.add(FcsProblem.CHECK_DIFFERS, stated, computed);
        });
    }

    /** ASCII data have no byte order. */
    private static ByteOrder order(ParameterReader reader, List<Parameter> parameters) {
        boolean text = parameters.stream().allMatch(p -> p.type() == DataType.ASCII);
        return text ? ByteOrder.LITTLE : reader.byteOrder();
    }

    private Keywords text(long base, Segment segment, String name) {
        if (!segment.isPresent() || !isInside(base, segment))
            throw problems.refuse(FcsProblem.SEGMENT_OUTSIDE, name, Long.toString(segment.begin()),
                    Long.toString(segment.end()));
        textRead += segment.length();
        if (textRead > TEXT_PASSES * file.byteSize())
            throw problems.refuse(FileProblem.CORRUPT, name);
        return TextParser.parse(slice(base, segment), problems);
    }

    /** Supplemental TEXT, unless it is the primary one stated again, as some instruments do. */
    private Keywords supplemented(long base, Header header, Keywords keywords) {
        Segment more = stated(keywords, "STEXT");
        if (!more.isPresent() || more.begin() == header.text().begin())
            return keywords;
        if (!isInside(base, more)) {
            problems.add(FcsProblem.SEGMENT_OUTSIDE, "STEXT", Long.toString(more.begin()), Long.toString(more.end()));
            return keywords;
        }
        return keywords.with(text(base, more, "STEXT"), problems);
    }

    private Keywords analysis(long base, Segment segment) {
        if (!segment.isPresent())
            return Keywords.of(java.util.Map.of());
        if (!isInside(base, segment)) {
            problems.add(FcsProblem.SEGMENT_OUTSIDE, "ANALYSIS", Long.toString(segment.begin()),
                    Long.toString(segment.end()));
            return Keywords.of(java.util.Map.of());
        }
        return text(base, segment, "ANALYSIS");
    }

    static Segment stated(Keywords keywords, String name) {
        return Segment.of(keywords.findCount("$BEGIN" + name).orElse(0), keywords.findCount("$END" + name).orElse(0));
    }

    private boolean isInside(long base, Segment segment) {
        return segment.begin() >= Header.LENGTH && segment.end() < file.byteSize() - base;
    }

    private MemorySegment slice(long base, Segment segment) {
        if (!segment.isPresent())
            return file.asSlice(0, 0);
        lastByte = Math.max(lastByte, base + segment.end());
        lastOfSet = Math.max(lastOfSet, base + segment.end());
        return file.asSlice(base + segment.begin(), segment.length());
    }

    /** The begin of the next data set, or -1. $NEXTDATA counts from the begin of its own data set. */
    private long next(long base, Keywords keywords) {
        if (keywords.find("$NEXTDATA").isEmpty())
            problems.add(FcsProblem.KEYWORD_MISSING, "$NEXTDATA", "0");
        long offset = keywords.findCount("$NEXTDATA").orElse(0);
        if (offset == 0)
            return -1;
        String told = Long.toString(offset);
        if (offset <= file.byteSize() - base && Header.isAt(file, base + offset))
            return base + offset;
        if (offset > base && Header.isAt(file, offset)) {
            problems.add(FcsProblem.NEXT_DATA_SET_ABSOLUTE, told);
            return offset;
        }
        boolean atEnd = offset >= file.byteSize() - base - 8;
        problems.add(atEnd ? FcsProblem.NEXT_DATA_SET_AT_END : FcsProblem.NEXT_DATA_SET_LOST, told);
        return -1;
    }

}
