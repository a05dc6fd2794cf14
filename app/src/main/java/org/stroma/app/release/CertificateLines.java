package org.stroma.app.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stroma.app.evidence.Hands;
import org.stroma.app.gate.StoredEvaluations;
import org.stroma.app.laboratory.MethodWords;
import org.stroma.app.laboratory.Methods;
import org.stroma.app.release.CertificateContent.Key;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.Clause;
import org.stroma.app.standard.ClauseWords;
import org.stroma.app.standard.Judgement;
import org.stroma.app.standard.Observation;
import org.stroma.app.standard.Requirement;
import org.stroma.app.standard.Sentences;
import org.stroma.app.standard.Standard;
import org.stroma.app.standard.Status;
import org.stroma.app.standard.Value;
import org.stroma.app.standard.Verdict;
import org.stroma.measure.Measurement;

/** The lines of a certificate: each requirement with what was found, by which method, and who tested and reviewed it. */
@Component
class CertificateLines {
    private static final Set<Status> GOOD = Set.of(Status.MET, Status.REPORTED, Status.NOT_APPLICABLE);

    private final TestHands hands;
    private final Methods methods;
    private final MethodWords methodWords;
    private final ClauseWords clauseWords;
    private final Words words;

    CertificateLines(TestHands hands, Methods methods, MethodWords methodWords, ClauseWords clauseWords, Words words) {
        this.hands = hands;
        this.methods = methods;
        this.methodWords = methodWords;
        this.clauseWords = clauseWords;
        this.words = words;
    }

    /**
     * A printed line, already in its language.
     *
     * @param basis the sources that the requirement cites, shortly
     * @param tested by whom; that it comes from the batch records where nobody entered it as a result
     * @param reviewed by whom; empty where nobody did
     * @param good whether it speaks for the lot: met, reported only, or not asked for
     */
    public record Line(String name, String limit, String result, String method, String basis, String tested,
            String reviewed, String verdict, boolean good) {}

    /**
     * All lines, with the keys to their short names.
     *
     * @param people who are named in lines, with their codes
     * @param settled when the result of a line came to count, by the name of the line
     */
    record Printed(List<Line> lines, List<Key> methods, List<Key> cited, String people, Map<String, Instant> settled) {
        /** The lines whose results came to count after an instant. */
        List<String> settledAfter(Instant instant) {
            return lines.stream().map(Line::name)
                    .filter(name -> settled.getOrDefault(name, Instant.MIN).isAfter(instant)).toList();
        }
    }

    /** A verdict with the observations that it used and the entries behind them. */
    private record Found(Verdict verdict, Requirement requirement, List<Observation> used, List<Hands.Hand> behind) {
        Stream<String> methods() {
            return used.stream().map(Observation::method).filter(Objects::nonNull).map(Observation.Method::code)
                    .distinct();
        }
    }

    /**
     * @param decided when the decision was complete that the paper is made of: methods are those of that time
     * @param printed which verdicts are lines of the paper
     */
    Printed of(StoredEvaluations.Stored judged, Instant decided, Locale locale, Predicate<Verdict> printed) {
        Sentences sentences = new Sentences(judged.standard(), locale);
        List<Found> found = found(judged, printed);
        return new Printed(found.stream().map(each -> line(each, judged.standard(), sentences)).toList(),
                found.stream().flatMap(Found::methods).distinct().sorted().map(code -> key(code, decided)).toList(),
                cited(judged.standard(), found), hands.named(found.stream().flatMap(each -> each.behind().stream())),
                found.stream().filter(each -> !each.behind().isEmpty())
                        .collect(Collectors.toMap(each -> name(each.requirement()),
                                each -> each.behind().stream().map(Hands.Hand::settledAt)
                                        .max(Instant::compareTo).orElseThrow(),
                                (one, other) -> one.isAfter(other) ? one : other)));
    }

    private List<Found> found(StoredEvaluations.Stored judged, Predicate<Verdict> printed) {
        Collection<Observation> observations = judged.facts().observations();
        Map<String, Observation> observed = observations.stream()
                .collect(Collectors.toMap(Observation::evidence, Function.identity(), (first, _) -> first));
        Map<String, List<Hands.Hand>> behind = hands.behind(observations);
        return judged.evaluation().verdicts().stream().filter(printed).map(verdict -> {
            List<Observation> used = verdict.evidence().stream().map(observed::get).filter(Objects::nonNull).toList();
            return new Found(verdict, judged.standard().findRequirement(verdict.requirement()).orElseThrow(), used,
                    used.stream().flatMap(each -> behind.getOrDefault(each.evidence(), List.of()).stream()).toList());
        }).toList();
    }

