package org.stroma.app.standard;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a criterion came out.
 *
 * @param evidence ids of the evidence it was read from, sorted
 * @param parts of a composed criterion, in its order
 */
public record Judgement(Status status, Reason reason, List<String> evidence, List<Judgement> parts) {

    public Judgement {
        evidence = evidence.stream().distinct().sorted().toList();
        parts = List.copyOf(parts);
    }

    static Judgement of(Status status, Reason reason, List<String> evidence) {
        return new Judgement(status, reason, evidence, List.of());
    }

    static Judgement composed(Status status, List<Judgement> parts) {
        Stream<String> evidence = parts.stream().flatMap(part -> part.evidence.stream());
        return new Judgement(status, Reason.of(Reason.Code.PARTS, java.util.Map.of()), evidence.toList(), parts);
    }
}
