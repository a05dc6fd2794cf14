package org.stroma.measure;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a measurement says about a size: the size itself, or only on which side of a value it lies. */
public sealed interface Measurement {

    /** The size itself. */
    record Exact(Quantity quantity) implements Measurement {}

    /** Censored from the left: the size is below the bound, or at it if inclusive ({@code <0.05}, {@code ≤2}). */
    record Below(Quantity bound, boolean inclusive) implements Measurement {}

    /** Censored from the right: the size is above the bound, or at it if inclusive ({@code >1000}). */
    record Above(Quantity bound, boolean inclusive) implements Measurement {}

    /** Looked for and not found; the detection limit, if known, is a bound like {@link Below}. */
    record NotDetected(@Nullable Quantity detectionLimit) implements Measurement {}

    /** The number and unit that is written, if any. */
    default Optional<Quantity> written() {
        return switch (this) {
            case Exact exact -> Optional.of(exact.quantity);
            case Below below -> Optional.of(below.bound);
            case Above above -> Optional.of(above.bound);
            case NotDetected none -> Optional.ofNullable(none.detectionLimit);
        };
    }

    /**
     * Reads a result as reported: {@code 91.2}, {@code <0.05}, {@code ≥ 95}, {@code ND}, {@code 未检出}.
     *
     * @throws MeasureException if number or unit cannot be read
     */
    static Measurement parse(String text, String unit, Qualifier qualifier) {
        return Reported.parse(text, unit, qualifier);
    }

    /** The written forms. */
    final class Reported {
        private static final Pattern CENSORED = Pattern.compile("(<=|>=|=<|=>|≤|≥|[<>\uFF1C\uFF1E])\\s*(.+)",
                Pattern.DOTALL);
        private static final Set<String> NOT_DETECTED = Set.of("nd", "n.d.", "not detected", "未检出", "none detected");

        private Reported() {}

        private static Measurement parse(String text, String unit, Qualifier qualifier) {
            String stripped = text.strip();
            if (NOT_DETECTED.contains(stripped.toLowerCase(Locale.ROOT))) {
                return new NotDetected(null);
            }
            Matcher censored = CENSORED.matcher(stripped);
            if (!censored.matches()) {
                return new Exact(Quantity.parse(stripped, unit, qualifier));
            }
            Quantity bound = Quantity.parse(censored.group(2), unit, qualifier);
            return switch (censored.group(1)) {
                case "<", "\uFF1C" -> new Below(bound, false);
                case "<=", "=<", "≤" -> new Below(bound, true);
                case ">", "\uFF1E" -> new Above(bound, false);
                default -> new Above(bound, true);
            };
        }
    }

    /** The result as it would be reported, without its unit: {@code <0.05}. */
    default String sign() {
        return switch (this) {
            case Exact exact -> "";
            case Below below -> below.inclusive ? "≤" : "<";
            case Above above -> above.inclusive ? "≥" : ">";
            case NotDetected none -> "ND";
        };
    }

    /** The number as written with its sign, without its unit: {@code <0.05}, {@code ND}. */
    default String writtenNumber() {
        return sign() + written().map(Quantity::value).map((BigDecimal value) -> Decimals.write(value)).orElse("");
    }
}
