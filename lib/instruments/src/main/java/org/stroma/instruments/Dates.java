package org.stroma.instruments;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.value.DateOrder;
import org.stroma.instruments.value.DateTimes;

/**
 * Reads the dates of one file. Where day and month can be exchanged, what the caller declared decides, else what other dates of the file
 * tell, else the separator ({@link DateOrder#BY_SEPARATOR}); each is told once.
 */
public final class Dates {

    /** Those of a file of which nothing is known. */
    static final Dates UNKNOWN = new Dates(DateOrder.BY_SEPARATOR, Optional::empty);

    private final DateOrder declared;
    private final Supplier<Optional<DateEvidence>> evidence;
    private @Nullable Optional<DateEvidence> found;

    /**
     * @param declared what the caller knows, {@link DateOrder#BY_SEPARATOR} when nothing
     * @param evidence looks through the file, asked at most once
     */
    Dates(DateOrder declared, Supplier<Optional<DateEvidence>> evidence) {
        this.declared = declared;
        this.evidence = evidence;
    }

    /**
     * A printed date and time; how its order was decided is reported.
     *
     * @throws Refusal when it is none
     */
    public DateTimes.Parsed read(String text, Place place, Problems problems) {
        DateTimes.Parsed parsed = DateTimes.parse(text, declared)
                .orElseThrow(() -> problems.refuse(place, FileProblem.NOT_A_DATE, text));
        if (declared != DateOrder.BY_SEPARATOR) {
            if (parsed.against())
                problems.add(place, FileProblem.DATE_AGAINST_ORDER, text);
            return parsed;
        }
        if (!parsed.ambiguous())
            return parsed;
        Optional<DateEvidence> told = evidence();
        DateTimes.Parsed decided = told.flatMap(by -> DateTimes.parse(text, by.order())).orElse(parsed);
        LocalDate date = decided.local().toLocalDate();
        if (told.isPresent())
            problems.addOnce(FileProblem.DATE_ORDER_RECOGNISED, text, date.toString(), told.get().date());
        else
            problems.addOnce(FileProblem.DATE_ORDER_ASSUMED, text, date.toString());
        return decided;
    }

    /**
     * A printed date and time of a format whose published documents take the month first although the file tells otherwise: so it is read, and
     * told, unless the caller declared an order.
     *
     * @throws Refusal when it is none
     */
    public DateTimes.Parsed readAsPublished(String text, Place place, Problems problems) {
        DateTimes.Parsed parsed = DateTimes.parse(text, DateOrder.MONTH_FIRST)
                .orElseThrow(() -> problems.refuse(place, FileProblem.NOT_A_DATE, text));
        Optional<DateEvidence> told = parsed.ambiguous() ? evidence() : Optional.empty();
        if (declared != DateOrder.BY_SEPARATOR || !parsed.ambiguous())
            return read(text, place, problems);
        String date = parsed.local().toLocalDate().toString();
        told.filter(by -> by.order() == DateOrder.DAY_FIRST).ifPresentOrElse(
                by -> problems.addOnce(FileProblem.DATE_ORDER_AS_PUBLISHED, text, date, by.date()),
                () -> problems.addOnce(FileProblem.DATE_ORDER_ASSUMED, text, date));
        return parsed;
    }

    private Optional<DateEvidence> evidence() {
        Optional<DateEvidence> known = found;
        if (known == null) {
            known = evidence.get();
            found = known;
        }
        return known;
    }

}
