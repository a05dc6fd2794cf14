package org.stroma.app.distribution;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.stroma.app.batch.Step;
import org.stroma.app.batch.Steps;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.standard.Value;

/** Shipments at the hospital and on their way back. They are accepted at gate G8b. */
@Service
public class Receipts {
    private final Shipments shipments;
    private final ColdChain coldChain;
    private final Steps steps;
    private final Units units;
    private final Evidence evidence;

    Receipts(Shipments shipments, ColdChain coldChain, Steps steps, Units units, Evidence evidence) {
        this.shipments = shipments;
        this.coldChain = coldChain;
        this.steps = steps;
        this.units = units;
        this.evidence = evidence;
    }

    /**
     * What is found on arrival. What was not scanned counts as missing.
     *
     * @param seal number on the seal as read
     * @param scans what was scanned: codes or GS1 data of each container
     */
    public record Arrival(String shipment, String seal, boolean sealIntact, boolean containersIntact,
            boolean tiltOrShock, List<String> scans) {
        public Arrival {
            scans = List.copyOf(scans);
        }
    }

    /** Takes a shipment over at the hospital (OP-240), container by container; a second person reviews what was seen. */
    public long receive(Actor actor, Step step, Arrival arrival) {
        Shipments.Shipment shipment = shipments.get(actor, arrival.shipment());
        Set<String> scanned = scan(actor, arrival);
        Operation operation = steps.begin("OP-240", step).in("shipment", arrival.shipment())
                .parameter("seal", arrival.seal()).parameter("scanned", arrival.scans().size());
        units.contents(shipment.unit().code()).forEach(unit -> operation.in("container", unit.code(), null,
                scanned.contains(unit.code()) ? "RECEIVED" : "MISSING", null));
        return steps.perform(actor, operation, step.verifier(), _ -> seen(arrival, step).forEach(evidence::record));
    }

    private Set<String> scan(Actor actor, Arrival arrival) {
        Set<String> before = shipments.scans(arrival.shipment(), "RECEIPT").stream().map(Shipments.Scan::text)
                .collect(Collectors.toSet());
        arrival.scans().stream().filter(text -> !before.contains(text))
                .forEach(text -> shipments.scan(actor, arrival.shipment(), "RECEIPT", text));
        return shipments.scans(arrival.shipment(), "RECEIPT").stream().map(Shipments.Scan::unit)
                .filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private static List<Entry> seen(Arrival arrival, Step step) {
        return List.of(flag(arrival, "seal_intact", arrival.sealIntact(), step),
                flag(arrival, "containers_intact", arrival.containersIntact(), step),
                flag(arrival, "tilt_or_shock", arrival.tiltOrShock(), step),
                Entry.of(arrival.shipment(), "seal_read", Evidence.Kind.DECLARATION, new Value.Text(arrival.seal()))
                        .takenAt(step.end()));
    }

    private static Entry flag(Arrival arrival, String characteristic, boolean holds, Step step) {
        return Entry.of(arrival.shipment(), characteristic, Evidence.Kind.DECLARATION, new Value.Flag(holds))
                .takenAt(step.end());
    }

    /** Entries of a shipment that wait for a second person. */
    public List<Evidence.Item> unreviewed(String shipment) {
        return evidence.list(shipment).stream().filter(item -> !item.reviewed() && item.reviewOutcome() == null
                && !item.invalidated() && item.kind() != Evidence.Kind.DERIVED).toList();
    }

    /** A second person of the hospital accepts what was seen and read; returns how many entries were open. */
    public int review(Actor actor, String shipment) {
        shipments.get(actor, shipment);
        return evidence.review(actor, unreviewed(shipment).stream().map(Evidence.Item::id).toList(), true, null);
    }

    /** Reads the logger of the transport (OP-241); an excursion opens a deviation and holds every container. */
    public ColdChain.Stored readLogger(Actor actor, Step step, String shipment, Evidence.RawFile file) {
        ColdChain.Stored[] stored = new ColdChain.Stored[1];
        // The reading comes first in the transaction: the step asks for it.
        evidence.within(actor, "logger of " + shipment + " read", () -> {
            stored[0] = coldChain.readWithin(actor, shipment, ColdChain.Purpose.TRANSIT, file);
            return steps.perform(actor, steps.begin("OP-241", step).in("shipment", shipment), step.verifier(),
                    _ -> {});
        });
        return stored[0];
    }

    /** Lets containers out of the site's quarantine (OP-252) once their shipment was accepted after assessment. */
    public long releaseQuarantine(Actor actor, Step step, List<String> containers) {
        return move(actor, step, "OP-252", containers);
    }

    /** Puts containers into the site's quarantine (OP-253). */
    public long quarantine(Actor actor, Step step, List<String> containers) {
        return move(actor, step, "OP-253", containers);
    }

    /** Destroys quarantined containers at the site (OP-254), before a witness. */
    public long destroyAtSite(Actor actor, Step step, List<String> containers, String method) {
        Operation operation = steps.begin("OP-254", step).parameter("method", method);
        containers.forEach(code -> operation.in("container", code));
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }

    private long move(Actor actor, Step step, String type, List<String> containers) {
        Operation operation = steps.begin(type, step);
        containers.forEach(code -> operation.in("container", code));
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }

    /** Sends containers back (OP-281) in a shipment planned for it; the second person is the carrier's. */
    public long sendBack(Actor actor, Step step, String shipment, String seal, List<String> containers) {
        if (!shipments.get(actor, shipment).back()) {
            throw new Refusal("ST106", Map.of("detail", shipment));
        }
        Operation operation = steps.begin("OP-281", step).in("shipment", shipment).parameter("seal", seal);
        containers.forEach(code -> operation.in("container", code).put(code, shipment));
        return evidence.within(actor, "operation OP-281", () -> {
            shipments.sealed(shipment, seal);
            return steps.perform(actor, operation, step.verifier(), _ -> {});
        });
    }

    /** Takes a return over at the maker (OP-282): what comes back waits for its destruction, never for stock. */
    public long receiveReturn(Actor actor, Step step, String shipment, List<String> scanned) {
        shipments.get(actor, shipment);
        Operation operation = steps.begin("OP-282", step).in("shipment", shipment);
        List<Units.Unit> contents = units.contents(shipment);
        Set<String> seen = evidence.within(actor, "return " + shipment + " scanned", () -> {
            scanned.forEach(text -> shipments.scan(actor, shipment, "RECEIPT", text));
            return shipments.scans(shipment, "RECEIPT").stream().map(Shipments.Scan::unit).filter(Objects::nonNull)
                    .collect(Collectors.toSet());
        });
        contents.forEach(unit -> operation.in("container", unit.code(), null,
                seen.contains(unit.code()) ? "RETURNED_QUARANTINE" : "MISSING", null));
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }
}
