package org.stroma.app.donor.web;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stroma.app.database.Refusal;
import org.stroma.app.donor.BloodDraw;
import org.stroma.app.donor.Consent;
import org.stroma.app.donor.Late;
import org.stroma.app.donor.Newborn;
import org.stroma.app.donor.Screening;
import org.stroma.app.genealogy.Door;
import org.stroma.app.ledger.PlantClock;
import org.stroma.measure.GestationalAge;
import org.stroma.measure.NumberUnreadable;

/** What the forms of this module send, read into what the services take. */
final class Forms {
    private Forms() {}

    /** A local time of the plant as the browser sends it, {@code 2026-03-02T08:52}; blank means now. */
    static Instant instant(@Nullable String local, PlantClock clock) {
        if (local == null || local.isBlank()) {
            return clock.instant();
        }
        try {
            return LocalDateTime.parse(local.strip().replace(' ', 'T')).atZone(clock.getZone()).toInstant()
                    .truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw new Refusal("donor.unreadable", Map.of("value", "time"));
        }
    }

    static BigDecimal number(@Nullable String text, String field) {
        try {
            return new BigDecimal(text == null ? "" : text.strip());
        } catch (NumberFormatException e) {
            throw new Refusal("donor.unreadable", Map.of("value", field));
        }
    }

    static @Nullable BigDecimal findNumber(@Nullable String text, String field) {
        return text == null || text.isBlank() ? null : number(text, field);
    }

    /** A box that is not ticked is not sent. */
    static boolean ticked(@Nullable Boolean box) {
        return Boolean.TRUE.equals(box);
    }

    /** The reason and the second person of a late entry; nothing when no reason was given. */
    record LateForm(@Nullable String lateReason, @Nullable String verifierLogin, @Nullable String verifierPassword) {
        @Nullable
        Late late() {
            if (lateReason == null || lateReason.isBlank()) {
                return null;
            }
            return new Late(lateReason.strip(), new Door.Verifier(verifierLogin == null ? "" : verifierLogin,
                    verifierPassword == null ? "" : verifierPassword, null));
        }

        @Override
        public String toString() {
            return "LateForm[" + verifierLogin + "]";
        }
    }

    record ConsentForm(String version, @Nullable String signedAt, String interviewer,
            @Nullable Boolean donation, @Nullable Boolean testing, @Nullable Boolean manufacture,
            @Nullable Boolean otherProducts, @Nullable Boolean crossBorder, @Nullable Boolean recontact,
            Consent.Disclosure disclosure, @Nullable Integer storageYears, Consent.Withdrawal withdrawal) {
        Consent consent(PlantClock clock) {
            return new Consent(version.strip(), instant(signedAt, clock), interviewer.strip(),
                    new Consent.Scopes(ticked(donation), ticked(testing), ticked(manufacture), ticked(otherProducts),
                            ticked(crossBorder), ticked(recontact)),
                    disclosure, storageYears, withdrawal);
        }
    }

    record ScreeningForm(int ageYears, String gestation, @Nullable Boolean fetusNormal,
            @Nullable Boolean infectiousDisease, @Nullable Boolean familyHistory, @Nullable Boolean malignancy,
            @Nullable Boolean complication) {
        Screening screening() {
            try {
                return new Screening(ageYears, GestationalAge.parse(gestation), ticked(fetusNormal),
                        ticked(infectiousDisease), ticked(familyHistory), ticked(malignancy), ticked(complication));
            } catch (NumberUnreadable e) {
                throw new Refusal("donor.unreadable", Map.of("value", "gestation"));
            }
        }
    }

    record DrawForm(String sample, BloodDraw.Purpose purpose, @Nullable String drawnAt, @Nullable String weightKg,
            @Nullable String bloodMl, @Nullable String colloidMl, @Nullable String crystalloidMl) {
        BloodDraw draw(PlantClock clock) {
            BigDecimal weight = findNumber(weightKg, "weight");
            BloodDraw.Fluids fluids = weight == null
                    ? null
                    : new BloodDraw.Fluids(weight, number(bloodMl, "blood"), number(colloidMl, "colloid"),
                            number(crystalloidMl, "crystalloid"));
            return new BloodDraw(sample.strip(), purpose, instant(drawnAt, clock), fluids);
        }
    }

    record NewbornForm(Newborn.Sex sex, String massKg, Newborn.Delivery delivery) {
        Newborn newborn() {
            return new Newborn(sex, number(massKg, "mass").toPlainString(), delivery);
        }
    }
}
