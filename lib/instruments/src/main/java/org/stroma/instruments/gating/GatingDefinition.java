package org.stroma.instruments.gating;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.stroma.instruments.fcs.Unmixing;

/**
 * What a Gating-ML 2.0 document defines, each by its id and in document order.
 *
 * @param scales scale transformations
 * @param ratios ratio transformations
 * @param matrices spectrum matrices
 * @param gates gates; of a QuadrantGate its quadrants, which are what others refer to
 */
public record GatingDefinition(Map<String, Scale> scales, Map<String, Ratio> ratios, Map<String, Unmixing> matrices,
        Map<String, Gate> gates) {

    public GatingDefinition {
        scales = Collections.unmodifiableMap(new LinkedHashMap<>(scales));
        ratios = Collections.unmodifiableMap(new LinkedHashMap<>(ratios));
        matrices = Collections.unmodifiableMap(new LinkedHashMap<>(matrices));
        gates = Collections.unmodifiableMap(new LinkedHashMap<>(gates));
    }

}
