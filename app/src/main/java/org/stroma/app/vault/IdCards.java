package org.stroma.app.vault;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Resident identity card numbers: GB 11643-1999 (18 characters, check by ISO 7064 MOD 11-2) and the older 15 digits, in groups as people
 * write them; and those of Hong Kong.
 */
final class IdCards {
    private static final Set<String> REGIONS = Stream.of(
            "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83"
                    .split(" "))
            .collect(Collectors.toUnmodifiableSet());
    private static final String CHECKS = "10X98765432";
    private static final int LENGTH = 18;
    private static final int OLD_LENGTH = 15;
    /** Groups of digits with something between them; a number may end in X. */
    private static final Pattern RUN = Pattern
            .compile("[0-9](?:[ ·._/,:、，-]{0,2}[0-9]){13,60}(?:[ ·._/-]{0,2}[Xx](?![A-Za-z]))?");
    private static final Pattern GROUP = Pattern.compile("[0-9]*[Xx]|[0-9]+");
    /** Up to so many groups may be parted in different ways; more of them are dates and times rather than one number. */
    private static final int FEW_GROUPS = 3;
    private static final Pattern HONG_KONG = Pattern.compile("(?<![A-Za-z0-9])[A-Z]{1,2}[0-9]{6} ?\\([0-9A]\\)");
    private static final int HONG_KONG_LENGTH = 9;
    private static final int BLANK = 36;

    private IdCards() {}

    static boolean in(String text) {
        return RUN.matcher(text).results().anyMatch(found -> holds(text, found))
                || HONG_KONG.matcher(text).results().anyMatch(found -> ofHongKong(found.group()));
    }

    /** Groups of a run, and what stands before each of them. */
    private record Groups(List<String> digits, List<String> before) {
        static Groups of(String run) {
            List<String> digits = new ArrayList<>();
            List<String> before = new ArrayList<>();
            int end = 0;
            for (MatchResult group : GROUP.matcher(run).results().toList()) {
                before.add(run.substring(end, group.start()).strip());
                digits.add(group.group());
                end = group.end();
            }
            return new Groups(digits, before);
        }
    }

    private static boolean holds(String text, MatchResult found) {
        Groups groups = Groups.of(found.group().toUpperCase(Locale.ROOT));
        boolean alone = found.start() == 0 || Character.UnicodeScript
                .of(text.charAt(found.start() - 1)) == Character.UnicodeScript.HAN
                || !Character.isLetterOrDigit(text.charAt(found.start() - 1)) && text.charAt(found.start() - 1) != '.';
        for (int from = 0; from < groups.digits().size(); from++) {
            if (groups.digits().get(from).length() > LENGTH && within(groups.digits().get(from))
                    || fromGroup(groups, from, alone)) {
                return true;
            }
        }
        return false;
    }

    /** Whether groups from one on make up a number: it begins and ends where groups do, and they are parted alike. */
    private static boolean fromGroup(Groups groups, int from, boolean alone) {
        StringBuilder number = new StringBuilder();
        Set<String> parted = new HashSet<>();
        for (int at = from; at < groups.digits().size() && number.length() < LENGTH; at++) {
            if (at > from) {
                parted.add(groups.before().get(at));
            }
            number.append(groups.digits().get(at));
            boolean whole = from == 0 && at == groups.digits().size() - 1;
            boolean alike = parted.size() <= 1 || at - from < FEW_GROUPS;
            if (alike && is(number.toString(), alone && whole && parted.stream().allMatch("·-"::contains))) {
                return true;
            }
        }
        return false;
    }

    /** @param plainly whether it stands by itself in groups as people write them, so that no check character is needed */
    private static boolean is(String number, boolean plainly) {
        return number.length() == LENGTH && dated(number) && (plainly || checks(number))
                || plainly && number.length() == OLD_LENGTH && old(number);
    }

    /** Whether a long run of digits holds a number whose check character agrees. */
    private static boolean within(String digits) {
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

    /** Letters count from A = 10 (a single one behind a blank, 36), weights are 9 to 1, the sum is divisible by 11. */
    private static boolean ofHongKong(String card) {
        String plain = card.replaceAll("[^A-Z0-9]", "");
        int sum = plain.length() == HONG_KONG_LENGTH ? 0 : BLANK * HONG_KONG_LENGTH;
        for (int i = 0; i < plain.length(); i++) {
            sum += Character.digit(plain.charAt(i), Character.MAX_RADIX) * (plain.length() - i);
        }
        return sum % 11 == 0;
    }
}
