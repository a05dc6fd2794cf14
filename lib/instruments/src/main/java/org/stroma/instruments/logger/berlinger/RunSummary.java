package org.stroma.instruments.logger.berlinger;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What a Q-tag says of its run, as printed; the vendor cuts mean kinetic and mean temperature off after one decimal.
 *
 * @param activated when the button was pressed
 * @param started first measurement that counts
 * @param stopped end of the run, null while it runs
 * @param number of the run
 * @param lowest lowest temperature
 * @param lowestAt when
 * @param highest highest temperature
 * @param highestAt when
 * @param meanKinetic mean kinetic temperature
 * @param average arithmetic mean
 * @param activationEnergy in kJ/mol, as the device computes the mean kinetic temperature
 */
public record RunSummary(@Nullable LocalDateTime activated, @Nullable LocalDateTime started,
        @Nullable LocalDateTime stopped, @Nullable Integer number, @Nullable BigDecimal lowest,
        @Nullable LocalDateTime lowestAt, @Nullable BigDecimal highest, @Nullable LocalDateTime highestAt,
        @Nullable BigDecimal meanKinetic, @Nullable BigDecimal average, @Nullable BigDecimal activationEnergy) {

    /** The activation energy if stated and usable. */
    public Optional<BigDecimal> usableEnergy() {
        return Optional.ofNullable(activationEnergy).filter(energy -> energy.signum() > 0);
    }

}
