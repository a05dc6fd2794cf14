package org.stroma.app.clinic;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;

/** Codes of a hospital's own patients. Who they are is in the patient vault and nowhere else. */
@Service
public class Patients {
    private static final String REGISTER = "select clinic.register_patient(:code)";
    private static final String LIST = """
            select p.code, p.registered_at, (select count(*) from clinic.dose_order o where o.patient = p.code) as orders
              from clinic.patient p join people.organisation h on h.id = p.hospital where h.code = :hospital order by p.code""";

    private final JdbcClient jdbc;
    private final Authorship authorship;

    Patients(JdbcClient jdbc, Authorship authorship) {
        this.jdbc = jdbc;
        this.authorship = authorship;
    }

    public record Patient(String code, Instant registeredAt, int orders) {}

    /** Registers a code for the actor's hospital; the identity is entered in the vault by its custodian. */
    public void register(Actor actor, String code) {
        authorship.write(actor, "patient code registered",
                () -> jdbc.sql(REGISTER).param("code", code).query((_, _) -> true).list());
    }

    /** The codes of the actor's hospital; nobody else has any. */
    public List<Patient> list(Actor actor) {
        hospital(actor);
        return jdbc.sql(LIST).param("hospital", actor.organisation()).query((row, _) -> new Patient(
                row.getString("code"), row.getTimestamp("registered_at").toInstant(), row.getInt("orders"))).list();
    }

    /** Refuses everybody who is not of a hospital; to them these things do not exist. */
    static void hospital(Actor actor) {
        if (!actor.organisationKind().equals("HOSPITAL")) {
            throw new Refusal("not-found", Map.of("unit", ""));
        }
    }
}
