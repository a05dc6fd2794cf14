package org.stroma.app.donor;

import org.stroma.app.standard.Value.Presence;

/**
 * One result of one marker.
 *
 * @param marker the characteristic of the standard: {@code hiv_nat}
 * @param kit method and kit, as the laboratory names them
 * @param validated whether that kit is licensed or validated for donors
 */
public record MarkerResult(String marker, Presence presence, String kit, boolean validated) {

    /** Non-reactive by a licensed kit. */
    public static MarkerResult negative(String marker, String kit) {
        return new MarkerResult(marker, Presence.NEGATIVE, kit, true);
    }

    /** Reactive by a licensed kit. */
    public static MarkerResult positive(String marker, String kit) {
        return new MarkerResult(marker, Presence.POSITIVE, kit, true);
    }
}
