package org.stroma.statistics;

import java.util.List;
import java.util.Locale;

/** A question that has no answer from the data given: too few values, no variation, a limit crossed before the start. */
public final class StatisticsRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised; the throwable's own contract forces the field to be declared so
    private final Message reason;

    public StatisticsRefusal(Message reason) {
        super(reason.code().code() + ": " + reason.text(Locale.ENGLISH));
        this.reason = reason;
    }

    /** Shorthand for a refusal with the given code and parameters. */
    public static StatisticsRefusal of(MessageCode code, Object... parameters) {
        return new StatisticsRefusal(Message.of(code, parameters));
    }

    public Message reason() {
        return reason;
    }

    /** The stable code, for programs. */
    public String code() {
        return reason.code().code();
    }

    public List<Object> parameters() {
        return reason.parameters();
    }

    /** The reason in the reader's language. */
    public String text(Locale locale) {
        return reason.text(locale);
    }
}
