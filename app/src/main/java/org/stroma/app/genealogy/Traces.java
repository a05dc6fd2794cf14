package org.stroma.app.genealogy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.people.Actor;

/**
 * Traces as each organisation may see them: a hospital sees what it holds and the lots that it came from, never a donor or
 * another hospital; a collection centre sees the donors, tissues and samples that it registered and collected; patients' codes are for their hospital and for
 * those who answer for the product.
 */
@Service
public class Traces {
    private static final Set<String> AT_HOSPITAL = Set.of("CONTAINER", "DOSE", "SHIPMENT");
    private static final Set<String> AT_COLLECTION = Set.of("DONOR_RECORD", "TISSUE", "SAMPLE");
    private static final String LOTS = """
            select distinct l.code from genealogy.unit l where l.code = any (:codes) and exists (select from genealogy.unit c where c.lot = l.id and c.type = 'CONTAINER' and c.holder = :holder)""";
    private static final String OF_OWN_MAKING = """
            select u.code from genealogy.unit u join genealogy.operation o on o.id = u.made_by join people.person p on p.id = o.performed_by
              join people.organisation g on g.id = p.organisation where u.code = any (:codes) and g.code = :holder""";
    private static final String OF_PATIENT = "select u.holder from genealogy.unit u where u.subject = :code";
    private static final String CLEARED = """
            select u.code, c.gate, c.decision from genealogy.clearance c join genealogy.unit u on u.id = c.unit
             where c.unit = any (:ids) and c.ended_at is null order by c.id""";
    private static final String STEPS = "select code, name_zh, name_en from genealogy.operation_type";

    private final JdbcClient jdbc;
    private final Trace trace;

    Traces(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.trace = new Trace(jdbc);
    }

    /** What an operation is called, to be shown for its code. */
    public record Step(String code, String nameZh, String nameEn) {}

    /** All operations that units may be reached by. */
    public List<Step> steps() {
        return jdbc.sql(STEPS).query((row, _) -> new Step(row.getString(1), row.getString(2), row.getString(3))).list();
    }

    /** A decision in force on a unit. */
    public record Cleared(String unit, String gate, long decision) {}

    /** The decisions in force on those units of a trace whose pages the actor sees, by the unit's code, in the order in which they were given. */
    public Map<String, List<Cleared>> cleared(Actor actor, Trace.Found found) {
        Long[] ids = found.nodes().stream()
                .filter(node -> !isOutside(actor) || node.holder().equals(actor.organisation())).map(Trace.Node::id)
                .toArray(Long[]::new);
        return jdbc.sql(CLEARED).param("ids", ids)
                .query((row, _) -> new Cleared(row.getString(1), row.getString(2), row.getLong(3))).list().stream()
                .collect(Collectors.groupingBy(Cleared::unit));
    }

    /** Whether a dose was prepared for a patient, as far as the actor may see it. */
    public boolean knowsPatient(Actor actor, String code) {
        return Discretion.namesPatientsTo(actor) && jdbc.sql(OF_PATIENT).param("code", code).query(String.class).list()
                .stream().anyMatch(holder -> !isOutside(actor) || holder.equals(actor.organisation()));
    }

    /** The trace of an identifier as the actor may see it. */
    public Trace.Found trace(Actor actor, String identifier, Trace.Direction direction, int depth) {
        return trace(actor, identifier, direction, depth, Filter.NONE);
    }

    /** The trace of an identifier as the actor may see it, and of that what he asks for. */
    public Trace.Found trace(Actor actor, String identifier, Trace.Direction direction, int depth, Filter filter) {
        Trace.Found all = trace.trace(identifier, direction, depth);
        Set<String> own = switch (actor.organisationKind()) {
            case "HOSPITAL", "CARRIER" -> among(LOTS, actor, all, Set.of("LOT"));
            case "COLLECTION" -> among(OF_OWN_MAKING, actor, all, AT_COLLECTION);
            default -> Set.of();
        };
        List<Trace.Node> visible = all.nodes().stream().filter(node -> sees(actor, node, own)).toList();
        // Who does not see for whom a dose is does not find it by that either.
        if (visible.stream().noneMatch(node -> node.depth() == 0 && (node.subject() == null
                || Discretion.namesPatientsTo(actor) || node.code().equalsIgnoreCase(identifier.strip())))) {
            throw new Refusal("not-found", Map.of("unit", identifier));
        }
        Set<String> codes = visible.stream().map(Trace.Node::code).collect(Collectors.toSet());
        return narrow(new Trace.Found(all.start(), direction,
                visible.stream().map(node -> projected(actor, node, codes)).toList(), all.edges()), filter);
    }

