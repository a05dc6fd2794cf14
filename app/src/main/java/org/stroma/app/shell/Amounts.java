package org.stroma.app.shell;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Amounts as pages print them: the exact number, a long one by its power of ten, and its unit of measure in words. */
@Component("amounts")
public class Amounts {
    private static final BigDecimal LONG = BigDecimal.valueOf(1_000_000);
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private final Words words;

    Amounts(Words words) {
        this.words = words;
    }

    /** A number with its unit of measure; empty where there is none. */
    public String say(@Nullable BigDecimal amount, @Nullable String measure) {
        return amount == null ? "" : (number(amount) + " " + measure(measure)).strip();
    }

    /** What is left of what there was. */
    public String left(@Nullable BigDecimal left, @Nullable BigDecimal all, @Nullable String measure) {
        if (left == null || all == null || left.compareTo(all) == 0) {
            return say(left == null ? all : left, measure);
        }
        return number(left) + " / " + say(all, measure);
    }

    /** No digit is lost: 5486000000 is 5.486×10⁹. */
    public String number(BigDecimal amount) {
        BigDecimal plain = amount.stripTrailingZeros();
        if (plain.abs().compareTo(LONG) < 0) {
            return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
        }
        int power = plain.precision() - plain.scale() - 1;
        StringBuilder raised = new StringBuilder();
        Integer.toString(power).chars().forEach(digit -> raised.append(SUPERSCRIPTS.charAt(digit - '0')));
        return plain.movePointLeft(power).toPlainString() + "×10" + raised;
    }

    /** A unit of measure in words, each of its parts; a part without a word is its code without the braces of an annotation. */
    public String measure(@Nullable String code) {
        return code == null ? "" : Arrays.stream(code.split("/", -1)).map(this::part).collect(Collectors.joining("/"));
    }

    private String part(String code) {
        String plain = code.replace("{", "").replace("}", "");
        String said = words.say("measure." + plain);
        return said.startsWith("⟨") ? plain : said;
    }
}
