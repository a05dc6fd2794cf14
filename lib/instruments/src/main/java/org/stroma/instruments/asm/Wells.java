package org.stroma.instruments.asm;

import java.util.List;
import java.util.Set;

/** Plates and the names of their wells. */
public final class Wells {

    private static final int[] PLATES = {1, 2, 4, 6, 8, 12, 24, 48, 72, 96, 384, 1536, 3456};

    private static final Set<List<Integer>> SHAPES = Set.of(List.of(1, 1), List.of(2, 3), List.of(2, 4), List.of(3, 4),
            List.of(4, 6), List.of(6, 8), List.of(8, 12), List.of(16, 24), List.of(32, 48), List.of(48, 72));

    private Wells() {}

    /** The smallest usual plate with at least so many wells; the number itself beyond all of them. */
    public static int plateFor(int wells) {
        for (int plate : PLATES)
            if (wells <= plate)
                return plate;
        return wells;
    }

    /**
     * The smallest usual plate that has all wells of such names, letter first. As in the published documents only the first
     * letter counts.
     */
    public static int plateOf(List<String> names) {
        int letter = 0;
        int number = 0;
        for (String name : names) {
            if (name.length() < 2)
                continue;
            letter = Math.max(letter, Character.toUpperCase(name.charAt(0)) - 'A' + 1);
            String digits = name.substring(1);
            if (digits.length() < 6 && digits.chars().allMatch(Character::isDigit))
                number = Math.max(number, Integer.parseInt(digits));
        }
        return plateFor(letter * number);
    }

    /** A to Z, then AA and so on, from 0. */
    public static String letters(int index) {
        return index < 26 ? String.valueOf((char) ('A' + index)) : letters(index / 26 - 1) + letters(index % 26);
    }

    /** The index of a row by its letters, A being 0; -1 when they are no one or two capitals. */
    public static int row(String letters) {
        int index = 0;
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            if (letter < 'A' || letter > 'Z' || i > 1)
                return -1;
            index = 26 * index + letter - 'A' + 1;
        }
        return index - 1;
    }

    /** Whether a plate of the usual shape, twelve columns to eight rows and so on, has so many rows and columns. */
    public static boolean isPlate(int rows, int columns) {
        return SHAPES.contains(List.of(rows, columns));
    }

}
