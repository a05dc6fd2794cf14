package org.stroma.app.home;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.stroma.app.database.Refusal;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Register;

/** All registers of the house; each reader finds those that are his. */
@Component
class Registers {
    private final List<Register> registers;

    Registers(List<Register> registers) {
        this.registers = registers.stream().sorted(Comparator.comparingInt(Register::order)).toList();
    }

    List<Register> of(Actor actor) {
        return registers.stream().filter(register -> register.visibleTo(actor)).toList();
    }

    /** A register that the actor may read; to everybody else there is none. */
    Register get(Actor actor, String key) {
        return of(actor).stream().filter(register -> register.key().equals(key)).findFirst()
                .orElseThrow(() -> new Refusal("not-found", Map.of("register", key)));
    }
}
