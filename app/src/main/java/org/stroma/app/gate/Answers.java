package org.stroma.app.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.evidence.ResultText;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.standard.Characteristic;
import org.stroma.app.standard.Value;
import org.stroma.app.standard.ValueType;
import org.stroma.measure.Moment;

/**
 * Takes whatever a standard asks about a unit and no form of a module enters, so that a new requirement needs no program: the
 * field is drawn from the characteristic, and a changed answer corrects the one before it.
 */
@Service
public class Answers {
    private final List<GateSubject> subjects;
    private final Evidence evidence;
    private final Authorship authorship;
    private final PlantClock clock;

    Answers(List<GateSubject> subjects, Evidence evidence, Authorship authorship, PlantClock clock) {
        this.subjects = subjects;
        this.evidence = evidence;
        this.authorship = authorship;
        this.clock = clock;
    }

    /** What can be asked, and what was answered last. */
    public record Asked(Characteristic characteristic, Optional<Evidence.Item> answered) {}

    /**
     * One answer.
     *
     * @param texts as typed, one for each replicate
     * @param method null when none was named
     * @param file what a document is, or what stands behind a value; null when there is none
     * @param validUntil end of a document; null when it does not end
     * @param reason why an earlier answer changes; null for the first one
     */
    public record Answer(String characteristic, List<String> texts, @Nullable String method, boolean validated,
            Evidence.@Nullable RawFile file, @Nullable Instant validUntil, @Nullable String reason) {
        public Answer {
            texts = List.copyOf(texts);
        }

        public static Answer of(String characteristic, String text) {
            return new Answer(characteristic, List.of(text), null, false, null, null, null);
        }

        public Answer because(String why) {
            return new Answer(characteristic, texts, method, validated, file, validUntil, why);
        }
    }

    /** What the page of a gate asks about its unit; nothing where the module's own forms take everything. */
    public List<Asked> asked(Gates.Judged judged) {
        Optional<GateSubject> subject = subject(judged.gate());
        Set<String> derived = judged.question().derived().stream().map(Entry::characteristic)
                .collect(Collectors.toSet());
        return subject.filter(each -> !each.answerers().isEmpty())
                .map(each -> judged.standard().characteristics().stream()
                        .filter(Answers::isEntered).filter(about -> !derived.contains(about.code()))
                        .filter(about -> !each.takesElsewhere(about))
                        .map(about -> new Asked(about, answered(judged, about.code()))).toList())
                .orElse(List.of());
    }

    private static boolean isEntered(Characteristic characteristic) {
        return characteristic.formula() == null && characteristic.code().indexOf('.') < 0
                && characteristic.type() != ValueType.STRUCTURE && characteristic.type() != ValueType.DECISION;
    }

    private static Optional<Evidence.Item> answered(Gates.Judged judged, String characteristic) {
        return judged.items().stream().filter(item -> item.unit().equals(judged.unit().code()))
                .filter(item -> item.characteristic().equals(characteristic) && !item.invalidated())
                .reduce((_, newer) -> newer);
    }

    private Optional<GateSubject> subject(String gate) {
        return subjects.stream().filter(each -> each.gate().equals(gate)).findFirst();
    }

    /** Whether somebody may answer at a gate. */
    public boolean mayAnswer(Actor actor, String gate) {
        return subject(gate).stream().flatMap(each -> each.answerers().stream()).anyMatch(actor::has);
    }

    /** Records answers about the unit of a gate, all or none; they wait for a second person. Returns their numbers. */
    public List<Long> answer(Actor actor, Gates.Judged judged, List<Answer> answers) {
        if (!mayAnswer(actor, judged.gate())) {
            throw new Refusal("forbidden");
        }
        Map<String, Asked> asked = new LinkedHashMap<>();
        asked(judged).forEach(each -> asked.put(each.characteristic().code(), each));
        return authorship.write(actor, "answers at " + judged.gate() + " on " + judged.unit().code(), () -> {
            List<Long> recorded = new ArrayList<>();
            for (Answer answer : answers) {
                Asked about = asked.get(answer.characteristic());
                if (about == null) {
                    throw new Refusal("gate.not-asked", Map.of("characteristic", answer.characteristic()));
                }
                recorded.add(evidence.record(entry(judged.unit().code(), about, answer)));
            }
            return recorded;
        });
    }

    private Entry entry(String unit, Asked asked, Answer answer) {
        Characteristic about = asked.characteristic();
        Evidence.RawFile file = answer.file();
        if (about.type() == ValueType.DOCUMENT && file == null) {
            throw new Refusal("gate.file-needed", Map.of("characteristic", about.name().zh() + " / "
                    + about.name().en()));
        }
        Entry entry = Entry.of(unit, about.code(), kind(about), values(about, answer)).from(Evidence.Source.MANUAL,
                file == null ? null : evidence.keep(file), null);
        String method = answer.method();
        if (method != null && !method.isBlank()) {
            entry = entry.byMethod(method.strip(), answer.validated());
        }
        Evidence.Item before = asked.answered().orElse(null);
        if (before == null || "REJECTED".equals(before.reviewOutcome())) {
            return entry;
        }
        String reason = answer.reason();
        if (reason == null || reason.isBlank()) {
            throw new Refusal("gate.reason-needed", Map.of("characteristic", about.name().zh() + " / "
                    + about.name().en()));
        }
        return entry.correcting(before.id(), reason.strip());
    }

    private static Evidence.Kind kind(Characteristic about) {
        return switch (about.type()) {
            case DOCUMENT -> Evidence.Kind.DOCUMENT;
            case FLAG, CODE, MOMENT, TEXT -> Evidence.Kind.DECLARATION;
            case QUANTITY, FINDING, GESTATION, STRUCTURE, DECISION -> Evidence.Kind.RESULT;
        };
    }

    private List<Value> values(Characteristic about, Answer answer) {
        List<Value> values = new ResultText(clock.getZone()).read(about, answer.texts());
        Instant until = answer.validUntil();
        return until == null
                ? values
                : values.stream().map(value -> value instanceof Value.Document document
                        ? new Value.Document(document.status(),
                                new Moment.Instant(until.atZone(clock.getZone()).toOffsetDateTime()))
                        : value).toList();
    }
}
