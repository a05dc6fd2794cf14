package org.stroma.app.standard;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.stroma.measure.Moment;

/**
 * All that is known about the thing that is judged, as of a moment. The order in which observations are handed in does
 * not matter.
 *
 * @param asOf the moment of the judgement; documents and decisions are in force or not as of it
 */
public record Facts(OffsetDateTime asOf, List<Observation> observations) {
    /** The characteristic under which criteria name {@link #asOf}. */
    public static final String AS_OF = "as_of";

    private static final Comparator<Observation> ORDER = Comparator.comparing(Observation::characteristic)
            .thenComparingInt(observation -> observation.standing().attempt())
            .thenComparing(Observation::evidence)
            .thenComparing(observation -> FactsJson.of(observation).toString());

    public Facts {
        observations = observations.stream().sorted(ORDER).toList();
    }

    public static Facts of(OffsetDateTime asOf, Observation... observations) {
        return new Facts(asOf, List.of(observations));
    }

    public Facts with(Observation more) {
        List<Observation> all = new ArrayList<>(observations);
        all.add(more);
        return new Facts(asOf, all);
    }

    /**
     * Observations of a characteristic, invalidated ones included. {@code karyotype.sex} is also found as the part
     * {@code sex} of observations of {@code karyotype}; an observation lacking the part is left out.
     */
    List<Observation> list(String characteristic) {
        if (characteristic.equals(AS_OF)) {
            Value now = new Value.At(new Moment.Instant(asOf));
            return List.of(Observation.of(AS_OF, now, AS_OF).reviewed());
        }
        int dot = characteristic.indexOf('.');
        String whole = dot < 0 ? characteristic : characteristic.substring(0, dot);
        String part = dot < 0 ? "" : characteristic.substring(dot + 1);
        List<Observation> found = new ArrayList<>();
        for (Observation observation : observations) {
            if (observation.characteristic().equals(characteristic)) {
                found.add(observation);
            } else if (dot > 0 && observation.characteristic().equals(whole)) {
                List<Value> parts = partsOf(observation, part);
                if (!parts.isEmpty()) {
                    found.add(new Observation(characteristic, parts, observation.evidence(), observation.method(),
                            observation.derivation(), observation.definition(), observation.standing(),
                            observation.takenAt()));
                }
            }
        }
        return found;
    }

    private static List<Value> partsOf(Observation observation, String part) {
        List<Value> parts = new ArrayList<>();
        for (Value value : observation.values()) {
            if (value instanceof Value.Structure structure) {
                Value found = structure.parts().get(part);
                if (found != null) {
                    parts.add(found);
                }
            }
        }
        return parts;
    }
}
