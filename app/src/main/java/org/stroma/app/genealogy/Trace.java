package org.stroma.app.genealogy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.database.Refusal;

/**
 * Both ways in one question: everything a unit came from and everything that came of it, each node with its depth and the
 * operation it was reached by. The set of nodes is found by the database (recursion by union on nodes, never by paths: pooling
 * multiplies paths); depth and way by a breadth-first walk here.
 */
public final class Trace {
    /**
     * By code or, where no unit has it, by the patient; for a donor with the collection that the record went into: there is one at most; for a
     * shipment with everything that ever was in it, since it was made from nothing and nothing was made from it.
     */
    private static final String START = """
            select 1, u.id, case when u.type = 'DONOR_RECORD' then (
                       select max(o.id) from genealogy.operation o where o.donation_number is not null
                          and o.id = any (array(select i.operation from genealogy.input i where i.unit = u.id))) end,
                   case when u.type = 'SHIPMENT' then array(select distinct n.unit from genealogy.inside n where n.container = u.id) end
              from genealogy.unit u where u.code = :code or u.code = upper(:code)
            union all
            select 2, u.id, null, null from genealogy.unit u where u.subject = :code""";
    private static final String BY_NUMBER = """
            select 3, u.id, null, null from genealogy.operation o join genealogy.unit u on u.made_by = o.id
             where o.donation_number is not null and replace(o.donation_number, ' ', '') = replace(upper(:code), ' ', '') and u.type = 'TISSUE'""";
    private static final String UNIT = """
            select u.id, u.made_by, u.lot, u.code, u.type, u.state, u.holder, u.subject from genealogy.unit u where""";
    private static final String STATES = "select unit_type, code, name_zh, name_en, tone from genealogy.state";
    /**
     * Units, what the operations that made them took, of which type those were, and what containers went into beside being made from: doses and
     * shipments are their companions in an operation. One statement, since each is a way to the database and back. Always by lists of
     * numbers: joined, PostgreSQL expects so many rows that it reads every operation there is.
     */
    private static final String SURROUNDINGS = """
            with node as materialized (%s %s),
            companion as materialized (
              select distinct c.unit, x.id as other, o.type from genealogy.operation o
                join genealogy.input c on c.operation = o.id and c.unit = any (array(select id from node where type = 'CONTAINER'))
                join genealogy.input d on d.operation = o.id
                join genealogy.unit x on x.id = d.unit and x.type in ('DOSE', 'SHIPMENT')
               where o.id = any (array(select distinct i.operation from genealogy.input i
                                        where i.unit = any (array(select id from node where type = 'CONTAINER'))))
                 and o.type = any (array(select p.operation from genealogy.port p where p.direction = 'IN' and p.unit_type in ('DOSE', 'SHIPMENT')))),
            beside as materialized (%s u.id = any (array(select other from companion except select id from node)))
            select 'UNIT' as what, n.* from node n
            union all select 'BESIDE', b.* from beside b
            union all select 'INPUT', i.operation, i.unit, null, null, null, null, null, null from genealogy.input i where %s
            union all select 'OPERATION', o.id, null, null, null, o.type, null, null, null from genealogy.operation o
                       where o.id = any (array(select made_by from node union select made_by from beside))
            union all select 'COMPANION', c.unit, c.other, null, null, c.type, null, null, null from companion c""";
    private static final String INPUTS_OF_NODES = "i.operation = any (array(select made_by from node))";
    private static final String DESCENDANTS = SURROUNDINGS.formatted(UNIT,
            "u.id = any (array(select unit from genealogy.descendants(:start)))", UNIT, INPUTS_OF_NODES);
    private static final String ANCESTORS = SURROUNDINGS.formatted(UNIT,
            "u.id = any (array(select unit from genealogy.ancestors(:start)))", UNIT, INPUTS_OF_NODES);
    /**
     * A lot descends from one donation, so what descends from a donor are two range scans on that column; and what was drawn of
     * the donor before there was a donation, or apart from it.
     */
    private static final String OF_DONATION = SURROUNDINGS.formatted(UNIT,
            "u.donation = :donation or u.id = :start or u.made_by = any (array(select s.operation from genealogy.input s where s.unit = :start))",
            UNIT, "i.donation = :donation or i.unit = :start");
    private static final String CODES = "select id, code from genealogy.unit where id = any (:ids)";

