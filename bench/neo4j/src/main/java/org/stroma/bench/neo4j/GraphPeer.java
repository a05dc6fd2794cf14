package org.stroma.bench.neo4j;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.Transaction;

/**
 * Loads {@code nodes.tsv} and {@code edges.tsv} of a folder into a fresh embedded database, then answers lines of the form
 * {@code DOWN|UP code-or-patient} with {@code nanoseconds nodes edges patients checksum}. The walk is breadth first through the core API, which is the
 * quickest way Neo4j offers, and reads for each node everything that Stroma's trace gives.
 */
public final class GraphPeer {
    private static final Label UNIT = Label.label("Unit");
    private static final RelationshipType STEP = RelationshipType.withName("STEP");
    private static final String[] PROPERTIES = {"code", "type", "state", "stateZh", "stateEn", "tone", "holder",
            "subject", "lot", "madeBy"};
    private static final int BATCH = 20_000;

    private final GraphDatabaseService database;

    private GraphPeer(GraphDatabaseService database) {
        this.database = database;
    }

    /** Takes the folder; answers until the input ends. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        DatabaseManagementService service = new DatabaseManagementServiceBuilder(folder.resolve("neo4j")).build();
        try {
            GraphPeer peer = new GraphPeer(service.database("neo4j"));
            long start = System.nanoTime();
            peer.load(folder);
            System.out.println("ready " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int space = line.indexOf(' ');
                System.out.println(peer.answer(Direction.valueOf(line.substring(0, space).equals("DOWN")
                        ? "OUTGOING"
                        : "INCOMING"), line.substring(space + 1)));
            }
        } finally {
            service.shutdown();
        }
    }

    private void load(Path folder) throws IOException {
        List<String> ids = new ArrayList<>();
        ids.add("");
        inBatches(folder.resolve("nodes.tsv"), (tx, fields) -> {
            Node node = tx.createNode(UNIT);
            node.setProperty("id", Long.parseLong(fields[0]));
            for (int i = 0; i < PROPERTIES.length; i++) {
                if (!fields[i + 1].equals("\\N")) {
                    node.setProperty(PROPERTIES[i], fields[i + 1]);
                }
            }
            ids.add(node.getElementId());
        });
        inBatches(folder.resolve("edges.tsv"),
                (tx, fields) -> tx.getNodeByElementId(ids.get(Integer.parseInt(fields[0]))).createRelationshipTo(
                        tx.getNodeByElementId(ids.get(Integer.parseInt(fields[1]))), STEP)
                        .setProperty("via", fields[2]));
        try (Transaction tx = database.beginTx()) {
            tx.schema().indexFor(UNIT).on("code").create();
            tx.schema().indexFor(UNIT).on("subject").create();
            tx.commit();
        }
        try (Transaction tx = database.beginTx()) {
            tx.schema().awaitIndexesOnline(10, TimeUnit.MINUTES);
        }
    }

    private interface Line {
        void take(Transaction tx, String[] fields);
    }

    private void inBatches(Path file, Line work) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String line = in.readLine();
            while (line != null) {
                try (Transaction tx = database.beginTx()) {
                    for (int i = 0; i < BATCH && line != null; i++) {
                        work.take(tx, line.split("\t", -1));
                        line = in.readLine();
                    }
                    tx.commit();
                }
            }
        }
    }

    /** One unit found, as a caller would use it. */
    private record Found(long id, @Nullable Object[] properties, int depth, String via) {}

    private record Reached(int depth, String via) {}

    private record Step(long source, long target, String via) {}

    private String answer(Direction direction, String identifier) {
        long start = System.nanoTime();
        List<Found> found = new ArrayList<>();
        Set<Step> steps = new HashSet<>();
        try (Transaction tx = database.beginTx()) {
            List<Node> begin = tx.findNodes(UNIT, "code", identifier).stream().toList();
            if (begin.isEmpty()) {
                begin = tx.findNodes(UNIT, "subject", identifier).stream().toList();
            }
            walk(begin, direction, found, steps);
        }
        long nanos = System.nanoTime() - start;
        long patients = found.stream().map(each -> each.properties()[7]).filter(java.util.Objects::nonNull).distinct()
                .count();
        return nanos + " " + found.size() + " " + steps.size() + " " + patients + " "
                + found.stream().mapToLong(each -> each.id() * (1 + Math.abs(each.depth()))).sum();
    }

    private static void walk(List<Node> begin, Direction direction, List<Found> found, Set<Step> steps) {
        Map<Node, Reached> reached = new HashMap<>();
        ArrayDeque<Node> queue = new ArrayDeque<>(begin);
        begin.forEach(node -> reached.put(node, new Reached(0, "")));
        while (!queue.isEmpty()) {
            Node here = queue.removeFirst();
            Reached way = java.util.Objects.requireNonNull(reached.get(here));
            found.add(describe(here, way));
            for (Relationship relationship : here.getRelationships(direction, STEP)) {
                Node there = relationship.getOtherNode(here);
                String via = (String) relationship.getProperty("via");
                steps.add(new Step(relationship.getStartNodeId(), relationship.getEndNodeId(), via));
                if (reached.putIfAbsent(there, new Reached(way.depth() + 1, via)) == null) {
                    queue.addLast(there);
                }
            }
        }
    }

    private static Found describe(Node node, Reached way) {
        Map<String, Object> all = node.getAllProperties();
        @Nullable
        Object[] values = new Object[PROPERTIES.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = all.get(PROPERTIES[i]);
        }
        return new Found((Long) java.util.Objects.requireNonNull(all.get("id")), values, way.depth(), way.via());
    }
}