    /** Of what was found the units that are asked for, with the steps between them; over what is left out the way goes straight on. */
    public static Trace.Found narrow(Trace.Found found, Filter filter) {
        Map<String, Trace.Node> byCode = found.nodes().stream()
                .collect(Collectors.toMap(Trace.Node::code, node -> node, (one, _) -> one));
        List<Trace.Node> asked = found.nodes().stream().filter(filter::takes).toList();
        Set<Long> ids = asked.stream().map(Trace.Node::id).collect(Collectors.toSet());
        List<Trace.Edge> edges = new ArrayList<>(found.edges().stream()
                .filter(edge -> ids.contains(edge.source()) && ids.contains(edge.target())).toList());
        for (Trace.Node node : asked) {
            Trace.Node from = before(node, byCode);
            boolean over = from != null && !ids.contains(from.id());
            while (from != null && !ids.contains(from.id())) {
                from = before(from, byCode);
            }
            if (over && from != null) {
                edges.add(node.depth() > 0
                        ? new Trace.Edge(from.id(), node.id(), node.via())
                        : new Trace.Edge(node.id(), from.id(), node.via()));
            }
        }
        return new Trace.Found(found.start(), found.direction(), asked, edges);
    }

    private static Trace.@Nullable Node before(Trace.Node node, Map<String, Trace.Node> byCode) {
        String from = node.from();
        return from == null ? null : byCode.get(from);
    }

    /**
     * Which of the units that were found are asked for; where it started is always among them.
     *
     * @param types none means all
     * @param states none means all
     */
    public record Filter(Set<String> types, Set<String> states) {
        public static final Filter NONE = new Filter(Set.of(), Set.of());

        public Filter {
            types = Set.copyOf(types);
            states = Set.copyOf(states);
        }

        public static Filter of(@Nullable Collection<String> types, @Nullable Collection<String> states) {
            return new Filter(named(types), named(states));
        }

        private static Set<String> named(@Nullable Collection<String> some) {
            return some == null
                    ? Set.of()
                    : some.stream().map(each -> each.strip().toUpperCase(Locale.ROOT)).filter(each -> !each.isEmpty())
                            .collect(Collectors.toSet());
        }

        public boolean takes(Trace.Node node) {
            return node.depth() == 0 || (types.isEmpty() || types.contains(node.type()))
                    && (states.isEmpty() || states.contains(node.state()));
        }
    }

    private static boolean isOutside(Actor actor) {
        return actor.organisationKind().equals("HOSPITAL") || actor.organisationKind().equals("CARRIER");
    }

    /** Of what was found of some types the codes of those that an organisation has to do with, as a statement knows it. */
    private Set<String> among(String statement, Actor actor, Trace.Found all, Set<String> types) {
        String[] found = all.nodes().stream().filter(node -> types.contains(node.type())).map(Trace.Node::code)
                .toArray(String[]::new);
        return Set.copyOf(jdbc.sql(statement).param("codes", found).param("holder", actor.organisation())
                .query(String.class).list());
    }

    private static boolean sees(Actor actor, Trace.Node node, Set<String> own) {
        return switch (actor.organisationKind()) {
            case "HOSPITAL", "CARRIER" -> node.type().equals("LOT")
                    ? own.contains(node.code())
                    : AT_HOSPITAL.contains(node.type()) && node.holder().equals(actor.organisation());
            case "COLLECTION" -> own.contains(node.code());
            default -> true;
        };
    }

    /** Without the patient where he is not to be seen, and without a unit on the way that is not. */
    private static Trace.Node projected(Actor actor, Trace.Node node, Set<String> visible) {
        Trace.Node named = Discretion.namesPatientsTo(actor) ? node : node.withoutSubject();
        String from = node.from();
        return from == null || visible.contains(from) ? named : named.withoutFrom();
    }
}
