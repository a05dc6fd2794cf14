package org.stroma.app.release;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.gate.Gates;
import org.stroma.app.gate.StoredEvaluations;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.ledger.Proofs;
import org.stroma.app.people.Signing;
import org.stroma.app.product.Product;
import org.stroma.app.product.Products;
import org.stroma.app.quality.Deviations;
import org.stroma.app.shell.Roles;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.Judgement;
import org.stroma.app.standard.Observation;
import org.stroma.app.standard.Requirement;
import org.stroma.app.standard.Sentences;
import org.stroma.app.standard.Status;
import org.stroma.app.standard.Value;
import org.stroma.app.standard.Verdict;
import org.stroma.measure.Measurement;

/** What a certificate says: exactly what was judged and signed, in words; nothing that was recorded later. */
@Component
class CertificateContent {
    /** Who made a lot: the organisation of the person who performed the operation that made it. */
    private static final String MAKER = """
            select o.name_zh, o.name_en from genealogy.unit u join genealogy.operation x on x.id = u.made_by join people.person p on p.id = x.performed_by
              join people.organisation o on o.id = p.organisation where u.code = :lot""";
    private static final List<String[]> UPSTREAM = List.of(new String[]{"DONOR_RECORD", "G1"},
            new String[]{"TISSUE", "G2"}, new String[]{"BANK", "G4"});

    private static final Set<Status> GOOD = Set.of(Status.MET, Status.REPORTED, Status.NOT_APPLICABLE);

    private final Gates gates;
    private final StoredEvaluations stored;
    private final Units units;
    private final Products products;
    private final Signing signing;
    private final Inquiries inquiries;
    private final Words words;
    private final Roles roles;
    private final Times times;
    private final PlantClock clock;

    CertificateContent(Gates gates, StoredEvaluations stored, Units units, Products products, Signing signing,
            Inquiries inquiries, Words words, Roles roles, Times times, PlantClock clock) {
        this.gates = gates;
        this.stored = stored;
        this.units = units;
        this.products = products;
        this.signing = signing;
        this.inquiries = inquiries;
        this.words = words;
        this.roles = roles;
        this.times = times;
        this.clock = clock;
    }

    /**
     * A printed line, already in its language.
     *
     * @param good whether it speaks for the lot: met, reported only, or not asked for
     */
    public record Line(String name, String limit, String result, String method, String verdict, boolean good,
            String clause) {}

    /** What one of the cited sources is. */
    public record Cited(String clause, String title) {}

    /** A printed signature: name, role, meaning, time with zone (21 CFR 11.50), and what it is on. */
    public record Signed(String on, String name, String role, String meaning, String at) {}

    /**
     * A decision that the lot stands on, or a deviation that concerns it.
     *
     * @param gate what was decided; empty for a deviation
     */
    public record Beside(String unit, String gate, String what, String state) {}

    Map<String, Object> of(String lotCode, long decisionId, Releases.Kind kind, Locale locale, Proofs.Proof proof) {
        Gates.Decision decision = gates.decision(decisionId);
        StoredEvaluations.Stored judged = stored.get(decision.evaluation());
        Units.Unit lot = units.get(lotCode);
        Sentences sentences = new Sentences(judged.standard(), locale);
        Map<String, Observation> observed = judged.facts().observations().stream()
                .collect(Collectors.toMap(Observation::evidence, Function.identity(), (first, _) -> first));
        boolean analysis = kind == Releases.Kind.CERTIFICATE_OF_ANALYSIS;
        List<Line> lines = judged.evaluation().verdicts().stream()
                .filter(verdict -> analysis == verdict.requirement().startsWith("R-"))
                .map(verdict -> line(judged, verdict, sentences, observed)).toList();
        Map<String, Object> said = new HashMap<>(identity(lot));
        said.put("kind", kind.name());
        said.put("number", number(kind, lotCode, decisionId));
        said.put("standard", words.either(judged.standard().name().zh(), judged.standard().name().en()));
        said.put("version", judged.standard().code() + " " + judged.standard().version());
        said.put("complies", lines.stream().allMatch(Line::good));
        said.put("outcome", words.either(decision.outcomeZh(), decision.outcomeEn()));
        said.put("gate", gateName(decision.gate()));
        said.put("remarks", Stream.of(decision.justification(), decision.event(), decision.pending())
                .filter(text -> text != null && !text.isBlank()).toList());
        said.put("lines", lines);
        said.put("cited", cited(judged, lines));
        said.put("signatures", signatures(lotCode, decisionId));
        said.put("upstream", analysis ? List.of() : upstream(lotCode));
        said.put("deviations", analysis ? List.of() : deviations(lotCode));
        said.put("proof", proof);
        said.put("printed", times.second(clock.instant()));
        said.put("demonstration", clock.demonstration());
        return said;
    }

