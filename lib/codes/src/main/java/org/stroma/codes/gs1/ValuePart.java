package org.stroma.codes.gs1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.stroma.codes.Problem;

/**
 * One part of the value of an application identifier.
 *
 * @param optional whether the value may end before this part
 */
record ValuePart(CharacterSet characters, int minLength, int maxLength, boolean optional, List<ContentCheck> checks) {

    private static final Pattern NOTATION = Pattern.compile("(\\[?)([nxyz])(\\.\\.)?(\\d+)(?::([a-z0-9+]+))?]?");

    ValuePart {
        checks = List.copyOf(checks);
    }

    /** Reads the notation of the table, for example {@code n13:check+prefix1} or {@code [x..17]}. */
    static ValuePart parse(String notation) {
        Matcher matcher = NOTATION.matcher(notation);
        if (!matcher.matches()) {
            throw new IllegalStateException("not a format: " + notation);
        }
        CharacterSet characters = switch (matcher.group(2)) {
            case "n" -> CharacterSet.NUMERIC;
            case "x" -> CharacterSet.SET_82;
            case "y" -> CharacterSet.SET_39;
            default -> CharacterSet.SET_64;
        };
        int max = Integer.parseInt(matcher.group(4));
        int min = matcher.group(3) == null ? max : 1;
        List<ContentCheck> checks = new ArrayList<>();
        String names = matcher.group(5);
        if (names != null) {
            for (String name : names.split("\\+")) {
                checks.add(ContentCheck.named(name));
            }
        }
        return new ValuePart(characters, min, max, !matcher.group(1).isEmpty(), checks);
    }

    /** The first flaw of this part. */
    Optional<Problem> check(String text) {
        Optional<Problem> problem = characters.check(text);
        for (ContentCheck check : checks) {
            if (problem.isPresent()) {
                return problem;
            }
            problem = check.check(text);
        }
        return problem;
    }

    /**
     * Checks a value against all parts, each taking as much as it can.
     *
     * @return the first flaw of every part, in order; positions count from the start of the value
     */
    static List<Problem> check(List<ValuePart> parts, String value) {
        List<Problem> problems = new ArrayList<>();
        int at = 0;
        for (ValuePart part : parts) {
            int left = value.length() - at;
            if (left == 0 && part.optional) {
                break;
            }
            if (left < part.minLength) {
                problems.add(Problem.at(Gs1Reason.VALUE_TOO_SHORT, at, left, Integer.toString(part.minLength)));
                return problems;
            }
            int taken = Math.min(left, part.maxLength);
            int start = at;
            part.check(value.substring(at, at + taken)).ifPresent(problem -> problems.add(problem.shifted(start)));
            at += taken;
        }
        if (at < value.length()) {
            problems.add(Problem.at(Gs1Reason.VALUE_TOO_LONG, at, value.length() - at, Integer.toString(at)));
        }
        return problems;
    }
}
