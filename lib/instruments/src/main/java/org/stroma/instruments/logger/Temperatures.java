package org.stroma.instruments.logger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;

/** Temperature scales by their UCUM codes. */
public final class Temperatures {

    private static final BigDecimal KELVIN = new BigDecimal("273.15");
    private static final BigDecimal FREEZING_FAHRENHEIT = BigDecimal.valueOf(32);
    private static final Set<String> SCALES = Set.of(TemperatureTrace.CELSIUS, "K", "[degF]");

    private Temperatures() {}

    /** Whether a UCUM code is a scale of temperature this class converts: {@code Cel}, {@code K}, {@code [degF]}. */
    public static boolean isScale(String unit) {
        return SCALES.contains(unit);
    }

    /**
     * A temperature in degrees Celsius: as printed from Cel, exact from K, with one decimal more than printed from [degF]
     * (half to even).
     */
    public static BigDecimal toCelsius(BigDecimal value, String unit) {
        return switch (unit) {
            case TemperatureTrace.CELSIUS -> value;
            case "K" -> value.subtract(KELVIN);
            case "[degF]" -> value.subtract(FREEZING_FAHRENHEIT).multiply(BigDecimal.valueOf(5))
                    .divide(BigDecimal.valueOf(9), Math.max(0, value.scale()) + 1, RoundingMode.HALF_EVEN);
            default -> throw new IllegalArgumentException("no scale of temperature: " + unit);
        };
    }

}
