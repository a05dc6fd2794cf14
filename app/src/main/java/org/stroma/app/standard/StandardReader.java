package org.stroma.app.standard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stroma.app.standard.Requirement.MethodRule;
import org.stroma.app.standard.Requirement.Origin;
import org.stroma.measure.Rounding;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads standards from YAML, or from the canonical JSON of {@link Standard#toBytes()}, which is YAML too. Either a whole
 * standard comes out or all problems of the file at once; nothing in between. A file without sentences and clauses takes
 * those of the library along; a file that has them, as the canonical one does, is complete and takes nothing.
 */
public final class StandardReader {
    private static final Map<String, Severity> SEVERITIES = Map.of("B", Severity.BLOCKING, "H", Severity.ACCEPTABLE,
            "W", Severity.WARNING);
    private static final Map<String, Origin> ORIGINS = Map.of("S", Origin.SEED, "R", Origin.READ, "K",
            Origin.KNOWLEDGE, "D", Origin.DESIGN, "C", Origin.COMPUTED);
    private static final Map<String, Rounding.Method> METHODS = Map.of("full", Rounding.Method.FULL_VALUE, "rounded",
            Rounding.Method.ROUNDED_VALUE);
    private static final Map<String, Rounding.Mode> MODES = Map.of("half_even", Rounding.Mode.HALF_EVEN, "half_up",
            Rounding.Mode.HALF_UP);

    private final Library library;

    public StandardReader(Library library) {
        this.library = library;
    }

    public Reading<Standard> read(byte[] bytes) {
        return Source.read(bytes, this::standard);
    }

    private @Nullable Standard standard(Mapping mapping) {
        String code = mapping.code("standard");
        String version = mapping.code("version");
        Texts name = mapping.bilingual("name");
        Rounding rounding = comparison(mapping, Rounding.NONE);
        Map<String, Clause> clauses = clauses(mapping);
        Map<String, Texts> own = mapping.findMapping("sentences", Library::templates);
        Map<String, Texts> sentences = own == null ? library.sentences() : own;
        Map<String, Characteristic> characteristics = characteristics(mapping);
        CriterionReader criteria = new CriterionReader(mapping.source(), characteristics);
        RequirementReader reader = new RequirementReader(criteria, clauses, rounding);
        List<Requirement> requirements = mapping.list("requirements",
                (node, path) -> Mapping.read(mapping.source(), node, path, reader::requirement));
        refuseDoubles(mapping, "requirements", requirements.stream().map(Requirement::code).toList());
        if (code == null || version == null || name == null || mapping.source().hasProblems()) {
            return null;
        }
        Set<String> cited = new LinkedHashSet<>();
        requirements.forEach(requirement -> cited.addAll(requirement.clauses()));
        return new Standard(code, version, name, List.copyOf(characteristics.values()), requirements,
                cited.stream().sorted().map(clauses::get).toList(), new TreeMap<>(sentences));
    }

    private Map<String, Clause> clauses(Mapping mapping) {
        Map<String, Clause> clauses = new TreeMap<>(library.clauses());
        if (mapping.has("clauses")) {
            mapping.list("clauses", (node, path) -> Mapping.read(mapping.source(), node, path, Library::clause))
                    .forEach(clause -> clauses.put(clause.id(), clause));
        }
        return clauses;
    }

    private static Map<String, Characteristic> characteristics(Mapping mapping) {
        List<Characteristic> read = mapping.list("characteristics",
                (node, path) -> Mapping.read(mapping.source(), node, path, CharacteristicReader::characteristic));
        refuseDoubles(mapping, "characteristics", read.stream().map(Characteristic::code).toList());
        Map<String, Characteristic> characteristics = new LinkedHashMap<>();
        read.forEach(each -> characteristics.putIfAbsent(each.code(), each));
        return characteristics;
    }

    private static Rounding comparison(Mapping mapping, Rounding otherwise) {
        Rounding read = mapping.findMapping("comparison",
                inner -> new Rounding(inner.choice("method", METHODS, Rounding.Method.FULL_VALUE),
                        inner.choice("mode", MODES, Rounding.Mode.HALF_EVEN)));
        return read == null ? otherwise : read;
    }

    private static void refuseDoubles(Mapping mapping, String key, List<String> codes) {
        Set<String> seen = new HashSet<>();
        codes.stream().filter(code -> !seen.add(code))
                .forEach(code -> mapping.problem(key, Problem.Kind.DUPLICATE_CODE, code));
    }

    /** Reads one requirement of a standard. */
    private record RequirementReader(CriterionReader criteria, Map<String, Clause> clauses, Rounding rounding) {

        @Nullable
        Requirement requirement(Mapping mapping) {
            String code = mapping.code("code");
            Texts name = mapping.bilingual("name");
            Severity severity = word(mapping, "severity", SEVERITIES, Severity.BLOCKING);
            Origin origin = word(mapping, "tag", ORIGINS, Origin.DESIGN);
            Node node = mapping.find("criterion");
            Criterion criterion = node == null ? null : criteria.criterion(node, mapping.path("criterion"));
            if (node == null) {
                mapping.problem(Problem.Kind.MISSING_KEY, "criterion");
            }
            Node applies = mapping.find("applies");
            Applicability applicability = applies == null
                    ? new Applicability.Always()
                    : criteria.applicability(applies, mapping.path("applies"));
            MethodRule method = mapping.findMapping("method", inner -> new MethodRule(inner.flag("validated", false),
                    inner.has("accepted") ? inner.texts("accepted") : List.of()));
            List<String> cites = cites(mapping);
            Texts note = mapping.findBilingual("note");
            Rounding own = comparison(mapping, rounding);
            if (code == null || name == null || criterion == null || cites.isEmpty()) {
                return null;
            }
            return new Requirement(code, name, severity, criterion, applicability, own,
                    method == null ? MethodRule.ANY : method, cites, origin, note);
        }

        private static <T> T word(Mapping mapping, String key, Map<String, T> words, T fallback) {
            mapping.text(key);
            return mapping.choice(key, words, fallback);
        }

        private List<String> cites(Mapping mapping) {
            List<String> known = new ArrayList<>();
            for (String clause : mapping.texts("cites")) {
                if (clauses.containsKey(clause)) {
                    known.add(clause);
                } else {
                    mapping.problem("cites", Problem.Kind.UNKNOWN_CLAUSE, clause);
                }
            }
            return known;
        }
    }
}
