package org.stroma.codes.gs1;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.codes.Problem;
import org.stroma.codes.Reading;
import org.stroma.codes.SharedVectors;
import org.stroma.codes.SharedVectors.Outcome;

/**
 * The reference tests of GS1's syntax engine and syntax dictionary (github.com/gs1/gs1-syntax-engine, Apache-2.0), all
 * of them: each row agrees or is named with the reason why it does not apply.
 */
class Gs1VectorsTests {

    private static final String FNC1 = "^";

    private static SharedVectors vectors(String file) {
        return new SharedVectors("epcis_gs1/gs1_vectors/" + file + ".tsv");
    }

    private static Outcome validity(String[] row, Reading<?> reading) {
        return Outcome.of(row[0], reading.value().isPresent() ? "valid" : "invalid");
    }

    private static String withCaret(ElementString data) {
        return FNC1 + data.data().replace(ElementString.SEPARATOR, '^');
    }

    /** Data of the reference engine: a caret in front marks GS1 elements, further carets are separators. */
    private static Reading<ElementString> elements(String data) {
        return ElementString.parse(data.replace('^', ElementString.SEPARATOR));
    }

    @Test
    void elementStrings() {
        vectors("element_string_validity").run(40, row -> {
            Reading<ElementString> reading = elements(row[1]);
            Outcome outcome = validity(row, reading);
            // A second look at what was accepted: writing and reading again must not change it.
            boolean stable = reading.value().stream()
                    .allMatch(data -> ElementString.parse(data.data()).orThrow().bracketed().equals(data.bracketed()));
            return stable ? outcome : new Outcome.Differs("does not survive writing and reading");
        });
    }

    @Test
    void bracketedElementStrings() {
        vectors("bracketed_ai_to_element").run(14, row -> {
            Reading<ElementString> reading = ElementString.parseBracketed(row[1].replace("\\\\", "\\"));
            return row[0].equals("valid")
                    ? Outcome.of(Optional.of(row[2]), reading.value().map(Gs1VectorsTests::withCaret))
                    : validity(row, reading);
        });
    }

    @Test
    void digitalLinksToElements() {
        vectors("dl_uri_to_elements").run(57, row -> {
            if (row[1].contains("/gtin/") && row[0].equals("valid")) {
                return new Outcome.NotApplicable(
                        "names instead of numbers (gtin, ser): withdrawn with version 1.2 of the standard");
            }
            DigitalLinkRules rules = new DigitalLinkRules(row[3].contains("PermitZeroSuppressedGTIN"),
                    row[3].contains("PermitUnknownAIs"));
            Reading<DigitalLink> reading = DigitalLink.parse(row[1].replace("\\\\", "\\"), rules);
            return row[0].equals("valid")
                    ? Outcome.of(Optional.of(row[2]), reading.value().map(link -> withCaret(link.data())))
                    : validity(row, reading);
        });
    }

    @Test
    void elementsToDigitalLinks() {
        vectors("elements_to_dl_uri").run(11, row -> {
            String stem = row[1].isEmpty() ? DigitalLink.CANONICAL_STEM : row[1];
            Reading<DigitalLink> reading = ElementString
                    .parseBracketed(row[2], ElementString.UnknownIdentifiers.PERMIT)
                    .then(data -> DigitalLink.of(stem, data));
            return row[0].equals("valid")
                    ? Outcome.of(Optional.of(row[3]), reading.value().map(DigitalLink::uri))
                    : validity(row, reading);
        });
    }

    @Test
    void associationsOfIdentifiers() {
        vectors("ai_combination_validity").run(39, row -> {
            Set<Gs1Reason> rule = switch (row[2]) {
                case "validateAIrepeats" -> Set.of(Gs1Reason.REPEATED_WITH_OTHER_VALUE);
                case "validateAImutex" -> Set.of(Gs1Reason.EXCLUDED);
                case "validateAIrequisites" -> Set.of(Gs1Reason.COMPANION_MISSING);
                case "validateDigSigRequiresSerialisedKey" -> Set.of(Gs1Reason.SERIAL_MISSING);
                default -> throw new IllegalStateException(row[2]);
            };
            List<Problem> problems = ElementString.parseBracketed(row[1], ElementString.UnknownIdentifiers.PERMIT)
                    .orThrow().associationProblems();
            boolean broken = problems.stream().anyMatch(problem -> rule.contains((Gs1Reason) problem.reason()));
            return Outcome.of(row[0], broken ? "invalid" : "valid");
        });
    }

    @Test
    void contentOfElements() {
        vectors("ai_component_linters").run(22, row -> {
            if (row[1].startsWith("(8110)") || row[1].startsWith("(8112)")) {
                return new Outcome.NotApplicable("content of North American coupons is not checked");
            }
            Reading<ElementString> reading = ElementString.parseBracketed(row[1]);
            return reason(row[0], reading.problems());
        });
    }

    private static Outcome reason(String code, List<Problem> problems) {
        Object actual = problems.isEmpty() ? "no problem" : problems.getFirst().reason();
        return Outcome.of(LinterCodes.reason(code).map(Object.class::cast).orElse("no problem"), actual);
    }

    @ParameterizedTest
    @CsvSource({"csum, CHECK, 7", "csumalpha, CHECKPAIR, 20", "hhmi, HOURMINUTE, 48", "iban, IBAN, 13",
            "iso3166, COUNTRY, 504",
            "iso4217, CURRENCY, 504", "pcenc, PERCENT, 14", "pieceoftotal, PIECES, 26", "yymmd0, DATE0, 30",
            "yymmdd, DATE, 30"})
    void contentChecks(String file, ContentCheck check, int rows) {
        vectors("lint_" + file).run(rows, row -> content(row, check::check));
    }

    @ParameterizedTest
    @CsvSource({"cset82, SET_82, 132", "cset39, SET_39, 131", "cset64, SET_64, 141"})
    void characterSets(String file, CharacterSet set, int rows) {
        vectors("lint_" + file).run(rows, row -> content(row, set::check));
    }

    @Test
    void companyPrefixes() {
        vectors("lint_gcppos1").run(0,
                row -> new Outcome.NotApplicable("needs the list of company prefixes; nothing is looked up here"));
    }

    private static Outcome content(String[] row, Function<String, Optional<Problem>> check) {
        String value = row[1].translateEscapes();
        Optional<Problem> problem = check.apply(value);
        if (row[2].equals("GS1_LINTER_TOO_LONG_FOR_CHECK_PAIR_IMPLEMENTATION")) {
            return new Outcome.NotApplicable("limit of the reference implementation; this one has none");
        }
        if (row[0].equals("pass")) {
            return Outcome.of(Optional.empty(), problem);
        }
        Outcome outcome = reason(row[2], problem.stream().toList());
        return outcome.equals(Outcome.AGREES)
                ? Outcome.of(row[3].translateEscapes(), marked(value, problem.orElseThrow()))
                : outcome;
    }

    /** The reference marks the wrong characters with asterisks around them. */
    private static String marked(String value, Problem problem) {
        int end = problem.position() + problem.length();
        return value.substring(0, problem.position()) + "*" + value.substring(problem.position(), end) + "*"
                + value.substring(end);
    }
}
