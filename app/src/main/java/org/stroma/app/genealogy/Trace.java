package org.stroma.app.genealogy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.database.Refusal;

/**
 * Both ways in one question: everything a unit came from and everything that came of it, each node with its depth and the
 * operation it was reached by. The set of nodes is found by the database (recursion by union on nodes, never by paths: pooling
 * multiplies paths); depth and way by a breadth-first walk here.
 */
public final class Trace {
    private static final String START = "select id from genealogy.unit where code = :code or code = upper(:code)";
    private static final String BY_NUMBER = """
            select u.id from genealogy.operation o join genealogy.unit u on u.made_by = o.id
             where replace(o.donation_number, ' ', '') = replace(upper(:code), ' ', '') and u.type = 'TISSUE'""";
    private static final String BY_SUBJECT = "select id from genealogy.unit where subject = :code";
    private static final String DOWN_NODES = """
            select u.id from genealogy.unit u where u.donation in (
                select o.id from genealogy.operation o join genealogy.input i on i.operation = o.id where i.unit = any (:start) and o.donation_number is not null)
            union select unnest(:start)""";
    private static final String DONATES = """
            select count(*) from genealogy.unit u where u.id = any (:start) and u.type = 'DONOR_RECORD'""";
    private static final String DESCENDANTS = "select unit from genealogy.descendants(:start)";
    private static final String ANCESTORS = "select unit from genealogy.ancestors(:start)";
    private static final String NODES = """
            select u.id, u.code, u.type, u.state, s.name_zh, s.name_en, s.tone, u.holder, u.subject, l.code as lot, o.type as made_by, u.made_by as operation, o.ended_at
              from genealogy.unit u join genealogy.state s on s.unit_type = u.type and s.code = u.state join genealogy.operation o on o.id = u.made_by
              left join genealogy.unit l on l.id = u.lot where u.id = any (:ids)""";
    private static final String EDGES = """
            select i.unit as source, u.id as target, o.type as via from genealogy.unit u join genealogy.input i on i.operation = u.made_by
              join genealogy.operation o on o.id = u.made_by where u.id = any (:ids) and i.unit = any (:ids)
            union all
            select u.lot, u.id, 'MEMBER' from genealogy.unit u where u.id = any (:ids) and u.lot = any (:ids)
                   and not exists (select from genealogy.input i where i.operation = u.made_by and i.unit = u.lot)
            union all
            select distinct i.unit, d.unit, o.type from genealogy.input i join genealogy.operation o on o.id = i.operation
              join genealogy.input d on d.operation = i.operation join genealogy.unit x on x.id = d.unit and x.type in ('DOSE', 'SHIPMENT') join genealogy.unit y on y.id = i.unit and y.type = 'CONTAINER'
             where i.unit = any (:ids) and d.unit <> i.unit""";

    private final JdbcClient jdbc;

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
        List<Long> start = start(identifier);
        if (start.isEmpty()) {
            throw new Refusal("not-found", Map.of("unit", identifier));
        }
        Map<Long, Reached> reached = new LinkedHashMap<>();
        start.forEach(id -> reached.put(id, new Reached(0, "")));
        Set<Edge> edges = new HashSet<>();
        if (direction != Direction.UP) {
            walk(start, nodes(start, Direction.DOWN), depth, 1, reached, edges);
        }
        if (direction != Direction.DOWN) {
            walk(start, nodes(start, Direction.UP), depth, -1, reached, edges);
        }
        return new Found(identifier, direction, describe(reached), List.copyOf(edges));
    }

    private record Reached(int depth, String via) {}

    private List<Long> start(String identifier) {
        for (String query : List.of(START, BY_NUMBER, BY_SUBJECT)) {
            List<Long> found = jdbc.sql(query).param("code", identifier.strip()).query(Long.class).list();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private Long[] nodes(List<Long> start, Direction direction) {
        Long[] ids = start.toArray(Long[]::new);
        Set<Long> nodes = new HashSet<>();
        if (direction == Direction.UP) {
            nodes.addAll(ids(ANCESTORS, ids));
            return nodes.toArray(Long[]::new);
        }
        boolean donors = jdbc.sql(DONATES).param("start", ids).query(Long.class).single() == ids.length;
        // A lot descends from one donation, so a donor's descendants are one range scan on that column.
        nodes.addAll(ids(donors ? DOWN_NODES : DESCENDANTS, ids));
        return nodes.toArray(Long[]::new);
    }

    private List<Long> ids(String query, Long[] start) {
        return jdbc.sql(query).param("start", start).query(Long.class).list();
    }

    private void walk(List<Long> start, Long[] within, int limit, int step, Map<Long, Reached> reached,
            Set<Edge> edges) {
        Map<Long, List<Edge>> next = new HashMap<>();
        for (Edge edge : jdbc.sql(EDGES).param("ids", within)
                .query((row, _) -> new Edge(row.getLong("source"), row.getLong("target"), row.getString("via")))
                .list()) {
            next.computeIfAbsent(step > 0 ? edge.source() : edge.target(), _ -> new ArrayList<>()).add(edge);
        }
        ArrayDeque<Long> queue = new ArrayDeque<>(start);
        Set<Long> seen = new HashSet<>(start);
        while (!queue.isEmpty()) {
            long here = queue.removeFirst();
            int depth = java.util.Objects.requireNonNull(reached.get(here)).depth() + step;
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

    private List<Node> describe(Map<Long, Reached> reached) {
        Collection<Long> ids = reached.keySet();
        Map<Long, Node> nodes = new HashMap<>();
        jdbc.sql(NODES).param("ids", ids.toArray(Long[]::new)).query((row, _) -> node(row, reached)).list()
                .forEach(node -> nodes.put(node.id(), node));
        return ids.stream().filter(nodes::containsKey).map(nodes::get).sorted(
                java.util.Comparator.comparingInt((Node node) -> Math.abs(node.depth())).thenComparingLong(Node::id))
                .toList();
    }

    private static Node node(ResultSet row, Map<Long, Reached> reached) throws SQLException {
        long id = row.getLong("id");
        Reached way = reached.getOrDefault(id, new Reached(0, ""));
        return new Node(id, row.getString("code"), row.getString("type"), row.getString("state"),
                row.getString("name_zh"), row.getString("name_en"), row.getString("tone"),
                row.getString("holder"), row.getString("subject"), row.getString("lot"), row.getString("made_by"),
                way.depth(), way.via());
    }
}
