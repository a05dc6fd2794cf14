package org.stroma.app.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.test.context.TestComponent;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.standard.StandardRegister;
import org.stroma.app.standard.StandardRegister.Standing;
import org.stroma.app.standard.StandardRegister.Version;

/**
 * Brings the shipped standards into force as a maker would: proposed together, signed by QA and the quality head. It happens
 * three years before now in plant time, so that donations and lots of tests may lie in the past.
 */
@TestComponent
public class EffectiveStandards {

    EffectiveStandards(Cast cast, StandardRegister register, PlantClock clock) {
        List<Long> drafts = register.list().stream()
                .filter(version -> version.standing() == Standing.DRAFT && version.draftedBy() == null)
                .map(Version::id).toList();
        if (!drafts.isEmpty()) {
            Instant now = Instant.now();
            clock.moveTo(now.minus(Duration.ofDays(3 * 365)));
            Actor qa = cast.signIn("QA-1");
            long approval = register.propose(qa, drafts, Instant.EPOCH, "standards of the tests");
            sign(cast, register, qa, approval, "QA-1", "QA");
            sign(cast, register, qa, approval, "QH-1", "QUALITY_HEAD");
            clock.moveTo(now);
        }
    }

    private static void sign(Cast cast, StandardRegister register, Actor session, long approval, String person,
            String role) {
        register.sign(cast.refreshed(session), StandardRegister.APPROVAL, approval,
                cast.entry(person, role, register.panel(StandardRegister.APPROVAL, approval).orElseThrow()));
    }
}
