package org.stroma.app.laboratory;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.evidence.ResultText;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.standard.Characteristic;
import org.stroma.app.standard.Standard;
import org.stroma.instruments.Document;
import org.stroma.instruments.Instruments;
import org.stroma.instruments.Problem;
import org.stroma.instruments.Result;
import org.stroma.instruments.json.JsonObject;
import org.stroma.measure.Qualifier;

/**
 * Takes results out of any file that the library of instruments reads. The bytes are kept once; what was measured is listed with
 * its sample, name and unit; the analyst says which of it answers which test, and types no number.
 */
@Service
public class InstrumentFiles {
    /** How many of the second unit make one of the first, by the names of instruments and the UCUM codes of standards. */
    private static final Map<String, Map<String, BigDecimal>> UNITS = Map.of(
            "%", Map.of("%", BigDecimal.ONE),
            "10^6 cells/mL", Map.of("{cells}/mL", new BigDecimal("1e6")),
            "cells/mL", Map.of("{cells}/mL", BigDecimal.ONE),
            "pH", Map.of("[pH]", BigDecimal.ONE),
            "mOsm/kg", Map.of("mosm/kg", BigDecimal.ONE),
            "mosm/kg", Map.of("mosm/kg", BigDecimal.ONE),
            "EU/mL", Map.of("{EU}/mL", BigDecimal.ONE));

    private static final int TOLD = 5;
    private static final int LONGEST = 4000;
    private static final String REFUSED = "select laboratory.keep_refused_file(:unit, :name, :bytes, :problems, :reasons)";

    private final JdbcClient jdbc;
    private final Authorship authorship;
    private final Evidence evidence;
    private final Laboratory laboratory;
    private final Methods methods;
    private final PlantClock clock;

    InstrumentFiles(JdbcClient jdbc, Authorship authorship, Evidence evidence, Laboratory laboratory, Methods methods,
            PlantClock clock) {
        this.jdbc = jdbc;
        this.authorship = authorship;
        this.evidence = evidence;
        this.laboratory = laboratory;
        this.methods = methods;
        this.clock = clock;
    }

    /**
     * One measured value of a file.
     *
     * @param number its place among the values of the file, from 1
     * @param sample as the file names it; empty when it does not
     * @param value as printed
     * @param unit as the Allotrope documents name it
     */
    public record Measured(int number, String sample, String name, String value, String unit) {}

    /**
     * A file that was read.
     *
     * @param device serial number of the machine; its format's name when the file states none
     * @param problems what the reader had to say, in the language asked for
     */
    public record Opened(String sha256, String name, String format, String device, List<Measured> values,
            List<String> problems) {
        public Opened {
            values = List.copyOf(values);
            problems = List.copyOf(problems);
        }
    }

    /** Reads a file and keeps its bytes; refused with the reader's reasons when it cannot be read whole, and kept as refused. */
    public Opened keep(Actor analyst, String unit, Evidence.RawFile file, Locale locale) {
        Result result = Instruments.read(file.bytes(), file.name());
        if (result instanceof Result.Refused refused) {
            keepRefused(analyst, unit, file, refused);
            throw refusal(file, refused, locale);
        }
        Result.Accepted accepted = (Result.Accepted) result;
        String sha = authorship.write(analyst, "instrument file for " + unit + ": " + accepted.format().about().id(),
                () -> evidence.keep(file));
        return opened(sha, file.name(), accepted, locale);
    }

    /** Reads a file that was kept. */
    public Opened open(String sha256, Locale locale) {
        Evidence.RawFile file = evidence.file(sha256)
                .orElseThrow(() -> new Refusal("not-found", Map.of("unit", sha256)));
        return opened(sha256, file.name(), read(file, locale), locale);
    }

    private static Result.Accepted read(Evidence.RawFile file, Locale locale) {
        return switch (Instruments.read(file.bytes(), file.name())) {
            case Result.Accepted accepted -> accepted;
            case Result.Refused refused -> throw refusal(file, refused, locale);
        };
    }

    private static Refusal refusal(Evidence.RawFile file, Result.Refused refused, Locale locale) {
        return new Refusal("laboratory.file",
                Map.of("file", file.name(), "reasons", reasons(refused, locale)));
    }

    private static String reasons(Result.Refused refused, Locale locale) {
        return refused.problems().stream().limit(TOLD).map(problem -> problem.line(locale))
                .collect(Collectors.joining("; "));
    }

    /** What was tried belongs to the audit trail of the unit: it is kept although the request is refused. */
    private void keepRefused(Actor analyst, String unit, Evidence.RawFile file, Result.Refused refused) {
        String reasons = reasons(refused, Locale.ENGLISH);
        authorship.write(analyst, "instrument file refused for " + unit,
                () -> jdbc.sql(REFUSED).param("unit", unit).param("name", file.name()).param("bytes", file.bytes())
                        .param("problems", refused.problems().stream().map(problem -> problem.code().name())
                                .distinct().limit(TOLD).toArray(String[]::new))
                        .param("reasons", reasons.substring(0, Math.min(reasons.length(), LONGEST)))
                        .query(Long.class).single());
    }

