package org.stroma.postgres;

/** The wait between two looks at something that cannot be waited for: another process's lock, file or port. */
final class Pause {

    private static final long MILLIS = 25;

    private Pause() {}

    /** False when the thread was interrupted; the flag stays set. */
    static boolean briefly() {
        try {
            Thread.sleep(MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
