package org.stroma.app.donor;

/**
 * The newborn and how it was delivered.
 *
 * @param massKg as weighed, in kg, with the places the balance showed: {@code 3.420}
 */
public record Newborn(Sex sex, String massKg, Delivery delivery) {

    public enum Sex {
        MALE, FEMALE, UNDETERMINED
    }

    public enum Delivery {
        CAESAREAN, VAGINAL
    }
}
