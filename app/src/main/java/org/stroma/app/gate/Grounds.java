package org.stroma.app.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.standard.Standard;
import org.stroma.app.standard.StandardShelf;
import org.stroma.app.standard.StandardShelf.Purpose;

/**
 * What one judgement stands on: evidence and standards, read once for all who ask within it. Who knows beforehand that more
 * will be asked for, asks for all of it first. It lives as long as the judgement and no longer; what is recorded meanwhile is
 * not in it.
 */
public final class Grounds {
    private final Evidence evidence;
    private final StandardShelf shelf;
    private final Instant asOf;
    private final List<Read> reads = new ArrayList<>();
    private final List<StandardShelf.InForce> standards = new ArrayList<>();

    private Grounds(Evidence evidence, StandardShelf shelf, Instant asOf) {
        this.evidence = evidence;
        this.shelf = shelf;
        this.asOf = asOf;
    }

    /** Units whose evidence was read together. */
    private record Read(Set<String> units, List<Evidence.Item> items) {}

    /** @param asOf the instant at which standards of now are in force */
    public static Grounds of(Evidence evidence, StandardShelf shelf, Instant asOf) {
        return new Grounds(evidence, shelf, asOf);
    }

    public Instant asOf() {
        return asOf;
    }

    /** Evidence in force of units, in the order of {@link Evidence#list}. */
    public List<Evidence.Item> evidence(Collection<String> units) {
        Set<String> wanted = Set.copyOf(units);
        Read read = reads.stream().filter(each -> each.units().containsAll(wanted)).findFirst().orElseGet(() -> {
            Read fresh = new Read(wanted, evidence.list(wanted));
            reads.add(fresh);
            return fresh;
        });
        return read.items().stream().filter(item -> wanted.contains(item.unit())).toList();
    }

    /** Reads standards that will be asked for. */
    public void expect(Purpose... purposes) {
        standards.add(shelf.inForce(List.of(purposes)));
    }

    /** The standard in force for a purpose; refused when there is none. */
    public Standard standard(Purpose purpose) {
        if (standards.stream().noneMatch(each -> each.serves(purpose))) {
            expect(purpose);
        }
        return standards.stream().filter(each -> each.serves(purpose)).findFirst().orElseThrow().get(purpose);
    }

    /** The purpose of a standard that judges now. */
    public Purpose now(String codes) {
        return new Purpose(codes, asOf);
    }
}