    private String name(Requirement requirement) {
        return words.either(requirement.name().zh(), requirement.name().en());
    }

    private Line line(Found found, Standard standard, Sentences sentences) {
        List<String> results = new ArrayList<>(found.used().stream()
                .map(each -> said(sentences, each)).distinct().toList());
        judgements(found.verdict().judgement()).flatMap(each -> reported(each, sentences, found.used()).stream())
                .distinct().filter(text -> !results.contains(text)).forEach(results::add);
        String tested = found.verdict().status() == Status.NOT_APPLICABLE ? "" : tested(found);
        return new Line(name(found.requirement()), sentences.criterion(found.requirement().criterion()),
                String.join(words.say("detail.between"), results),
                found.methods().map(methodWords::name).collect(Collectors.joining(words.say("detail.between"))),
                String.join(words.say("detail.between"), clauses(standard, found).map(this::shortly).toList()),
                tested,
                hands.reviewed(found.behind()), words.say("status." + found.verdict().status().name()),
                GOOD.contains(found.verdict().status()));
    }

    private String tested(Found found) {
        String tested = hands.tested(found.behind());
        return tested.isEmpty() && !found.used().isEmpty() ? words.say("certificate.from-records") : tested;
    }

    private static Stream<Clause> clauses(Standard standard, Found found) {
        return standard.clauses().stream().filter(clause -> found.verdict().clauses().contains(clause.id()));
    }

    private String shortly(Clause clause) {
        return clauseWords.name(clause.id(), clause.title());
    }

    /** The sources that the lines cite, with their titles where the short name is not the title itself. */
    private List<Key> cited(Standard standard, List<Found> found) {
        Set<Clause> used = found.stream().flatMap(each -> clauses(standard, each))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return standard.clauses().stream().filter(used::contains)
                .map(clause -> new Key(shortly(clause), clause.title().in(words.chinese()
                        ? Locale.SIMPLIFIED_CHINESE
                        : Locale.ENGLISH)))
                .filter(key -> !key.shortly().equals(key.fully())).toList();
    }

    /** A method by its name, with its code, version and the procedure or chapter that it follows. */
    private Key key(String code, Instant at) {
        return new Key(methodWords.name(code), methods.inForce(code, at)
                .map(method -> words.say("certificate.method-key", code, method.version(), method.reference()))
                .orElse(code));
    }

    /** What was observed; a decision on whether a test is needed is a word of its own, which no standard has. */
    private String said(Sentences sentences, Observation observation) {
        return observation.values().stream().allMatch(Value.Decided.class::isInstance)
                ? observation.values().stream().map(Value.Decided.class::cast)
                        .map(decided -> words.say(decided.required() ? "value.required" : "value.not-required"))
                        .distinct().collect(Collectors.joining(words.say("detail.between")))
                : sentences.observed(observation.characteristic(), observation.values());
    }

    private static Stream<Judgement> judgements(Judgement whole) {
        return Stream.concat(Stream.of(whole), whole.parts().stream().flatMap(CertificateLines::judgements));
    }

    /** What replicates come to, and what the result was rounded to before it was held against its limit. */
    private List<String> reported(Judgement judgement, Sentences sentences, List<Observation> used) {
        Map<String, String> said = judgement.reason().parameters();
        String aggregate = said.get("aggregate");
        List<String> texts = new ArrayList<>();
        boolean one = "MEAN".equals(aggregate) || "MEDIAN".equals(aggregate);
        if (one) {
            number(said.get("value"), said, sentences, used)
                    .ifPresent(text -> texts.add(words.say("certificate." + aggregate, text)));
        }
        if (aggregate == null || one) {
            number(said.get("compared"), said, sentences, used)
                    .filter(_ -> !Objects.equals(said.get("compared"), said.get("value")))
                    .ifPresent(text -> texts.add(words.say("certificate.rounded", text)));
        }
        return texts;
    }

    private static Optional<String> number(@Nullable String number, Map<String, String> said, Sentences sentences,
            List<Observation> used) {
        if (number == null || number.isEmpty()) {
            return Optional.empty();
        }
        return used.stream()
                .filter(each -> said.getOrDefault("characteristic", each.characteristic())
                        .equals(each.characteristic()))
                .flatMap(each -> each.values().stream()).filter(Value.Measured.class::isInstance)
                .flatMap(value -> ((Value.Measured) value).measurement().written().stream()).findFirst()
                .map(quantity -> sentences.observed("", List.of(new Value.Measured(
                        Measurement.parse(number, quantity.unit().code(), quantity.qualifier())))));
    }
}
