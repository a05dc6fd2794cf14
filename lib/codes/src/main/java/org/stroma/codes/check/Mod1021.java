package org.stroma.codes.check;

/**
 * The pair of check characters of alphanumeric GS1 keys (GS1 General Specifications, 7.9.5): the values of the
 * characters weighted by the primes 2, 3, 5, … from the right, modulo 1021, written with two of 32 characters.
 */
public final class Mod1021 {

    /** Character set 82 of GS1, the invariant part of ISO/IEC 646, in its order. */
    public static final Alphabet SET_82 = new Alphabet(
            "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    private static final Alphabet PAIR = new Alphabet("23456789ABCDEFGHJKLMNPQRSTUVWXYZ");
    private static final int MODULUS = 1021;
    private static final int BITS = 5;

    private Mod1021() {}

    /** The pair that belongs behind the data, which consists of {@link #SET_82}. */
    public static String checkPair(String data) {
        int sum = 0;
        int prime = 2;
        for (int i = data.length() - 1; i >= 0; i--) {
            sum = (sum + prime * SET_82.value(data.charAt(i))) % MODULUS;
            prime = nextPrime(prime);
        }
        return "" + PAIR.character(sum >> BITS) + PAIR.character(sum & ((1 << BITS) - 1));
    }

    /** Whether the last two characters are the pair of those before them; false for fewer than two characters. */
    public static boolean verifies(String data) {
        int end = data.length() - 2;
        return end >= 0 && checkPair(data.substring(0, end)).equals(data.substring(end));
    }

    private static int nextPrime(int prime) {
        int candidate = prime + 1;
        while (!isPrime(candidate)) {
            candidate++;
        }
        return candidate;
    }

    private static boolean isPrime(int number) {
        for (int divisor = 2; divisor * divisor <= number; divisor++) {
            if (number % divisor == 0) {
                return false;
            }
        }
        return true;
    }
}
