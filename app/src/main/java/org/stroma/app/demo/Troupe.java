package org.stroma.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Door;
import org.stroma.app.people.Signing;
import org.stroma.app.people.Totp;

/**
 * The people of the demonstration at work: each signs in once through the real door and keeps the session; each signature is a
 * ceremony of its own. One-time codes are computed from the demonstration's secret and never used twice, waiting for the next
 * half minute where a person needs more than the window holds.
 */
final class Troupe {
    private static final String ORIGIN = "DEMO 127.0.0.1";
    private static final int STEP_SECONDS = 30;

    private final Door door;
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, Long> lastStep = new HashMap<>();

    Troupe(Door door) {
        this.door = door;
    }

    /** The person with the session as it stands now. */
    Actor as(String person) {
        String token = tokens.computeIfAbsent(person,
                code -> door.signIn(login(code), Stage.PASSWORD, oneTimeCode(code), ORIGIN));
        return door.actor(token, ORIGIN)
                .orElseThrow(() -> new IllegalStateException("The session of " + person + " has ended"));
    }

    /** The second person of an operation. */
    org.stroma.app.genealogy.Door.Verifier verifier(String person) {
        return new org.stroma.app.genealogy.Door.Verifier(login(person), Stage.PASSWORD, oneTimeCode(person));
    }

    /** How a person signs a panel in his own session: with every component the first time, then with the password. */
    Signing.Entry entry(String person, String role, Signing.Panel panel) {
        boolean again = as(person).signedOnce();
        return new Signing.Entry(again ? null : login(person), Stage.PASSWORD, again ? null : oneTimeCode(person), role,
                panel.revision(), panel.sha256(), person + ": " + panel.titleZh() + " / " + panel.titleEn(), null);
    }

    private static String login(String person) {
        return person.toLowerCase(Locale.ROOT);
    }

    private @Nullable String oneTimeCode(String person) {
        if (!Stage.strong(person)) {
            return null;
        }
        // The code of the half minute before ends with this one: late in it, it might be over before it is checked.
        long second = realTime().getEpochSecond();
        long first = second % STEP_SECONDS < STEP_SECONDS / 2 ? second / STEP_SECONDS - 1 : second / STEP_SECONDS;
        long step = lastStep.merge(person, first, (last, now) -> Math.max(last + 1, now));
        Instant valid = Instant.ofEpochSecond((step - 1) * STEP_SECONDS);
        if (valid.isAfter(realTime())) {
            sleepUntil(valid);
        }
        return Totp.code(Stage.SECRET, Instant.ofEpochSecond(step * STEP_SECONDS));
    }

    /** One-time codes go by real time, whatever the plant's clock says. */
    private static Instant realTime() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
    }

    private static void sleepUntil(Instant instant) {
        try {
            Thread.sleep(Duration.between(realTime(), instant).plusMillis(50));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a one-time code", e);
        }
    }
}
