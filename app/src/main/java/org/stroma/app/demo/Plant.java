package org.stroma.app.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.stroma.app.batch.Step;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.gate.Gates;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;
import org.stroma.app.standard.Status;

/** What every act of the campaign needs: the services, the people, and a plant clock that goes from act to act. */
final class Plant {
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm[:ss]");
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final BeanFactory beans;
    private final Troupe troupe;
    private final PlantClock clock;

    Plant(BeanFactory beans) {
        this.beans = beans;
        this.troupe = new Troupe(beans.getBean(org.stroma.app.people.Door.class));
        this.clock = beans.getBean(PlantClock.class);
    }

    <T> T the(Class<T> service) {
        return beans.getBean(service);
    }

    Actor as(String person) {
        return troupe.as(person);
    }

    org.stroma.app.genealogy.Door.Verifier verifier(String person) {
        return troupe.verifier(person);
    }

    Signing.Entry entry(String person, String role, Signing.@Nullable Panel panel) {
        if (panel == null) {
            throw new IllegalStateException("Nothing waits for the signature of " + person);
        }
        return troupe.entry(person, role, panel);
    }

    /** A time of the worked campaign, {@code 2026-03-02 08:05}, in the plant's zone. */
    static Instant time(String written) {
        return LocalDateTime.parse(written, WRITTEN).atZone(ZONE).toInstant();
    }

    /** Moves the plant's clock to a time and returns it. */
    Instant now(String written) {
        Instant instant = time(written);
        clock.moveTo(instant.plusSeconds(1));
        return instant;
    }

    Instant now() {
        return clock.instant();
    }

    /** A step of the same day, just ended, by OP-1 with OP-2 beside him. */
    Step step(String day, String from, String to) {
        return Step.of(time(day + " " + from), now(day + " " + to), verifier("OP-2"));
    }

    /** Proposes an outcome and has it signed; signers are written {@code person:ROLE}, the first proposes. */
    long decide(String gate, String unit, String outcome, @Nullable String justification, String... signers) {
        Gates gates = the(Gates.class);
        String proposer = signers[0].substring(0, signers[0].indexOf(':'));
        long decision = propose(gate, unit, new Gates.Proposal(outcome, justification, null), proposer);
        for (String signer : signers) {
            String[] parts = signer.split(":");
            Signing.Panel panel = the(Signing.class).panel(Gates.RECORD, Long.toString(decision)).orElse(null);
            gates.sign(as(parts[0]), decision, entry(parts[0], parts[1], panel));
        }
        return decision;
    }

    private long propose(String gate, String unit, Gates.Proposal proposal, String proposer) {
        Gates gates = the(Gates.class);
        try {
            return gates.propose(as(proposer), gate, unit, proposal);
        } catch (Refusal refusal) {
            String open = gates.judge(gate, unit).evaluation().verdicts().stream()
                    .filter(verdict -> verdict.status() == Status.MISSING || verdict.status() == Status.NOT_MET)
                    .map(verdict -> verdict.requirement() + " " + verdict.status())
                    .collect(Collectors.joining(", "));
            throw new IllegalStateException(gate + " of " + unit + " is not " + proposal.outcome() + ": " + open,
                    refusal);
        }
    }

    /** A paper of the demonstration; it says what it is. */
    static Evidence.RawFile paper(String title) {
        return new Evidence.RawFile(title.replaceAll("[^A-Za-z0-9-]+", "-") + ".txt", "text/plain",
                ("Stroma demonstration, fictional document\n" + title + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static Evidence.RawFile file(String name, String mediaType, String content) {
        return new Evidence.RawFile(name, mediaType, content.getBytes(StandardCharsets.UTF_8));
    }
}
