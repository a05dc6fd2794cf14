package org.stroma.codes.gs1;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.stroma.codes.Problem;

/** What GS1 says about one application identifier (AI), or that it says nothing about it. */
public final class ApplicationIdentifier {

    private final String code;
    private final String title;
    private final List<ValuePart> parts;
    private final Traits traits;

    /**
     * @param predefinedLength whether its value has a length known to every scanner, so that no separator follows it
     * @param attribute whether it may be an attribute of a digital link
     * @param known false for an AI that GS1 has not assigned
     */
    record Traits(boolean predefinedLength, boolean attribute, boolean known, List<AiGroup> needs, AiGroup excludes,
            Optional<List<List<String>>> qualifiers) {}

    ApplicationIdentifier(String code, String title, List<ValuePart> parts, Traits traits) {
        this.code = code;
        this.title = title;
        this.parts = List.copyOf(parts);
        this.traits = traits;
    }

    static ApplicationIdentifier unknown(String code) {
        return new ApplicationIdentifier(code, "", List.of(ValuePart.parse("x..90")),
                new Traits(false, false, false, List.of(), AiGroup.NONE, Optional.empty()));
    }

    /** Two to four digits. */
    public String code() {
        return code;
    }

    /** The data title of GS1, in English, for example {@code BATCH/LOT}; empty if there is none. */
    public String title() {
        return title;
    }

    public boolean known() {
        return traits.known();
    }

    public boolean predefinedLength() {
        return traits.predefinedLength();
    }

    /** Whether a digital link may begin with it. */
    public boolean primaryKey() {
        return traits.qualifiers().isPresent();
    }

    boolean attribute() {
        return traits.attribute();
    }

    /** Orders of qualifiers that may follow it in a digital link; empty unless it is a primary key. */
    List<List<String>> qualifiers() {
        return traits.qualifiers().orElse(List.of());
    }

    List<AiGroup> needs() {
        return traits.needs();
    }

    AiGroup excludes() {
        return traits.excludes();
    }

    /** The exact number of characters of a value of predefined length. */
    int length() {
        return parts.stream().mapToInt(ValuePart::maxLength).sum();
    }

    /** All that is wrong with a value; positions count from its start. */
    public List<Problem> check(String value) {
        return ValuePart.check(parts, value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ApplicationIdentifier identifier && code.equals(identifier.code);
    }

    @Override
    public int hashCode() {
        return code.hashCode();
    }

    @Override
    public String toString() {
        return "(" + code + ")";
    }
}
