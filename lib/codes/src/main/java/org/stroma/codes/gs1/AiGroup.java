package org.stroma.codes.gs1;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Alternatives of application identifiers, as the table writes them: {@code 01+21,02,35nn}.
 *
 * @param alternatives each a list of patterns that belong together; {@code n} stands for any digit
 */
record AiGroup(List<List<String>> alternatives) {

    static final AiGroup NONE = new AiGroup(List.of());

    static AiGroup parse(String text) {
        return "-".equals(text)
                ? NONE
                : new AiGroup(Stream.of(text.split(",")).map(one -> List.of(one.split("\\+"))).toList());
    }

    /** Whether all of one alternative are among the codes. */
    boolean metBy(Collection<String> codes) {
        return alternatives.stream().anyMatch(together -> together.stream()
                .allMatch(pattern -> codes.stream().anyMatch(code -> matches(pattern, code))));
    }

    private static boolean matches(String pattern, String code) {
        if (pattern.length() != code.length()) {
            return false;
        }
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) != 'n' && pattern.charAt(i) != code.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return String.join(", ", alternatives.stream().map(together -> String.join(" + ", together)).toList());
    }
}
