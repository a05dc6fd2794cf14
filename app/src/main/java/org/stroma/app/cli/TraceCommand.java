package org.stroma.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.database.DatabaseRole;
import org.stroma.app.database.Store;
import org.stroma.app.genealogy.Trace;
import org.stroma.app.genealogy.Traces;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Traces from the command line, whether the server runs or not. */
@Command(name = "trace", description = "Traces a unit, a donation number or a patient code, both ways.", mixinStandardHelpOptions = true)
final class TraceCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "Code of a unit, a donation number or a patient code.")
    private String identifier = "";

    @ArgGroup(exclusive = true)
    private Way way = new Way();

    @Option(names = "--depth", defaultValue = "200", description = "How many steps at most. Default: ${DEFAULT-VALUE}.")
    private int depth = 200;

    @Option(names = "--type", split = ",", paramLabel = "TYPE", description = "Only units of these types, CONTAINER,DOSE for example.")
    private List<String> types = List.of();

    @Option(names = "--state", split = ",", paramLabel = "STATE", description = "Only units in these states.")
    private List<String> states = List.of();

    @Option(names = "--json", description = "Prints one JSON object and nothing else.")
    private boolean asJson;

    @Mixin
    private DataOption data = new DataOption();

    /** The direction. */
    static final class Way {
        @Option(names = "--up", description = "Towards donors and materials.")
        private boolean up;

        @Option(names = "--down", description = "Towards containers, doses and patients.")
        private boolean down;

        @Option(names = "--both", description = "Both ways; the default.")
        private boolean both;

        Trace.Direction direction() {
            return up && !both ? Trace.Direction.UP : down && !both ? Trace.Direction.DOWN : Trace.Direction.BOTH;
        }
    }

    @Override
    public Integer call() {
        try (Store store = Store.open(data.existing(), System.getenv())) {
            Trace trace = new Trace(JdbcClient.create(store.credentials().dataSource(DatabaseRole.READ)));
            Trace.Found found = Traces.narrow(trace.trace(identifier, way.direction(), depth),
                    Traces.Filter.of(types, states));
            if (asJson) {
                System.out.println(JsonMapper.builder().build()
                        .writeValueAsString(Map.of("start", identifier, "direction",
                                found.direction().name().toLowerCase(java.util.Locale.ROOT),
                                "nodes", found.nodes().stream().map(TraceCommand::node).toList())));
            } else {
                List<Trace.Node> nodes = found.nodes();
                nodes.forEach(node -> System.out.printf("%5d  %-16s %-28s %-22s %s%s%s%n", node.depth(), node.type(),
                        node.code(), node.state(), node.via(), node.from() == null ? "" : " " + node.from(),
                        node.subject() == null ? "" : "  " + node.subject()));
                System.out.println(Help.say("told.units", nodes.size()));
            }
            return 0;
        }
    }

    private static Map<String, Object> node(Trace.Node node) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", node.code());
        map.put("type", node.type());
        map.put("state", node.state());
        map.put("depth", node.depth());
        map.put("via", node.via());
        if (node.from() != null) {
            map.put("from", node.from());
        }
        if (node.subject() != null) {
            map.put("patient", node.subject());
        }
        return map;
    }
}
