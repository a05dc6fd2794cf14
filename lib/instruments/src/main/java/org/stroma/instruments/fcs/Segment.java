package org.stroma.instruments.fcs;

/**
 * A stretch of bytes, both ends included and counted from the begin of the data set; {@link #NONE} when it is not there.
 *
 * @param begin first byte
 * @param end last byte
 */
record Segment(long begin, long end) {

    static final Segment NONE = new Segment(0, -1);

    /** From offsets as a file states them: 0 and 0, or an end before the begin, mean there is none. */
    static Segment of(long begin, long end) {
        return begin <= 0 || end < begin ? NONE : new Segment(begin, end);
    }

    boolean isPresent() {
        return end >= begin;
    }

    long length() {
        return end - begin + 1;
    }

    @Override
    public String toString() {
        return isPresent() ? begin + "-" + end : "nowhere";
    }

}
