package org.stroma.app.shell;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.stroma.app.people.People;

/** Names of roles in the reader's language. */
@Component("roles")
public class Roles {
    private final People people;
    private final Words words;
    private volatile Map<String, People.Role> known = Map.of();

    Roles(People people, Words words) {
        this.people = people;
        this.words = words;
    }

    /** The name of a role; an unknown code shows itself. */
    public String name(String code) {
        if (known.isEmpty()) {
            known = people.roles().stream().collect(Collectors.toMap(People.Role::code, role -> role));
        }
        People.Role role = known.get(code);
        return role == null ? code : words.either(role.nameZh(), role.nameEn());
    }
}
