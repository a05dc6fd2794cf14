package org.stroma.app.gate.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.stroma.app.gate.Gates;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Words;
import org.stroma.app.shell.Worklist;

/** Decisions that wait for a signature of the reader's roles. */
@Component
class SignatureWorklist implements Worklist {
    private final Gates gates;
    private final Words words;
    private final HoldWords holdWords;

    SignatureWorklist(Gates gates, Words words, HoldWords holdWords) {
        this.holdWords = holdWords;
        this.gates = gates;
        this.words = words;
    }

    @Override
    public List<Item> itemsFor(Actor actor) {
        return gates.waitingFor(actor).stream().map(decision -> new Item("worklist.sign-decision",
                List.of(holdWords.gate(decision.gate()), words.either(decision.outcomeZh(), decision.outcomeEn())),
                decision.unit(),
                "/gate/" + decision.gate() + "/" + decision.unit(), Urgency.OPEN, null)).toList();
    }
}
