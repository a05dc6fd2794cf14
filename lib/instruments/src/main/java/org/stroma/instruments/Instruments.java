package org.stroma.instruments;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.stroma.instruments.value.DateOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/** Reads a file of any known format. */
public final class Instruments {

    private static final List<Format> FORMATS = ServiceLoader.load(Format.class, Instruments.class.getClassLoader())
            .stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(format -> format.about().id()))
            .toList();

    private Instruments() {}

    /** Every known format by id. */
    public static List<Format> formats() {
        return FORMATS;
    }

    /**
     * Recognises and reads bytes, which must not be changed as long as the result is in use; the name is told in problems and in
     * the result but decides nothing.
     */
    public static Result read(byte[] bytes, String name) {
        return read(Source.of(ByteBuffer.wrap(bytes), name));
    }

    /** Recognises and reads a file. */
    public static Result read(Source source) {
        return read(source, FORMATS, Limits.STANDARD);
    }

    /**
     * Recognises and reads a file.
     *
     * @param order which of day and month comes first in its dates; a date that contradicts it refuses the file
     */
    public static Result read(Source source, DateOrder order) {
        return read(source, FORMATS, Limits.STANDARD, order);
    }

    /** Recognises and reads a file with some formats and limits. */
    public static Result read(Source source, List<Format> formats, Limits limits) {
        return read(source, formats, limits, DateOrder.BY_SEPARATOR);
    }

    private static Result read(Source source, List<Format> formats, Limits limits, DateOrder order) {
        Content content = new Content(source, limits);
        Problems problems = new Problems(source.name(), new Dates(order, () -> DateEvidence.of(content)));
        try {
            Format format = recognise(content, formats, problems);
            Document document = foreseen(format, problems, () -> format.read(content, problems));
            if (problems.hasErrors())
                return new Result.Refused(problems.list());
            return new Result.Accepted(format, document, problems.list());
        } catch (Refusal refused) {
            List<Problem> all = new ArrayList<>(problems.list());
            all.add(refused.problem());
            return new Result.Refused(all);
        }
    }

    /**
     * A file that its reader did not foresee is refused like any other, naming the reader, so that who holds it has a sentence
     * to send on instead of a trace of calls; {@code FormatsFuzzTests} looks for such files.
     */
    private static <T> T foreseen(Format format, Problems problems, Supplier<T> action) {
        try {
            return action.get();
        } catch (Refusal | UncheckedIOException told) {
            throw told;
        } catch (RuntimeException | StackOverflowError unforeseen) {
            throw problems.refuse(FileProblem.READER_FAILED, format.about().id(), unforeseen.toString());
        }
    }

    private static Format recognise(Content content, List<Format> formats, Problems problems) {
        if (content.source().size() == 0)
            throw problems.refuse(FileProblem.EMPTY_FILE);
        List<Format> found = formats.stream()
                .filter(format -> foreseen(format, problems, () -> format.recognise(content))).toList();
        if (found.size() == 1)
            return found.getFirst();
        if (found.isEmpty())
            throw problems.refuse(FileProblem.NOT_RECOGNISED);
        throw problems.refuse(FileProblem.SEVERAL_FORMATS,
                String.join(", ", found.stream().map(format -> format.about().id()).toList()));
    }

}
