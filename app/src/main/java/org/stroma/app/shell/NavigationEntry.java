package org.stroma.app.shell;

import java.util.Set;
import org.stroma.app.people.Actor;

/**
 * One entry of the side bar, offered by a module as a bean.
 *
 * @param key message key of its name, {@code nav.<key>}
 * @param order position from the top
 * @param roles who sees it; empty means everybody
 */
public record NavigationEntry(String key, String path, int order, Set<String> roles) {
    public NavigationEntry {
        roles = Set.copyOf(roles);
    }

    boolean visibleTo(Actor actor) {
        return roles.isEmpty() || actor.roles().stream().anyMatch(roles::contains);
    }
}
