package org.stroma.measure;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one UCUM code by recursive descent; operators bind from left to right, as UCUM §7 says. */
final class UnitParser {
    private static final int LONGEST = 80;
    private static final int DEEPEST = 8;
    private static final Pattern ATOM = Pattern.compile("10[*^]|%|[A-Za-z]+|\\[[A-Za-z0-9_]+]");
    private static final Pattern EXPONENT = Pattern.compile("[+-]?[0-9]{1,2}");
    private static final Pattern ANNOTATION = Pattern.compile("\\{[!-z|~]+}");
    private static final Pattern FACTOR = Pattern.compile("[1-9][0-9]{0,8}");

    /** A product of powers of base scales, or a temperature scale with its zero. */
    private record Term(Map<String, Integer> scales, Ratio factor, Ratio offset) {
        static final Term ONE = new Term(Map.of(), Ratio.ONE, Ratio.of(0));

        Term times(Term other, int sign) {
            Map<String, Integer> sum = new HashMap<>(scales);
            other.scales.forEach((scale, exponent) -> sum.merge(scale, sign * exponent, Integer::sum));
            return new Term(sum, factor.times(other.factor.power(sign)), Ratio.of(0));
        }

        Term power(int exponent) {
            Map<String, Integer> raised = new HashMap<>();
            scales.forEach((scale, each) -> raised.put(scale, each * exponent));
            return new Term(raised, factor.power(exponent), Ratio.of(0));
        }
    }

    private final String code;
    private int at;

    UnitParser(String code) {
        this.code = code;
    }

    UnitOfMeasure parse() {
        if (code.isEmpty() || code.length() > LONGEST) {
            throw refuse("it must have 1 to " + LONGEST + " characters");
        }
        UnitAtom alone = UnitAtom.find(code);
        if (alone != null && alone.standsAlone()) {
            return UnitOfMeasure.of(code, alone.scales(), alone.factor(), alone.offset());
        }
        Term term = term(0);
        if (at < code.length()) {
            throw refuse("nothing may follow position " + at);
        }
        return UnitOfMeasure.of(code, term.scales, term.factor, term.offset);
    }

    private Term term(int depth) {
        if (depth > DEEPEST) {
            throw refuse("too many brackets");
        }
        Term product = Term.ONE;
        int sign = 1;
        if (skip('/')) {
            sign = -1;
        }
        while (true) {
            product = product.times(component(depth), sign);
            if (skip('.')) {
                sign = 1;
            } else if (skip('/')) {
                sign = -1;
            } else {
                return product;
            }
        }
    }

    private Term component(int depth) {
        if (skip('(')) {
            Term inner = term(depth + 1);
            if (!skip(')')) {
                throw refuse("a bracket is not closed");
            }
            return inner;
        }
        Term simple = simple();
        String annotation = next(ANNOTATION);
        if (simple == null && annotation == null) {
            throw refuse("nothing is known at position " + at);
        }
        Term known = simple == null ? Term.ONE : simple;
        return annotation == null
                ? known
                : known.times(new Term(Map.of(annotation, 1), Ratio.ONE, Ratio.of(0)), 1);
    }

    private @Nullable Term simple() {
        String name = next(ATOM);
        if (name == null) {
            String number = next(FACTOR);
            return number == null ? null : new Term(Map.of(), Ratio.of(Long.parseLong(number)), Ratio.of(0));
        }
        UnitAtom atom = UnitAtom.find(name);
        if (atom == null) {
            throw refuse("\"" + name + "\" is not in the list");
        }
        if (atom.standsAlone()) {
            throw refuse("\"" + name + "\" has its own zero and stands alone; a difference or rate is in K");
        }
        Term base = new Term(atom.scales(), atom.factor(), Ratio.of(0));
        String exponent = next(EXPONENT);
        return exponent == null ? base : base.power(Integer.parseInt(exponent));
    }

    private boolean skip(char expected) {
        if (at < code.length() && code.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    private @Nullable String next(Pattern pattern) {
        Matcher matcher = pattern.matcher(code).region(at, code.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        return matcher.group();
    }

    private UnitUnknown refuse(String reason) {
        return new UnitUnknown(code, reason);
    }
}
