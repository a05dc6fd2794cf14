package org.stroma.app.gate;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;
import org.stroma.app.testing.Cast;

/** Takes a disposition through its real signatures. */
public final class Disposing {
    /** Who of the cast signs in which role. */
    public static final Map<String, String> SIGNERS = Map.of("QUALITY_HEAD", "QH-1", "QP_MAH", "QP-B", "QP_MFG", "QP-A",
            "QA", "QA-1", "PRODUCTION_HEAD", "PH-1");
    private final Cast cast;
    private final Dispositions dispositions;

    public Disposing(ApplicationContext context) {
        cast = context.getBean(Cast.class);
        dispositions = context.getBean(Dispositions.class);
    }

    public long propose(String person, String unit, String action, @Nullable String level) {
        return dispositions.propose(cast.signIn(person), unit,
                new Dispositions.Proposal(action, level, "decided in a test, " + action, null));
    }

    public void sign(String unit, long id, String person, String role) {
        ready(unit, id, person, role).run();
    }

    /** What is left of signing once the person has signed in and typed: the press of the button. */
    public Runnable ready(String unit, long id, String person, String role) {
        Signing.Panel panel = dispositions.panel(unit).orElseThrow();
        Actor actor = cast.signIn(person);
        Signing.Entry entry = cast.entry(person, role, panel);
        return () -> dispositions.sign(actor, unit, id, entry);
    }

    /** Proposed by its first signer, signed by all. */
    public void decide(String unit, String action, @Nullable String level) {
        List<String> roles = dispositions.offered(unit).stream().filter(offer -> offer.action().equals(action))
                .findFirst().orElseThrow().signers();
        long id = propose(SIGNERS.get(roles.getFirst()), unit, action, level);
        roles.forEach(role -> sign(unit, id, SIGNERS.get(role), role));
    }
}
