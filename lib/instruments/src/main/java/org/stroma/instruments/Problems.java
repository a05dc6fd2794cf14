package org.stroma.instruments;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problem.Severity;

/** Collects the problems of one file while it is read; at most 1,000 are kept and the rest are counted. */
public final class Problems {

    private static final int KEPT = 1_000;

    private final String file;
    private final Dates dates;
    private final List<Problem> found = new ArrayList<>();
    private final Set<Once> once = new HashSet<>();
    private int more;

    private record Once(Problem.Code code, List<String> parameters) {}

    public Problems(String file) {
        this(file, Dates.UNKNOWN);
    }

    /** Problems of a file of which something is known of its dates. */
    Problems(String file, Dates dates) {
        this.file = file;
        this.dates = dates;
    }

    /** What stops at nothing and is told to nobody: for reading again what was told before, with the same order of dates. */
    public Problems again() {
        return new Problems(file, dates);
    }

    /** How the dates of the file are read where they can be read in two ways. */
    public Dates dates() {
        return dates;
    }

    /** Adds a problem of the whole file. */
    public void add(Problem.Code code, String... parameters) {
        add(Place.file(file), code, parameters);
    }

    /** Adds a problem with the code's own severity. */
    public void add(Place place, Problem.Code code, String... parameters) {
        if (found.size() >= KEPT) {
            more++;
            return;
        }
        found.add(new Problem(code.severity(), code, place, List.of(parameters)));
    }

    /** Adds a problem of the whole file unless the same was added before. */
    public void addOnce(Problem.Code code, String... parameters) {
        Once told = new Once(code, List.of(parameters));
        if (once.size() < KEPT ? once.add(told) : !once.contains(told))
            add(code, parameters);
    }

    /** Tells which encoding was recognised, and which other one fits too. */
    public void note(Text text) {
        addOnce(FileProblem.ENCODING, text.encodingName());
        Charset other = text.other();
        if (other != null)
            addOnce(FileProblem.ENCODING_UNSURE, text.encodingName(), other.name());
    }

    /** What stops the reading, to be thrown: {@code throw problems.refuse(...)}. */
    public Refusal refuse(Problem.Code code, String... parameters) {
        return refuse(Place.file(file), code, parameters);
    }

    /** What stops the reading, to be thrown. */
    public Refusal refuse(Place place, Problem.Code code, String... parameters) {
        return new Refusal(new Problem(Severity.ERROR, code, place, List.of(parameters)));
    }

    /** A refusal outside any collector. */
    public static Refusal refusal(Source source, Problem.Code code, String... parameters) {
        return new Refusal(new Problem(Severity.ERROR, code, Place.file(source.name()), List.of(parameters)));
    }

    /** The whole file as a place. */
    public Place place() {
        return Place.file(file);
    }

    /** A line of the file as a place. */
    public Place place(int line) {
        return new Place(file, line, 0, "");
    }

    public boolean hasErrors() {
        return found.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    }

    /** All problems in the order they were found. */
    public List<Problem> list() {
        List<Problem> all = new ArrayList<>(found);
        if (more > 0)
            all.add(new Problem(Severity.WARNING, FileProblem.MORE_PROBLEMS, Place.file(file),
                    List.of(Integer.toString(more))));
        return List.copyOf(all);
    }

}
