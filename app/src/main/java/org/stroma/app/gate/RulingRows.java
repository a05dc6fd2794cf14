package org.stroma.app.gate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.stroma.app.database.AfterMigration;
import org.stroma.app.database.ReferenceRows;
import tools.jackson.databind.json.JsonMapper;

/** Who signs rulings, by type of unit; the last one approves. */
public final class RulingRows implements AfterMigration {
    static final Map<String, List<String>> SIGNERS = Map.of("DONOR_RECORD",
            List.of("DONOR_MEDICAL_REVIEWER", "QA"), "TISSUE", List.of("DONOR_MEDICAL_REVIEWER", "QA"), "MATERIAL_LOT",
            List.of("QC_REVIEWER", "QA"), "SOLUTION", List.of("QC_REVIEWER", "QA"));

    @Override
    public int place() {
        return 21;
    }

    @Override
    public void run(Connection owner) throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        SIGNERS.forEach((type, roles) -> {
            for (int i = 0; i < roles.size(); i++) {
                rows.add(Map.of("unit_type", type, "role", roles.get(i), "meaning",
                        i < roles.size() - 1 ? "REVIEWED" : "APPROVED", "place", i + 1));
            }
        });
        new ReferenceRows("gate.ruling_signer", List.of("unit_type", "role")).put(owner,
                JsonMapper.builder().build().writeValueAsString(rows));
    }
}
