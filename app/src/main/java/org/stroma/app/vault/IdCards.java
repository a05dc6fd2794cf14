package org.stroma.app.vault;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Resident identity card numbers: GB 11643-1999 (18 characters, check by ISO 7064 MOD 11-2) and the older 15 digits. */
final class IdCards {
    private static final Set<String> REGIONS = Stream.of(
            "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83"
                    .split(" "))
            .collect(Collectors.toUnmodifiableSet());
    private static final String CHECKS = "10X98765432";
    private static final int LENGTH = 18;
    private static final int OLD_LENGTH = 15;

    private IdCards() {}

    /** Whether a run of digits is one, or holds one whose check character agrees. */
    static boolean holds(String run) {
        String digits = run.toUpperCase(Locale.ROOT);
        if (digits.length() == LENGTH && dated(digits)) {
            return true;
        }
        if (digits.length() == OLD_LENGTH && old(digits)) {
            return true;
        }
        for (int from = 0; from + LENGTH <= digits.length(); from++) {
            String window = digits.substring(from, from + LENGTH);
            if (dated(window) && checks(window)) {
                return true;
            }
        }
        return false;
    }

    private static boolean dated(String eighteen) {
        return REGIONS.contains(eighteen.substring(0, 2)) && eighteen.substring(0, LENGTH - 1).indexOf('X') < 0
                && born(eighteen.substring(6, 14));
    }

    private static boolean old(String fifteen) {
        return REGIONS.contains(fifteen.substring(0, 2)) && fifteen.indexOf('X') < 0
                && !fifteen.startsWith("0000", 2) && born("19" + fifteen.substring(6, 12));
    }

    private static boolean born(String day) {
        try {
            int year = Integer.parseInt(day.substring(0, 4));
            LocalDate.of(year, Integer.parseInt(day.substring(4, 6)), Integer.parseInt(day.substring(6, 8)));
            return year >= 1900 && year <= 2099;
        } catch (DateTimeException | NumberFormatException notADay) {
            return false;
        }
    }

    private static boolean checks(String eighteen) {
        int sum = 0;
        for (int i = 0; i < LENGTH - 1; i++) {
            sum += (eighteen.charAt(i) - '0') * ((1 << (LENGTH - 1 - i)) % 11);
        }
        return CHECKS.charAt(sum % 11) == eighteen.charAt(LENGTH - 1);
    }
}
