package org.stroma.app.standard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** What changed from one version of a standard to another, each side in the words of its own version. */
public final class Differences {

    private Differences() {}

    /** How something changed. */
    public enum Kind {
        ADDED, REMOVED, CHANGED
    }

    /**
     * One change.
     *
     * @param code of the requirement or characteristic
     * @param field message key of what changed of it
     * @param before empty if added
     * @param after empty if removed
     */
    public record Line(Kind kind, String code, String field, String before, String after) {}

    /** Requirements first, then characteristics, then clauses cited; what only moved is no change. */
    public static List<Line> between(Standard before, Standard after, Locale locale) {
        List<Line> lines = new ArrayList<>();
        compare(lines, requirements(before, locale), requirements(after, locale));
        compare(lines, characteristics(before, locale), characteristics(after, locale));
        return lines;
    }

    private static void compare(List<Line> lines, Map<String, Map<String, String>> before,
            Map<String, Map<String, String>> after) {
        TreeSet<String> codes = new TreeSet<>(before.keySet());
        codes.addAll(after.keySet());
        for (String code : codes) {
            Map<String, String> old = before.get(code);
            Map<String, String> now = after.get(code);
            if (old == null && now != null) {
                lines.add(new Line(Kind.ADDED, code, "whole", "", now.getOrDefault("whole", "")));
            } else if (old != null && now == null) {
                lines.add(new Line(Kind.REMOVED, code, "whole", old.getOrDefault("whole", ""), ""));
            } else if (old != null && now != null) {
                now.forEach((field, text) -> {
                    String was = old.getOrDefault(field, "");
                    if (!field.equals("whole") && !was.equals(text)) {
                        lines.add(new Line(Kind.CHANGED, code, field, was, text));
                    }
                });
            }
        }
    }

    private static Map<String, Map<String, String>> requirements(Standard standard, Locale locale) {
        Sentences sentences = new Sentences(standard, locale);
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        for (Requirement each : standard.requirements()) {
            Map<String, String> fields = new LinkedHashMap<>();
            String criterion = sentences.criterion(each.criterion());
            fields.put("whole", each.name().in(locale) + " · " + criterion);
            fields.put("name", each.name().in(locale));
            fields.put("severity", each.severity().letter());
            fields.put("criterion", criterion);
            fields.put("applies", sentences.applicability(each.applicability()).orElse(""));
            fields.put("comparison", sentences.comparison(each.rounding()));
            fields.put("method", (each.method().validated() ? "✓ " : "") + String.join(", ", each.method().accepted()));
            fields.put("clauses", String.join(", ", each.clauses()));
            fields.put("origin", each.origin().letter());
            Texts note = each.note();
            fields.put("note", note == null ? "" : note.in(locale));
            all.put(each.code(), fields);
        }
        return all;
    }

    private static Map<String, Map<String, String>> characteristics(Standard standard, Locale locale) {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        for (Characteristic each : standard.characteristics()) {
            Characteristic.Scale scale = each.scale();
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("whole", each.name().in(locale));
            fields.put("name", each.name().in(locale));
            fields.put("characteristic", String.join(" · ", each.type().name(),
                    scale == null ? "" : Values.unit(scale.unit(), scale.qualifier()) + " " + plausible(scale),
                    String.join(", ", each.choices().stream().map(choice -> choice.name().in(locale)).toList()),
                    String.valueOf(each.formula()), String.valueOf(each.definition())).replace(" · null", ""));
            all.put(each.code(), fields);
        }
        return all;
    }

    private static String plausible(Characteristic.Scale scale) {
        return scale.plausible() == null
                ? ""
                : Values.write(scale.plausible().lowest()) + "…" + Values.write(scale.plausible().highest());
    }
}
