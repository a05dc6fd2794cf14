package org.stroma.app.standard;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A versioned set of requirements that is complete in itself: it carries the characteristics, clauses and sentence
 * templates it uses, so that it judges and reads the same when the libraries around it have moved on.
 *
 * @param code stable name of the standard
 * @param version of this content, never used twice
 * @param sentences templates by key, see {@link Sentences}
 */
public record Standard(String code, String version, Texts name, List<Characteristic> characteristics,
        List<Requirement> requirements, List<Clause> clauses, SortedMap<String, Texts> sentences) {

    public Standard {
        characteristics = List.copyOf(characteristics);
        requirements = List.copyOf(requirements);
        clauses = List.copyOf(clauses);
        sentences = Collections.unmodifiableSortedMap(new TreeMap<>(sentences));
    }

    public Optional<Characteristic> findCharacteristic(String characteristic) {
        return characteristics.stream().filter(each -> each.code().equals(characteristic)).findFirst();
    }

    public Optional<Requirement> findRequirement(String requirement) {
        return requirements.stream().filter(each -> each.code().equals(requirement)).findFirst();
    }

    public Optional<Clause> findClause(String clause) {
        return clauses.stream().filter(each -> each.id().equals(clause)).findFirst();
    }

    /** Judges facts by this standard; pure and total. */
    public Evaluation evaluate(Facts facts) {
        return Evaluator.evaluate(this, facts);
    }

    /** The whole content as canonical JSON, which {@link StandardReader} reads back to an equal standard. */
    public byte[] toBytes() {
        return StandardJson.of(this).toBytes();
    }

    /** SHA-256 of {@link #toBytes()}, in lower-case hexadecimal. */
    public String digest() {
        return Json.digest(toBytes());
    }
}
