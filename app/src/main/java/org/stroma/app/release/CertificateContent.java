package org.stroma.app.release;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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

/** What a certificate says: exactly what was judged and signed, in words; nothing that was recorded later. */
@Component
class CertificateContent {
    /** Who made a lot: the organisation of the person who performed the operation that made it. */
    private static final String MAKER = """
            select o.name_zh, o.name_en from genealogy.unit u join genealogy.operation x on x.id = u.made_by join people.person p on p.id = x.performed_by
              join people.organisation o on o.id = p.organisation where u.code = :lot""";
    private static final List<String[]> UPSTREAM = List.of(new String[]{"DONOR_RECORD", "G1"},
            new String[]{"TISSUE", "G2"}, new String[]{"BANK", "G4"});

    private final Gates gates;
    private final CertificateLines lines;
    private final TestHands hands;
    private final StoredEvaluations stored;
    private final Units units;
    private final Products products;
    private final Signing signing;
    private final Inquiries inquiries;
    private final Words words;
    private final Roles roles;
    private final Times times;
    private final PlantClock clock;

    CertificateContent(Gates gates, CertificateLines lines, TestHands hands, StoredEvaluations stored, Units units,
            Products products, Signing signing,
            Inquiries inquiries, Words words, Roles roles, Times times, PlantClock clock) {
        this.gates = gates;
        this.lines = lines;
        this.hands = hands;
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

    /** What a short name on the paper stands for: a method, or a cited source. */
    public record Key(String shortly, String fully) {}

    /**
     * The QC head's approval of the tests.
     *
     * @param name empty when there is none
     * @param later the tests whose results came to count after it
     */
    public record Approval(String name, String at, String later) {
        static final Approval NONE = new Approval("", "", "");
    }

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
        boolean analysis = kind == Releases.Kind.CERTIFICATE_OF_ANALYSIS;
        Instant decided = Objects.requireNonNullElse(decision.completedAt(), decision.proposedAt());
        CertificateLines.Printed printed = lines.of(judged, decided, locale,
                verdict -> analysis == verdict.requirement().startsWith("R-"));
        Map<String, Object> said = new HashMap<>(identity(lot));
        said.put("kind", kind.name());
        said.put("number", number(kind, lotCode, decisionId));
        said.put("standard", words.either(judged.standard().name().zh(), judged.standard().name().en()));
        said.put("version", judged.standard().code() + " " + judged.standard().version());
        said.put("complies", printed.lines().stream().allMatch(CertificateLines.Line::good));
        said.put("outcome", words.either(decision.outcomeZh(), decision.outcomeEn()));
        said.put("gate", gateName(decision.gate()));
        said.put("remarks", Stream.of(decision.justification(), decision.event(), decision.pending())
                .filter(text -> text != null && !text.isBlank()).toList());
        said.put("lines", printed.lines());
        said.put("methods", analysis ? printed.methods() : List.of());
        said.put("cited", printed.cited());
        said.put("people", analysis ? printed.people() : "");
        said.put("approval", analysis ? approval(lotCode, decided, printed) : Approval.NONE);
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

    /** The QC head answers for the tests; what came to count afterwards he has not seen. */
    private Approval approval(String lot, Instant decided, CertificateLines.Printed printed) {
        return hands.approved(lot, decided).map(each -> new Approval(each.name(), each.at(),
                String.join(words.say("detail.between"), printed.settledAfter(each.instant())))).orElse(Approval.NONE);
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
