package org.stroma.app.gate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stroma.app.database.AfterMigration;
import org.stroma.app.database.ReferenceRows;
import org.stroma.app.standard.Gate;
import org.stroma.app.standard.Standards;
import tools.jackson.databind.json.JsonMapper;

/** Loads gates, their outcomes and signers from the standards' files into the rows that the database checks decisions against. */
public final class GateRows implements AfterMigration {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Gates whose opening lets product out: nothing may be left open above. */
    private static final List<String> RELEASES = List.of("G6a", "G6b");
    /** Gates that end what stands under a hold, which therefore does not stop them. */
    private static final List<String> DISPOSES = List.of("G10");

    @Override
    public int place() {
        return 20;
    }

    @Override
    public void run(Connection owner) throws SQLException {
        List<Map<String, Object>> definitions = new ArrayList<>();
        List<Map<String, Object>> outcomes = new ArrayList<>();
        List<Map<String, Object>> signers = new ArrayList<>();
        for (Gate gate : Standards.gates()) {
            definitions.add(Map.of("code", gate.code(), "name_zh", gate.name().zh(), "name_en", gate.name().en(),
                    "releases", RELEASES.contains(gate.code()), "disposes", DISPOSES.contains(gate.code()), "standards",
                    gate.standards()));
            for (Gate.Outcome outcome : gate.outcomes()) {
                outcomes.add(outcome(gate, outcome, outcomes.size()));
                for (int i = 0; i < outcome.signers().size(); i++) {
                    signers.add(Map.of("gate", gate.code(), "outcome", outcome.code(), "role", outcome.signers().get(i),
                            "meaning", meaning(outcome, i), "place", i + 1));
                }
            }
        }
        new ReferenceRows("gate.definition", List.of("code")).put(owner, JSON.writeValueAsString(definitions));
        new ReferenceRows("gate.outcome", List.of("gate", "code")).put(owner, JSON.writeValueAsString(outcomes));
        ReferenceRows rows = new ReferenceRows("gate.signer", List.of("gate", "outcome", "role"));
        rows.keepOnly(owner, JSON.writeValueAsString(signers));
        rows.put(owner, JSON.writeValueAsString(signers));
    }

    private static Map<String, Object> outcome(Gate gate, Gate.Outcome outcome, int place) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("gate", gate.code());
        row.put("code", outcome.code());
        row.put("name_zh", outcome.name().zh());
        row.put("name_en", outcome.name().en());
        row.put("clearance", outcome.clearance().name());
        row.put("allowed", outcome.allowed().stream().map(Enum::name).toList());
        row.put("needs_event", outcome.event());
        outcome.policy().ifPresent(policy -> row.put("policy", policy));
        row.put("place", place);
        return row;
    }

    /** The last signature decides; those before it review. A qualified person releases. */
    private static String meaning(Gate.Outcome outcome, int place) {
        if (place < outcome.signers().size() - 1) {
            return "REVIEWED";
        }
        if (outcome.clearance() == Gate.Clearance.REFUSED) {
            return "REJECTED";
        }
        return outcome.signers().get(place).startsWith("QP_") ? "RELEASED" : "APPROVED";
    }
}
