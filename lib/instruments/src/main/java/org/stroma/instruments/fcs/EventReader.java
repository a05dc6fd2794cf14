package org.stroma.instruments.fcs;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;

/** Lays the parameters over the DATA segment and counts the events that are there. */
final class EventReader {

    private final List<Parameter> parameters;
    private final ByteOrder order;
    private final OptionalLong stated;
    private final Problems problems;

    EventReader(List<Parameter> parameters, ByteOrder order, OptionalLong stated, Problems problems) {
        this.parameters = parameters;
        this.order = order;
        this.stated = stated;
        this.problems = problems;
    }

    /** Bits of one event; 0 when ASCII values are delimited. */
    static long bitsPerEvent(List<Parameter> parameters) {
        if (parameters.stream().anyMatch(p -> p.type() == DataType.ASCII && p.width() == 0))
            return 0;
        return parameters.stream().mapToLong(p -> p.type() == DataType.ASCII ? p.width() * 8L : p.width()).sum();
    }

    /** Bytes that a number of events takes, or -1 when that cannot be told or is more than any file has. */
    static long bytesOf(long events, List<Parameter> parameters) {
        long bits = bitsPerEvent(parameters);
        if (bits == 0 || events > Long.MAX_VALUE / bits - 8)
            return -1;
        return (events * bits + 7) / 8;
    }

    Events read(MemorySegment data) {
        return bitsPerEvent(parameters) == 0 ? delimited(data) : fixed(data);
    }

    private Events fixed(MemorySegment data) {
        long bits = bitsPerEvent(parameters);
        long present = data.byteSize() / bits * 8 + data.byteSize() % bits * 8 / bits;
        long count = count(present);
        long used = bytesOf(count, parameters);
        if (stated.isPresent() && count == stated.getAsLong() && used < data.byteSize())
            problems.add(FcsProblem.DATA_LONGER, Long.toString(used), Long.toString(data.byteSize()));
        Events.Fixed events = new Events.Fixed(data, count, decoders(bits));
        tellNotNumbers(events);
        return events;
    }

    private long count(long present) {
        if (stated.isEmpty()) {
            problems.add(FcsProblem.EVENTS_NOT_STATED, Long.toString(present));
            return present;
        }
        if (present < stated.getAsLong())
            problems.add(FcsProblem.EVENTS_MISSING, Long.toString(stated.getAsLong()), Long.toString(present));
        return Math.min(present, stated.getAsLong());
    }

    private List<ValueDecoder> decoders(long bitsPerEvent) {
        boolean shared = parameters.stream().anyMatch(p -> p.type() != DataType.ASCII && p.width() % 8 != 0);
        List<ValueDecoder> decoders = new ArrayList<>();
        long at = 0;
        for (Parameter p : parameters) {
            long bits = p.type() == DataType.ASCII ? p.width() * 8L : p.width();
            decoders.add(shared
                    ? sharedBits(p, at, bitsPerEvent)
                    : decoder(p, new ValueDecoder.Place(at / 8, bitsPerEvent / 8)));
            at += bits;
        }
        return decoders;
    }

    private ValueDecoder sharedBits(Parameter p, long offset, long stride) {
        if (p.type() != DataType.INTEGER || !order.isBig() && !order.isLittle())
            throw unsupported(p);
        return new ValueDecoder.Bits(offset, stride, p.width(), order.isBig(), p.mask());
    }

    private ValueDecoder decoder(Parameter p, ValueDecoder.Place place) {
        boolean little = order.isLittle();
        boolean plain = little || order.isBig();
        return switch (p.type()) {
            case ASCII -> new ValueDecoder.Digits(place, p.width());
            case FLOAT -> !plain
                    ? new ValueDecoder.Shuffled(place, shifts(p))
                    : little ? new ValueDecoder.FloatLittle(place) : new ValueDecoder.FloatBig(place);
            case DOUBLE -> !plain
                    ? new ValueDecoder.Shuffled(place, shifts(p))
                    : little ? new ValueDecoder.DoubleLittle(place) : new ValueDecoder.DoubleBig(place);
            case INTEGER -> plain
                    ? integer(p, place, little)
                    : new ValueDecoder.Bytes(place, shifts(p), p.mask());
        };
    }

    private ValueDecoder integer(Parameter p, ValueDecoder.Place place, boolean little) {
        return switch (p.width()) {
            case 8 -> new ValueDecoder.Unsigned8(place, p.mask());
            case 16 ->
                little ? new ValueDecoder.ShortLittle(place, p.mask()) : new ValueDecoder.ShortBig(place, p.mask());
            case 32 -> little ? new ValueDecoder.IntLittle(place, p.mask()) : new ValueDecoder.IntBig(place, p.mask());
            default -> new ValueDecoder.Bytes(place, shifts(p), p.mask());
        };
    }

    private int[] shifts(Parameter p) {
        return order.shifts(p.width() / 8).orElseThrow(() -> unsupported(p));
    }

    private RuntimeException unsupported(Parameter p) {
        return problems.refuse(FileProblem.UNSUPPORTED, "$BYTEORD " + order + ", $P" + p.number() + "B " + p.width());
    }

    private void tellNotNumbers(Events.Fixed events) {
        long[] wrong = {0};
        for (int p = 0; p < parameters.size(); p++) {
            if (parameters.get(p).type() != DataType.ASCII)
                continue;
            double[] block = new double[1024];
            for (long first = 0; first < events.count(); first += block.length) {
                int now = (int) Math.min(block.length, events.count() - first);
                events.read(p, first, now, block);
                wrong[0] += notNumbers(block, now);
            }
        }
        tell(wrong[0]);
    }

    private static long notNumbers(double[] block, int count) {
        return Arrays.stream(block, 0, count).filter(Double::isNaN).count();
    }

    private void tell(long wrong) {
        if (wrong > 0)
            problems.add(FcsProblem.ASCII_NOT_A_NUMBER, Long.toString(wrong));
    }

    private Events delimited(MemorySegment data) {
        if (parameters.stream().anyMatch(p -> p.type() != DataType.ASCII || p.width() != 0))
            throw problems.refuse(FileProblem.UNSUPPORTED, "$PnB * beside other widths");
        long[] marks = new long[16];
        long values = 0;
        long wrong = 0;
        long step = (long) Events.Delimited.STEP * parameters.size();
        long at = AsciiNumbers.nextValue(data, 0);
        while (at < data.byteSize()) {
            if (values % step == 0) {
                int mark = (int) (values / step);
                marks = mark < marks.length ? marks : Arrays.copyOf(marks, mark + (mark >> 1));
                marks[mark] = at;
            }
            long end = AsciiNumbers.endOfValue(data, at);
            wrong += Double.isNaN(AsciiNumbers.value(data, at, end)) ? 1 : 0;
            values++;
            at = AsciiNumbers.nextValue(data, end);
        }
        tell(wrong);
        return new Events.Delimited(data, count(values / parameters.size()), parameters.size(), marks);
    }

}
