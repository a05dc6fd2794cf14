package org.stroma.app.clinic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.database.Refusal;
import org.stroma.app.distribution.Road;
import org.stroma.app.gate.Gates;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.Signing;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.Client;
import org.stroma.app.testing.StromaTest;
import tools.jackson.databind.json.JsonMapper;

/** A role in one hospital is none in another: neither to see what waits, nor to sign, verify or witness. SR-006, SR-014, SR-073. */
@StromaTest
class OtherHospitalTests {
    @Autowired
    private ApplicationContext context;
    @Autowired
    private Gates gates;
    @Autowired
    private Signing signing;
    @Autowired
    private Cast cast;
    @Autowired
    private Authorship authorship;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private JsonMapper json;
    @LocalServerPort
    private int port;

    /** A dose that waits for its signatures at G9. */
    private record Waiting(Ward ward, DoseOrders.DoseOrder order, String decision) {}

    private Waiting waiting() {
        Ward ward = new Ward(context, 2);
        DoseOrders.DoseOrder order = ward.reserved("SIGN", "48.0");
        Doses.Dose dose = ward.prepared(ward.thawed(order, 10), 5, 30, null);
        ward.checked(dose, order.patient(), order.reserved());
        long decision = gates.propose(cast.signIn("HP-1"), "G9", order.code(),
                new Gates.Proposal("INFUSE", null, null));
        return new Waiting(ward, order, Long.toString(decision));
    }

    @Test
    void whatWaitsAtOneHospitalIsNeitherSeenNorSignedByAnother() {
        Waiting waiting = waiting();
        Actor stranger = cast.signIn("NU-2");
        Client program = Client.of(port, stranger.token());
        String query = "?type=decision&id=" + waiting.decision();
        Signing.Panel panel = signing.panel("decision", waiting.decision()).orElseThrow();

        assertThat(gates.waitingFor(stranger)).extracting(Gates.Decision::unit).doesNotContain(waiting.order().code());
        assertThat(gates.waitingFor(cast.signIn("NU-1"))).extracting(Gates.Decision::unit)
                .contains(waiting.order().code());
        assertThat(program.get("/api/v1/panels/waiting").response().body()).doesNotContain(waiting.order().code());
        assertThat(program.get("/api/v1/panels" + query).status()).isEqualTo(404);
        assertThat(program.post("/api/v1/panels/signatures" + query,
                Map.of("login", "nu-2", "password", Cast.PASSWORD, "role", "NURSE", "revision", panel.revision(),
                        "sha256", panel.sha256(), "statement", "signed from elsewhere"))
                .status()).isEqualTo(404);
        assertThat(program.get("/").response().body()).doesNotContain(waiting.order().code());
        assertThat(Client.of(port, cast.signIn("NU-1").token()).get("/api/v1/panels" + query).status()).isEqualTo(200);
    }

    @Test
    void aSecondSignerOnTheSameTabletIsOfTheSameHospital() {
        Waiting waiting = waiting();

        refused(waiting, "NU-2", "HOSP_PREPARER");
        assertThat(sign(waiting, "HP-1", "HOSP_PREPARER").open()).isTrue();
        assertThat(sign(waiting, "HC-1", "HOSP_CHECKER").open()).isTrue();
        refused(waiting, "NU-2", "NURSE");
        assertThat(sign(waiting, "NU-1", "NURSE").complete()).isTrue();
    }

    private Signing.Panel sign(Waiting waiting, String person, String role) {
        Signing.Panel panel = signing.panel("decision", waiting.decision()).orElseThrow();
        return signing.sign(cast.signIn("HP-1"), "decision", waiting.decision(), cast.entry(person, role, panel));
    }

    private void refused(Waiting waiting, String person, String role) {
        assertThatThrownBy(() -> sign(waiting, person, role)).isInstanceOf(Refusal.class).extracting("code")
                .isEqualTo("ST029");
    }

    @Test
    void aCarrierDoesNotReleaseTheShipmentThatItIsHanded() {
        Road road = new Road(context).qualified().ordered(1).planned().charged();
        road.packed(road.lot.available(1));
        long decision = gates.propose(cast.signIn("LG-1"), "G8a", road.shipment(),
                new Gates.Proposal("HANDED_OVER", null, null));
        Signing.Panel panel = signing.panel("decision", Long.toString(decision)).orElseThrow();

        assertThatThrownBy(() -> signing.sign(cast.signIn("LG-1"), "decision", Long.toString(decision),
                cast.entry("CD-1", "LOGISTICS", panel))).extracting("code").isEqualTo("ST029");
    }

    @Test
    void aWitnessIsOfTheHospitalWhereSomethingIsDiscarded() {
        Ward ward = new Ward(context, 2);
        DoseOrders.DoseOrder order = ward.reserved("WIT", "48.0");
        ward.given(order, 60, 36);

        assertThatThrownBy(() -> ward.doses.discardRemainder(ward.road.as("HP-1"), ward.road.now("WT-1"),
                order.code())).extracting("code").isEqualTo("ST049");
        ward.doses.discardRemainder(ward.road.as("HP-1"), ward.road.now("HW-1"), order.code());
    }

    /** Statements of the application's role in a physician's session, past the service that works the dose out. */
    @ParameterizedTest
    @CsvSource({"8.00, 2, done", "8.10, 2, ST119", "0.80, 1, ST119", "8.00, 1, ST119", "8.00, 3, ST119"})
    void volumeAndContainersFollowFromTheCellsAlsoBySql(String volume, int containers, String expected) {
        Ward ward = new Ward(context, 1);
        String patient = ward.patient("SQL" + containers + volume.replace(".", ""));
        Actor physician = cast.signIn("DR-1");
        String order = json.writeValueAsString(Map.of("code", patient.replace("SQL", "DO-"), "patient", patient,
                "product", "UCM-01", "rule", "AGVHD", "weight_kg", "48.0", "weighed_at",
                ward.road.clock.instant().toString(), "cells", "4.8e7", "volume_ml", volume, "containers", containers,
                "diluent", "ELECTROLYTE_HSA"));

        assertThat(said(physician, order)).isEqualTo(expected);
    }

    private String said(Actor physician, String order) {
        try {
            authorship.write(physician, "an order past the service",
                    () -> jdbc.sql("select clinic.place_dose_order(cast(:p as jsonb))").param("p", order)
                            .query(Long.class).single());
            return "done";
        } catch (Refusal refusal) {
            return refusal.code();
        } catch (RuntimeException failure) {
            return failure.getCause() instanceof SQLException sql ? sql.getSQLState() : failure.toString();
        }
    }
}
