package org.stroma.app.shell;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stroma.app.people.Actor;

/**
 * A register whose module has all rows at hand; they are narrowed and cut here.
 *
 * @param roles who reads it; empty for everybody
 * @param states asked each time, because they are named in the reader's language
 * @param lines the lines an actor sees, newest first
 */
public record ListedRegister(String key, int order, Set<String> roles, List<Column> columns,
        Supplier<List<Choice>> naming, Function<Actor, List<Line>> lines) implements Register {
    public ListedRegister {
        roles = Set.copyOf(roles);
        columns = List.copyOf(columns);
    }

    /**
     * One row.
     *
     * @param state code of its state
     * @param day the day it is filed under; null where it has none
     */
    public record Line(String state, @Nullable LocalDate day, List<Cell> cells) {
        public Line {
            cells = List.copyOf(cells);
        }

        private boolean passes(Filter filter) {
            return (filter.state().isEmpty() || filter.state().equals(state))
                    && (filter.from() == null || day != null && !day.isBefore(filter.from()))
                    && (filter.until() == null || day != null && !day.isAfter(filter.until()))
                    && speaksOf(filter.text().toLowerCase(Locale.ROOT));
        }

        private boolean speaksOf(String text) {
            return cells.stream().anyMatch(cell -> cell.text().toLowerCase(Locale.ROOT).contains(text));
        }
    }

    /** Heads of columns from their message keys. */
    public static List<Column> texts(String... keys) {
        return List.of(keys).stream().map(Column::text).toList();
    }

    @Override
    public boolean visibleTo(Actor actor) {
        return roles.isEmpty() || actor.roles().stream().anyMatch(roles::contains);
    }

    @Override
    public List<Choice> states() {
        return naming.get();
    }

    @Override
    public Found find(Actor actor, Filter filter, int offset, int limit) {
        List<Line> passing = lines.apply(actor).stream().filter(line -> line.passes(filter)).toList();
        int first = Math.min(offset, passing.size());
        return new Found(passing.subList(first, Math.min(first + limit, passing.size())).stream().map(Line::cells)
                .toList(), passing.size());
    }
}
