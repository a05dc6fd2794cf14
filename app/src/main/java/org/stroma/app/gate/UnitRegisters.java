package org.stroma.app.gate;

import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import org.stroma.app.genealogy.Discretion;
import org.stroma.app.genealogy.UnitSearch;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Amounts;
import org.stroma.app.shell.Register;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.Words;

/** Makes the registers of units: each module says which types its own register holds, who reads it and where a row leads. */
@Component
public class UnitRegisters {
    private static final String STATES = "select code, name_zh, name_en from genealogy.state where unit_type = any (:types) order by code";

    private final UnitSearch search;
    private final JdbcClient jdbc;
    private final Words words;
    private final Times times;
    private final Amounts amounts;
    private final PlantClock clock;

    UnitRegisters(UnitSearch search, JdbcClient jdbc, Words words, Times times, Amounts amounts, PlantClock clock) {
        this.search = search;
        this.jdbc = jdbc;
        this.words = words;
        this.times = times;
        this.amounts = amounts;
        this.clock = clock;
    }

    /**
     * What a module says about its register.
     *
     * @param roles who reads it; empty for everybody
     * @param types types of unit in it
     * @param attributes what stands in columns of its own: passage, cpdl, subject, or attributes of its units
     * @param path address of a row's page, to which the code is added
     */
    public record Kind(String key, int order, Set<String> roles, List<String> types, List<String> attributes,
            String path) {
        public Kind {
            roles = Set.copyOf(roles);
            types = List.copyOf(types);
            attributes = List.copyOf(attributes);
        }
    }

    public Register of(Kind kind) {
        return new UnitRegister(kind);
    }

    private final class UnitRegister implements Register {
        private final Kind kind;

        private UnitRegister(Kind kind) {
            this.kind = kind;
        }

        @Override
        public String key() {
            return kind.key();
        }

        @Override
        public int order() {
            return kind.order();
        }

        @Override
        public boolean visibleTo(Actor actor) {
            return (kind.roles().isEmpty() || actor.roles().stream().anyMatch(kind.roles()::contains))
                    && !types(actor).isEmpty();
        }

        private List<String> types(Actor actor) {
            return kind.types().stream().filter(type -> Sight.seesType(actor, type)).toList();
        }

        @Override
        public List<Column> columns() {
            return Stream.of(Stream.of(Column.text("register.code"), Column.text("register.state"),
                    Column.text("register.lot")),
                    kind.attributes().stream().map(name -> Column.text("register.attribute." + name)),
                    Stream.of(Column.number("register.left"), Column.text("register.holder"),
                            Column.text("register.position"), Column.text("register.expiry"),
                            Column.text("register.made")))
                    .flatMap(columns -> columns).toList();
        }

        @Override
        public List<Choice> states() {
            return List.copyOf(new LinkedHashSet<>(jdbc.sql(STATES).param("types", kind.types().toArray(String[]::new))
                    .query((row, _) -> new Choice(row.getString("code"),
                            words.either(row.getString("name_zh"), row.getString("name_en"))))
                    .list()));
        }

        @Override
        public Found find(Actor actor, Filter filter, int offset, int limit) {
            UnitSearch.Asked asked = asked(actor, filter);
            return found(actor, search.from(asked, offset, limit), search.count(asked));
        }

        @Override
        public Leaf leaf(Actor actor, Filter filter, Turn turn, int limit) {
            UnitSearch.Asked asked = asked(actor, filter);
            List<Units.Unit> some = !turn.key().matches("\\d{1,18}")
                    ? search.from(asked, 0, limit)
                    : turn.back()
                            ? search.before(asked, Long.parseLong(turn.key()), limit)
                            : search.after(asked, Long.parseLong(turn.key()), limit);
            return new Leaf(found(actor, some, search.count(asked)),
                    some.isEmpty() ? "" : Long.toString(some.getFirst().id()),
                    some.isEmpty() ? "" : Long.toString(some.getLast().id()));
        }

        private Found found(Actor actor, List<Units.Unit> some, int total) {
            return new Found(some.stream().map(unit -> row(Discretion.told(actor, unit))).toList(), total);
        }

        private UnitSearch.Asked asked(Actor actor, Filter filter) {
            boolean onlyHeld = types(actor).stream().anyMatch(type -> Sight.onlyHeld(actor, type));
            return new UnitSearch.Asked(types(actor), onlyHeld ? actor.organisation() : null, filter.state(),
                    filter.text(), start(filter.from(), 0), start(filter.until(), 1));
        }

        private @Nullable Instant start(@Nullable LocalDate day, int later) {
            return day == null ? null : day.plusDays(later).atStartOfDay(clock.getZone()).toInstant();
        }

        private List<Cell> row(Units.Unit unit) {
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.link(unit.code(),
                    kind.path() + UriUtils.encodePathSegment(unit.code(), StandardCharsets.UTF_8)));
            cells.add(state(unit));
            cells.add(Cell.of(unit.lot()));
            kind.attributes().forEach(name -> cells.add(Cell.of(attribute(unit, name))));
            cells.add(Cell.of(amounts.left(unit.remaining(), unit.quantity(), unit.measure())));
            cells.add(Cell.of(unit.holder()));
            cells.add(Cell.of(unit.position()));
            cells.add(Cell.of(times.expiry(unit.expiresAt())));
            cells.add(Cell.of(times.minute(unit.madeAt())));
            return cells;
        }

        private Cell state(Units.Unit unit) {
            String name = words.either(unit.stateZh(), unit.stateEn());
            return unit.stops() == 0
                    ? Cell.state(name, unit.tone())
                    : Cell.state(name + " · " + words.say("hold.STOP"), "BAD");
        }
    }

    private static @Nullable String attribute(Units.Unit unit, String name) {
        Object value = switch (name) {
            case "passage" -> unit.passage();
            case "cpdl" -> unit.cpdl() == null ? null : unit.cpdl().setScale(4, RoundingMode.HALF_EVEN);
            case "subject" -> unit.subject();
            default -> unit.attributes().get(name);
        };
        return value == null ? null : value.toString();
    }
}