    /** How what was in a shipment is reached from it. */
    public static final String INSIDE = "INSIDE";

    private final JdbcClient jdbc;
    /** Only a migration changes the catalogue, so its words are read once. */
    private final Map<List<String>, State> states = new ConcurrentHashMap<>();

    /** @param jdbc any role that may read the genealogy */
    public Trace(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which way to walk. */
    public enum Direction {
        /** Towards donors and materials. */
        UP,
        /** Towards containers, doses and patients. */
        DOWN, BOTH
    }

    /**
     * One unit found.
     *
     * @param depth steps from the start; negative towards the donor
     * @param via operation by which it was reached; MEMBER of a lot or bank; INSIDE a shipment; empty for the start
     * @param from code of the unit it was reached from; null for the start
     */
    public record Node(long id, String code, String type, String state, String stateZh, String stateEn, String tone,
            String holder, @Nullable String subject,
            @Nullable String lot, String madeBy, int depth, String via, @Nullable String from) {
        Node withoutSubject() {
            return new Node(id, code, type, state, stateZh, stateEn, tone, holder, null, lot, madeBy, depth, via, from);
        }

        Node withoutFrom() {
            return new Node(id, code, type, state, stateZh, stateEn, tone, holder, subject, lot, madeBy, depth, via,
                    null);
        }
    }

    /** A step from a unit to one that came of it. */
    public record Edge(long source, long target, String via) {}

    /** What was found; nodes nearest first. */
    public record Found(String start, Direction direction, List<Node> nodes, List<Edge> edges) {}

    /**
     * Traces from a unit's code, a donation number or a patient code.
     *
     * @param depth how many steps at most each way
     */
    public Found trace(String identifier, Direction direction, int depth) {
        List<Start> start = start(identifier);
        if (start.isEmpty()) {
            throw new Refusal("not-found", Map.of("unit", identifier));
        }
        Map<Long, Reached> reached = new LinkedHashMap<>();
        start.forEach(unit -> reached.put(unit.id(), new Reached(0, "", 0)));
        Map<Long, Row> rows = new HashMap<>();
        Set<Edge> edges = new HashSet<>();
        if (direction != Direction.UP) {
            walk(start, within(start, down(start, rows), true), depth, 1, reached, edges);
        }
        if (direction != Direction.DOWN) {
            walk(start, within(start, up(start, rows), false), depth, -1, reached, edges);
        }
        return new Found(identifier, direction, describe(reached, rows), List.copyOf(edges));
    }

    /** The edges of a walk, and those from a shipment to what was in it. */
    private static List<Edge> within(List<Start> start, List<Edge> edges, boolean down) {
        List<Edge> all = new ArrayList<>();
        start.forEach(from -> from.inside().forEach(unit -> all
                .add(down ? new Edge(from.id(), unit, INSIDE) : new Edge(unit, from.id(), INSIDE))));
        all.addAll(edges);
        return all;
    }

    /**
     * @param donation of a donor who gave one
     * @param inside what ever was in a shipment
     */
    private record Start(int rank, long id, @Nullable Long donation, List<Long> inside) {}

    private record Reached(int depth, String via, long from) {}

    /** A unit as it is stored; its lot by number. */
    private record Row(long id, String code, String type, String state, String holder, @Nullable String subject,
            @Nullable Long lot, String madeBy, long operation) {
        Row madeBy(String operationType) {
            return new Row(id, code, type, state, holder, subject, lot, operationType, operation);
        }
    }

    /** What a state is called and how it is shown. */
    private record State(String zh, String en, String tone) {}

    private State state(Row row) {
        List<String> key = List.of(row.type(), row.state());
        if (!states.containsKey(key)) {
            jdbc.sql(STATES)
                    .query((each, _) -> Map.entry(List.of(each.getString(1), each.getString(2)),
                            new State(each.getString(3), each.getString(4), each.getString(5))))
                    .list().forEach(entry -> states.put(entry.getKey(), entry.getValue()));
        }
        return Objects.requireNonNull(states.get(key));
    }

    private record Input(long operation, long unit) {}

    private List<Start> start(String identifier) {
        for (String query : List.of(START, BY_NUMBER)) {
            List<Start> found = jdbc.sql(query).param("code", identifier.strip()).query((row, _) -> start(row)).list();
            if (!found.isEmpty()) {
                int best = found.stream().mapToInt(Start::rank).min().getAsInt();
                return found.stream().filter(each -> each.rank() == best).toList();
            }
        }
        return List.of();
    }

    private static Start start(ResultSet row) throws SQLException {
        long donation = row.getLong(3);
        Long given = row.wasNull() ? null : donation;
        java.sql.Array inside = row.getArray(4);
        return new Start(row.getInt(1), row.getLong(2), given,
                inside == null ? List.of() : List.of((Long[]) inside.getArray()));
    }

    private static Long[] ids(List<Start> start) {
        return start.stream().map(Start::id).toArray(Long[]::new);
    }

    private static Long[] sources(List<Start> start) {
        return start.stream().flatMap(each -> Stream.concat(Stream.of(each.id()), each.inside().stream())).distinct()
                .toArray(Long[]::new);
    }

    private List<Edge> down(List<Start> start, Map<Long, Row> rows) {
        Long donation = start.size() == 1 ? start.getFirst().donation() : null;
        return edges(donation == null
                ? jdbc.sql(DESCENDANTS).param("start", sources(start))
                : jdbc.sql(OF_DONATION).param("start", start.getFirst().id()).param("donation", donation), rows);
    }

    private List<Edge> up(List<Start> start, Map<Long, Row> rows) {
        return edges(jdbc.sql(ANCESTORS).param("start", sources(start)), rows);
    }

    /** What a statement tells of nodes and of what is beside them, which is no node itself. */
    private static final class Surroundings {
        private final Map<Long, Row> nodes = new HashMap<>();
        private final List<Row> beside = new ArrayList<>();
        private final Map<Long, List<Input>> taken = new HashMap<>();
        private final Map<Long, String> types = new HashMap<>();
        private final List<Edge> companions = new ArrayList<>();

        private void add(ResultSet row) throws SQLException {
            switch (row.getString(1)) {
                case "UNIT" -> nodes.put(row.getLong(2), unit(row));
                case "BESIDE" -> beside.add(unit(row));
                case "INPUT" -> taken.computeIfAbsent(row.getLong(2), _ -> new ArrayList<>())
                        .add(new Input(row.getLong(2), row.getLong(3)));
                case "OPERATION" -> types.put(row.getLong(2), row.getString(6));
                default -> companions.add(new Edge(row.getLong(2), row.getLong(3), row.getString(6)));
            }
        }

        private static Row unit(ResultSet row) throws SQLException {
            long lot = row.getLong(4);
            Long member = row.wasNull() ? null : lot;
            return new Row(row.getLong(2), row.getString(5), row.getString(6), row.getString(7), row.getString(8),
                    row.getString(9), member, "", row.getLong(3));
        }

        private Row named(Row row) {
            return row.madeBy(Objects.requireNonNull(types.get(row.operation())));
        }
    }

    /**
     * Steps from nodes: from what an operation took to what it made, from a lot to its members, and from containers to the dose or shipment that an
     * operation took together with them, which need not be a node.
     */
    private static List<Edge> edges(JdbcClient.StatementSpec statement, Map<Long, Row> rows) {
        Surroundings found = new Surroundings();
        statement.query((ResultSet row) -> found.add(row));
        found.beside.forEach(row -> rows.put(row.id(), found.named(row)));
        List<Edge> edges = new ArrayList<>();
        for (Row each : found.nodes.values()) {
            Row row = found.named(each);
            rows.put(row.id(), row);
            List<Input> sources = found.taken.getOrDefault(row.operation(), List.of()).stream()
                    .filter(input -> found.nodes.containsKey(input.unit())).toList();
            sources.forEach(input -> edges.add(new Edge(input.unit(), row.id(), row.madeBy())));
            Long lot = row.lot();
            if (lot != null && found.nodes.containsKey(lot)
                    && sources.stream().noneMatch(input -> input.unit() == lot)) {
                edges.add(new Edge(lot, row.id(), "MEMBER"));
            }
        }
        edges.addAll(found.companions);
        return edges;
    }

    private static void walk(List<Start> start, List<Edge> within, int limit, int step, Map<Long, Reached> reached,
            Set<Edge> edges) {
        Map<Long, List<Edge>> next = new HashMap<>();
        for (Edge edge : within) {
            next.computeIfAbsent(step > 0 ? edge.source() : edge.target(), _ -> new ArrayList<>()).add(edge);
        }
        ArrayDeque<Long> queue = new ArrayDeque<>(List.of(ids(start)));
        Set<Long> seen = new HashSet<>(queue);
        while (!queue.isEmpty()) {
            long here = queue.removeFirst();
            int depth = Objects.requireNonNull(reached.get(here)).depth() + step;
            if (Math.abs(depth) > limit) {
                continue;
            }
            for (Edge edge : next.getOrDefault(here, List.of())) {
                long there = step > 0 ? edge.target() : edge.source();
                edges.add(edge);
                if (seen.add(there)) {
                    reached.putIfAbsent(there, new Reached(depth, edge.via(), here));
                    queue.addLast(there);
                }
            }
        }
    }

    private List<Node> describe(Map<Long, Reached> reached, Map<Long, Row> rows) {
        Map<Long, String> codes = lots(reached.keySet(), rows);
        List<Node> nodes = new ArrayList<>();
        reached.forEach((id, way) -> {
            Row row = rows.get(id);
            if (row != null) {
                Long lot = row.lot();
                State state = state(row);
                nodes.add(new Node(id, row.code(), row.type(), row.state(), state.zh(), state.en(), state.tone(),
                        row.holder(), row.subject(), lot == null ? null : codes.get(lot), row.madeBy(), way.depth(),
                        way.via(), way.via().isEmpty() ? null : code(way.from(), rows)));
            }
        });
        nodes.sort(Comparator.comparingInt((Node node) -> Math.abs(node.depth())).thenComparingLong(Node::id));
        return List.copyOf(nodes);
    }

    private static @Nullable String code(long id, Map<Long, Row> rows) {
        Row row = rows.get(id);
        return row == null ? null : row.code();
    }

    /** The codes of all lots that nodes belong to; most of them are nodes themselves. */
    private Map<Long, String> lots(Set<Long> nodes, Map<Long, Row> rows) {
        Map<Long, String> codes = new HashMap<>();
        Set<Long> others = new HashSet<>();
        for (Long node : nodes) {
            Row row = rows.get(node);
            Long lot = row == null ? null : row.lot();
            if (lot != null && !codes.containsKey(lot)) {
                Row known = rows.get(lot);
                if (known == null) {
                    others.add(lot);
                } else {
                    codes.put(lot, known.code());
                }
            }
        }
        if (!others.isEmpty()) {
            jdbc.sql(CODES).param("ids", others.toArray(Long[]::new))
                    .query((row, _) -> Map.entry(row.getLong(1), row.getString(2))).list()
                    .forEach(entry -> codes.put(entry.getKey(), entry.getValue()));
        }
        return codes;
    }
}
