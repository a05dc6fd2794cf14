package org.stroma.app.genealogy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.people.Actor;

/**
 * Traces as each organisation may see them: a hospital sees what it holds and the lots that it came from, never a donor or
 * another hospital; a collection centre sees its donors, tissues and samples; patients' codes are for their hospital and for
 * those who answer for the product.
 */
@Service
public class Traces {
    private static final Set<String> AT_HOSPITAL = Set.of("CONTAINER", "DOSE", "SHIPMENT");
    private static final Set<String> AT_COLLECTION = Set.of("DONOR_RECORD", "TISSUE", "SAMPLE");
    private static final String[] SEES_PATIENT_CODES = {"QA", "QA_REVIEWER", "QUALITY_HEAD", "QP_MFG", "QA_MAH",
            "QP_MAH", "INSPECTOR"};

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

    public Trace.Found trace(Actor actor, String identifier, Trace.Direction direction, int depth) {
        Trace.Found all = trace.trace(identifier, direction, depth);
        List<Trace.Node> visible = all.nodes().stream().filter(node -> sees(actor, node))
                .map(node -> projected(actor, node)).toList();
        if (visible.stream().noneMatch(node -> node.depth() == 0)) {
            throw new org.stroma.app.database.Refusal("not-found", java.util.Map.of("unit", identifier));
        }
        Set<Long> ids = visible.stream().map(Trace.Node::id).collect(Collectors.toSet());
        return new Trace.Found(all.start(), direction, visible,
                all.edges().stream().filter(edge -> ids.contains(edge.source()) && ids.contains(edge.target()))
                        .toList());
    }

    private static boolean sees(Actor actor, Trace.Node node) {
        return switch (actor.organisationKind()) {
            case "HOSPITAL", "CARRIER" -> node.type().equals("LOT")
                    || AT_HOSPITAL.contains(node.type()) && node.holder().equals(actor.organisation());
            case "COLLECTION" -> AT_COLLECTION.contains(node.type());
            default -> true;
        };
    }

    private static Trace.Node projected(Actor actor, Trace.Node node) {
        boolean patientCode = node.subject() == null || actor.organisationKind().equals("HOSPITAL")
                || actor.hasAny(SEES_PATIENT_CODES);
        return patientCode
                ? node
                : new Trace.Node(node.id(), node.code(), node.type(), node.state(), node.stateZh(), node.stateEn(),
                        node.tone(), node.holder(), null,
                        node.lot(), node.madeBy(), node.depth(), node.via());
    }
}