    private static Opened opened(String sha, String name, Result.Accepted accepted, Locale locale) {
        Document document = accepted.document();
        Values values = new Values();
        values.collect(document.json(), "", "");
        String format = accepted.format().about().id();
        return new Opened(sha, name, format, values.device == null ? format : values.device, values.found,
                accepted.problems().stream().map((Problem problem) -> problem.line(locale)).toList());
    }

    /** Walks the document: whatever has a value and a unit is a measurement of the sample that stands nearest above it. */
    private static final class Values {
        private final List<Measured> found = new ArrayList<>();
        private @Nullable String device;

        private void collect(JsonObject object, String name, String sample) {
            Object value = object.get("value");
            Object unit = object.get("unit");
            if (value != null && unit != null && !(value instanceof JsonObject)) {
                found.add(new Measured(found.size() + 1, sample, name, plain(value), unit.toString()));
                return;
            }
            if (device == null && object.get("equipment serial number") != null) {
                device = String.valueOf(object.get("equipment serial number"));
            }
            String[] near = {sampleOf(object, sample)};
            object.forEach((member, each) -> {
                if (each instanceof JsonObject child) {
                    collect(child, member, near[0]);
                } else if (each instanceof List<?> list) {
                    list.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast)
                            .forEach(child -> collect(child, member, near[0]));
                }
            });
        }

        private static String sampleOf(JsonObject object, String above) {
            Object own = object.get("sample document") instanceof JsonObject inner
                    ? inner.get("sample identifier")
                    : object.get("sample identifier");
            return own == null ? above : own.toString();
        }

        private static String plain(Object value) {
            return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        }
    }

    /** Whether a measured value may answer a test: its unit can be read in the unit of the standard. */
    public static boolean fits(Measured measured, Characteristic characteristic) {
        return factor(measured, characteristic).isPresent();
    }

    private static Optional<BigDecimal> factor(Measured measured, Characteristic characteristic) {
        Characteristic.Scale scale = characteristic.scale();
        // Total cells never answer a question about viable ones.
        boolean other = scale != null && scale.qualifier() == Qualifier.VIABLE
                && !measured.name().toLowerCase(Locale.ROOT).startsWith("viable");
        return scale == null || other
                ? Optional.empty()
                : Optional.ofNullable(UNITS.getOrDefault(measured.unit(), Map.of()).get(scale.unit().code()));
    }

    /**
     * Records results of a unit from a kept file; values of one test are its replicates, in the order of the file.
     *
     * @param chosen for each number of a value the test it answers
     */
    public List<Long> take(Actor analyst, String unit, String sha256, Map<Integer, String> chosen) {
        if (!analyst.hasAny("ANALYST", "QC_HEAD")) {
            throw new Refusal("forbidden");
        }
        Opened file = open(sha256, Locale.ENGLISH);
        Standard specification = laboratory.specification(unit);
        Map<String, List<Measured>> byTest = new TreeMap<>();
        file.values().stream().filter(value -> chosen.containsKey(value.number())).forEach(value -> byTest
                .computeIfAbsent(String.valueOf(chosen.get(value.number())), _ -> new ArrayList<>()).add(value));
        if (byTest.isEmpty()) {
            throw new Refusal("laboratory.nothing");
        }
        List<Entry> entries = byTest.entrySet().stream()
                .map(each -> entry(unit, specification, each.getKey(), each.getValue(), file)).toList();
        return evidence.record(analyst, "results taken from " + file.format() + " file for " + unit, entries);
    }

    private Entry entry(String unit, Standard specification, String test, List<Measured> values, Opened file) {
        Characteristic characteristic = specification.findCharacteristic(test).orElseThrow(
                () -> new Refusal("laboratory.not-specified", Map.of("characteristic", test, "unit", unit)));
        Methods.Method method = methods.list().stream().filter(each -> each.state().equals("EFFECTIVE"))
                .filter(each -> each.characteristics().contains(test)).findFirst().orElseThrow(
                        () -> new Refusal("laboratory.no-method", Map.of("method", "-", "characteristic", test)));
        List<String> texts = values.stream().map(value -> converted(value, characteristic)).toList();
        return Entry.of(unit, test, Evidence.Kind.RESULT, new ResultText(clock.getZone()).read(characteristic, texts))
                .byMethod(method.code(), method.validated()).on(file.device())
                .from(Evidence.Source.INSTRUMENT, file.sha256(), values.getFirst().number());
    }

    private static String converted(Measured value, Characteristic characteristic) {
        BigDecimal factor = factor(value, characteristic).orElseThrow(() -> new Refusal("laboratory.other-unit",
                Map.of("value", value.value() + " " + value.unit(), "field", characteristic.name().zh() + " / "
                        + characteristic.name().en())));
        try {
            return new BigDecimal(value.value()).multiply(factor).toPlainString();
        } catch (NumberFormatException e) {
            // What the file says with words, "<0.25" or "Not detected", is read as it was printed.
            return value.value();
        }
    }
}
