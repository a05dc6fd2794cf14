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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.database.Refusal;

/**
 * Both ways in one question: everything a unit came from and everything that came of it, each node with its depth and the
 * operation it was reached by. The set of nodes is found by the database (recursion by union on nodes, never by paths: pooling
 * multiplies paths); depth and way by a breadth-first walk here.
 */
public final class Trace {
    private static final String START = "select id, type from genealogy.unit where code = :code or code = upper(:code)";
    private static final String BY_NUMBER = """
            select u.id, u.type from genealogy.operation o join genealogy.unit u on u.made_by = o.id
             where o.donation_number is not null and replace(o.donation_number, ' ', '') = replace(upper(:code), ' ', '') and u.type = 'TISSUE'""";
    private static final String BY_SUBJECT = "select id, type from genealogy.unit where subject = :code";
    private static final String DESCENDANTS = "select unit from genealogy.descendants(:start)";
    private static final String ANCESTORS = "select unit from genealogy.ancestors(:start)";
    /** The collections that donors' records went into. */
    private static final String DONATIONS = """
            select o.id from genealogy.operation o where o.donation_number is not null
               and o.id = any (array(select i.operation from genealogy.input i where i.unit = any (:start)))""";
    private static final String NODES = """
            select u.id, u.code, u.type, u.state, u.holder, u.subject, u.lot, u.made_by from genealogy.unit u""";
    private static final String STATES = "select unit_type, code, name_zh, name_en, tone from genealogy.state";
    private static final String NODES_BY_ID = NODES + " where u.id = any (:ids)";
    private static final String NODES_OF_DONATIONS = NODES
            + " where u.donation = any (:donations) or u.id = any (:start)";
    private static final String INPUTS = "select i.operation, i.unit from genealogy.input i";
    private static final String INPUTS_OF_DONATIONS = INPUTS
            + " where i.donation = any (:donations) or i.unit = any (:start)";
    private static final String INPUTS_OF_OPERATIONS = INPUTS + " where i.operation = any (:operations)";
    /** Asked by number: joined to a range of units, PostgreSQL expects so many of them that it reads every operation there is. */
    private static final String TYPES = "select id, type from genealogy.operation where id = any (:operations)";
    /** Containers go into doses and shipments as companions in an operation, not as what they were made from. */
    private static final String COMPANIONS = """
            select distinct c.unit, d.unit, o.type from genealogy.input c
              join genealogy.operation o on o.id = c.operation
               and o.type = any (array(select p.operation from genealogy.port p where p.direction = 'IN' and p.unit_type in ('DOSE', 'SHIPMENT')))
              join genealogy.input d on d.operation = c.operation
              join genealogy.unit x on x.id = d.unit and x.type in ('DOSE', 'SHIPMENT')
             where c.unit = any (:containers)""";
    private static final String CODES = "select id, code from genealogy.unit where id = any (:ids)";

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
     * @param via operation by which it was reached; MEMBER of a lot or bank; empty for the start
     */
    public record Node(long id, String code, String type, String state, String stateZh, String stateEn, String tone,
            String holder, @Nullable String subject,
            @Nullable String lot, String madeBy, int depth, String via) {}

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
        start.forEach(unit -> reached.put(unit.id(), new Reached(0, "")));
        Map<Long, Row> rows = new HashMap<>();
        Set<Edge> edges = new HashSet<>();
        if (direction != Direction.UP) {
            walk(start, down(start, rows), depth, 1, reached, edges);
        }
        if (direction != Direction.DOWN) {
            walk(start, up(start, rows), depth, -1, reached, edges);
        }
        return new Found(identifier, direction, describe(reached, rows), List.copyOf(edges));
    }

    private record Start(long id, String type) {}

    private record Reached(int depth, String via) {}

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
        for (String query : List.of(START, BY_SUBJECT, BY_NUMBER)) {
            List<Start> found = jdbc.sql(query).param("code", identifier.strip())
                    .query((row, _) -> new Start(row.getLong(1), row.getString(2))).list();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static Long[] ids(List<Start> start) {
        return start.stream().map(Start::id).toArray(Long[]::new);
    }

    private List<Edge> down(List<Start> start, Map<Long, Row> rows) {
        Long[] ids = ids(start);
        if (!start.stream().allMatch(unit -> unit.type().equals("DONOR_RECORD"))) {
            return among(jdbc.sql(DESCENDANTS).param("start", ids).query(Long.class).list(), rows);
        }
        // A lot descends from one donation, so a donor's descendants are two range scans on that column.
        Long[] donations = jdbc.sql(DONATIONS).param("start", ids).query(Long.class).list().toArray(Long[]::new);
        Map<Long, Row> nodes = rows(
                jdbc.sql(NODES_OF_DONATIONS).param("donations", donations).param("start", ids));
        rows.putAll(nodes);
        return edges(nodes,
                inputs(jdbc.sql(INPUTS_OF_DONATIONS).param("donations", donations).param("start", ids)));
    }

    private List<Edge> up(List<Start> start, Map<Long, Row> rows) {
        return among(jdbc.sql(ANCESTORS).param("start", ids(start)).query(Long.class).list(), rows);
    }

    private List<Edge> among(List<Long> units, Map<Long, Row> rows) {
        Map<Long, Row> nodes = rows(jdbc.sql(NODES_BY_ID).param("ids", units.toArray(Long[]::new)));
        rows.putAll(nodes);
        return edges(nodes, inputs(jdbc.sql(INPUTS_OF_OPERATIONS).param("operations",
                nodes.values().stream().map(Row::operation).distinct().toArray(Long[]::new))));
    }

    /**
     * Steps from nodes: from what an operation took to what it made, from a lot to its members, and from containers to the dose or shipment that an
     * operation took together with them, which need not be a node yet.
     */
    private List<Edge> edges(Map<Long, Row> nodes, List<Input> inputs) {
        Map<Long, List<Input>> taken = inputs.stream().filter(input -> nodes.containsKey(input.unit()))
                .collect(Collectors.groupingBy(Input::operation));
        List<Edge> edges = new ArrayList<>();
        for (Row row : nodes.values()) {
            List<Input> sources = taken.getOrDefault(row.operation(), List.of());
            sources.forEach(input -> edges.add(new Edge(input.unit(), row.id(), row.madeBy())));
            Long lot = row.lot();
            if (lot != null && nodes.containsKey(lot) && sources.stream().noneMatch(input -> input.unit() == lot)) {
                edges.add(new Edge(lot, row.id(), "MEMBER"));
            }
        }
        Long[] containers = nodes.values().stream().filter(row -> row.type().equals("CONTAINER")).map(Row::id)
                .toArray(Long[]::new);
        if (containers.length > 0) {
            edges.addAll(jdbc.sql(COMPANIONS).param("containers", containers)
                    .query((row, _) -> new Edge(row.getLong(1), row.getLong(2), row.getString(3))).list());
        }
        return edges;
    }

    private static List<Input> inputs(JdbcClient.StatementSpec statement) {
        return statement.query((row, _) -> new Input(row.getLong(1), row.getLong(2))).list();
    }

    private Map<Long, Row> rows(JdbcClient.StatementSpec statement) {
        List<Row> read = statement.query((row, _) -> row(row)).list();
        Map<Long, String> types = new HashMap<>();
        jdbc.sql(TYPES).param("operations", read.stream().map(Row::operation).distinct().toArray(Long[]::new))
                .query((row, _) -> Map.entry(row.getLong(1), row.getString(2))).list()
                .forEach(entry -> types.put(entry.getKey(), entry.getValue()));
        Map<Long, Row> rows = new HashMap<>();
        read.forEach(row -> rows.put(row.id(), row.madeBy(Objects.requireNonNull(types.get(row.operation())))));
        return rows;
    }

    private static Row row(ResultSet row) throws SQLException {
        long lot = row.getLong(7);
        Long member = row.wasNull() ? null : lot;
        return new Row(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                row.getString(6), member, "", row.getLong(8));
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
                    reached.putIfAbsent(there, new Reached(depth, edge.via()));
                    queue.addLast(there);
                }
            }
        }
    }

    private List<Node> describe(Map<Long, Reached> reached, Map<Long, Row> rows) {
        Long[] unread = reached.keySet().stream().filter(id -> !rows.containsKey(id)).toArray(Long[]::new);
        if (unread.length > 0) {
            rows.putAll(rows(jdbc.sql(NODES_BY_ID).param("ids", unread)));
        }
        Map<Long, String> codes = lots(reached.keySet(), rows);
        List<Node> nodes = new ArrayList<>();
        reached.forEach((id, way) -> {
            Row row = rows.get(id);
            if (row != null) {
                Long lot = row.lot();
                State state = state(row);
                nodes.add(new Node(id, row.code(), row.type(), row.state(), state.zh(), state.en(), state.tone(),
                        row.holder(), row.subject(), lot == null ? null : codes.get(lot), row.madeBy(), way.depth(),
                        way.via()));
            }
        });
        nodes.sort(Comparator.comparingInt((Node node) -> Math.abs(node.depth())).thenComparingLong(Node::id));
        return List.copyOf(nodes);
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
