package org.stroma.instruments.fcs;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.stroma.instruments.Problems;

/**
 * The keywords of a data set with their values as printed; names are compared without regard to case, as the standard asks,
 * and kept in file order.
 */
public final class Keywords {

    private final Map<String, String> values;

    private Keywords(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    static Keywords of(Map<String, String> values) {
        return new Keywords(new LinkedHashMap<>(values));
    }

    /** Adds keywords that are not there yet; a second, different value is told and not kept. */
    Keywords with(Keywords more, Problems problems) {
        Map<String, String> all = new LinkedHashMap<>(values);
        more.values.forEach((name, value) -> {
            String kept = all.putIfAbsent(name, value);
            if (kept != null && !kept.strip().equals(value.strip()))
                problems.add(FcsProblem.KEYWORD_REPEATED, name, excerpt(kept), excerpt(value));
        });
        return new Keywords(all);
    }

    /** All keywords in capital letters with their values as printed. */
    public Map<String, String> all() {
        return values;
    }

    public int size() {
        return values.size();
    }

    /** The value without surrounding blanks; empty when the keyword is absent or its value blank. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name.toUpperCase(Locale.ROOT))).map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** A value made of up to 18 digits. */
    public OptionalLong findCount(String name) {
        String digits = find(name).orElse("");
        boolean count = !digits.isEmpty() && digits.length() <= 18
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return count ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    static String excerpt(String value) {
        return value.length() <= 40 ? value : value.substring(0, 40) + "…";
    }

}