    /** The number of a paper: there is one for each kind and decision, in two languages. */
    private static String number(Releases.Kind kind, String lot, long decision) {
        return (kind == Releases.Kind.CERTIFICATE_OF_ANALYSIS ? "COA-" : "RRS-") + lot + "-" + decision;
    }

    private Map<String, Object> identity(Units.Unit lot) {
        Optional<Product> product = Optional.ofNullable(lot.product()).map(products::lastInForce);
        return Map.of("lot", lot.code(),
                "product", product.map(each -> either(each.name()) + " (" + each.code() + ")").orElse(""),
                "strength", product.map(each -> either(each.label().strength())).orElse(""),
                "storage", product.map(each -> either(each.label().storage())).orElse(""),
                "maker", inquiries.find(Inquiry.of(MAKER, Map.of("lot", lot.code()),
                        row -> words.either(row.text("name_zh"), row.text("name_en")))).orElse(""),
                "expiry", times.dayOf(lot.expiresAt() == null ? null : lot.expiresAt().minusSeconds(1)), "made",
                times.dayOf(lot.madeAt()), "containers", units.members(lot.code()).size());
    }

    private String either(Product.Text text) {
        return words.either(text.zh(), text.en());
    }

    /** The sources that the lines cite, in words. */
    private List<Cited> cited(StoredEvaluations.Stored judged, List<Line> lines) {
        Set<String> used = lines.stream().flatMap(line -> Stream.of(line.clause().split("; ")))
                .collect(Collectors.toSet());
        return judged.standard().clauses().stream().filter(clause -> used.contains(clause.id()))
                .map(clause -> new Cited(clause.id(), words.either(clause.title().zh(), clause.title().en()))).toList();
    }

    private Line line(StoredEvaluations.Stored judged, Verdict verdict, Sentences sentences,
            Map<String, Observation> observed) {
        Requirement requirement = judged.standard().findRequirement(verdict.requirement()).orElseThrow();
        List<Observation> used = verdict.evidence().stream().map(observed::get).filter(Objects::nonNull).toList();
        List<String> results = new ArrayList<>(used.stream()
                .map(each -> said(sentences, each)).distinct().toList());
        judgements(verdict.judgement()).flatMap(each -> reported(each, sentences, used).stream()).distinct()
                .filter(text -> !results.contains(text)).forEach(results::add);
        return new Line(words.either(requirement.name().zh(), requirement.name().en()),
                sentences.criterion(requirement.criterion()), String.join(words.say("detail.between"), results),
                used.stream().map(Observation::method).filter(Objects::nonNull).map(Observation.Method::code)
                        .distinct().collect(Collectors.joining(", ")),
                words.say("status." + verdict.status().name()), GOOD.contains(verdict.status()),
                String.join("; ", verdict.clauses()));
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
        return Stream.concat(Stream.of(whole), whole.parts().stream().flatMap(CertificateContent::judgements));
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

    /** The signatures that the lot had when this decision was complete. */
    private List<Signed> signatures(String lot, long decisionId) {
        return gates.decisions(lot, null).reversed().stream()
                .filter(decision -> decision.id() <= decisionId && decision.state().equals("SIGNED"))
                .flatMap(decision -> signing.panel(Gates.RECORD, Long.toString(decision.id())).stream()
                        .flatMap(panel -> panel.slots().stream()).filter(slot -> slot.given() != null)
                        .map(slot -> signed(decision, slot)))
                .toList();
    }

    private Signed signed(Gates.Decision decision, Signing.Slot slot) {
        Signing.Given given = Objects.requireNonNull(slot.given());
        return new Signed(gateName(decision.gate()),
                given.fullName() + " (" + given.personCode() + ")", roles.name(slot.role()),
                words.say("meaning." + slot.meaning().name()), times.second(given.plantAt()));
    }

    private List<Beside> upstream(String lot) {
        return UPSTREAM.stream()
                .flatMap(each -> inquiries.list(Gates.askSignedAbove(lot, each[0], each[1])).reversed().stream())
                .map(decision -> new Beside(decision.unit(), gateName(decision.gate()),
                        words.either(decision.outcomeZh(), decision.outcomeEn()),
                        decision.completedAt() == null ? "" : times.second(decision.completedAt())))
                .toList();
    }

    private String gateName(String gate) {
        return words.say("certificate.gate." + gate);
    }

    private List<Beside> deviations(String lot) {
        return inquiries.list(Deviations.askConcerning(lot)).stream()
                .map(each -> new Beside(each.code() + " · " + each.unit(), "", each.description(),
                        words.say("deviation.class." + each.severity()) + " · "
                                + words.say("deviation.state." + each.state())))
                .toList();
    }
}
