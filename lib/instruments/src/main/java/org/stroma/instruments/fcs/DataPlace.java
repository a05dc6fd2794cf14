package org.stroma.instruments.fcs;

import java.util.List;
import java.util.OptionalLong;

import org.stroma.instruments.Problems;

/**
 * Finds the DATA segment. Since 3.0 both HEADER and TEXT state it and must agree, unless it ends beyond 99,999,999, which the
 * HEADER cannot say (FCS 3.1, 3.1). When they place it differently that is an error, and the one whose size fits the stated
 * events is taken, TEXT if both or neither do.
 */
final class DataPlace {

    private static final long HEADER_LIMIT = 99_999_999;

    private final Header header;
    private final Segment text;
    private final Problems problems;
    private final long size;

    /** @param size bytes from the begin of the data set to the end of the file */
    DataPlace(Header header, Keywords keywords, Problems problems, long size) {
        this.header = header;
        this.problems = problems;
        this.size = size;
        text = header.version().isAtLeast(FcsVersion.V3_0) ? FcsReader.stated(keywords, "DATA") : Segment.NONE;
    }

    Segment find(List<Parameter> parameters, OptionalLong events) {
        Segment place = choose(parameters, events);
        if (!place.isPresent())
            return place;
        if (place.begin() < Header.LENGTH || place.begin() > size) {
            problems.add(FcsProblem.SEGMENT_OUTSIDE, "DATA", Long.toString(place.begin()), Long.toString(place.end()));
            return Segment.NONE;
        }
        // a segment that ends one byte late is a common slip and only its events must be there
        if (place.end() > size)
            problems.add(FcsProblem.SEGMENT_OUTSIDE, "DATA", Long.toString(place.begin()), Long.toString(place.end()));
        return new Segment(place.begin(), Math.min(place.end(), size - 1));
    }

    private Segment choose(List<Parameter> parameters, OptionalLong events) {
        Segment inHeader = header.data();
        if (!text.isPresent() || text.equals(inHeader))
            return inHeader;
        if (!inHeader.isPresent())
            return withoutHeader();
        long needed = events.isPresent() ? EventReader.bytesOf(events.getAsLong(), parameters) : -1;
        Segment fitting = inHeader.length() == needed && text.length() != needed ? inHeader : text;
        if (text.begin() == inHeader.begin()) {
            problems.add(FcsProblem.DATA_END_DIFFERS, Long.toString(inHeader.end()), Long.toString(text.end()));
            return fitting;
        }
        problems.add(FcsProblem.DATA_PLACED_TWICE, inHeader.toString(), text.toString(), fitting.toString());
        return fitting;
    }

    private Segment withoutHeader() {
        if (text.end() <= HEADER_LIMIT)
            problems.add(FcsProblem.DATA_END_DIFFERS, "-", Long.toString(text.end()));
        return text;
    }

}
