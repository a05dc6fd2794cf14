package org.stroma.app.clinic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.batch.Gatekeeper;
import org.stroma.app.batch.Step;
import org.stroma.app.database.Credentials;
import org.stroma.app.distribution.Road;
import org.stroma.app.distribution.Shipments;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Authorship;
import org.stroma.app.standard.Evaluation;
import org.stroma.app.testing.Client;
import org.stroma.app.testing.Statements;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.TestServer;

/** The way back and its end at G10, and attempts by SQL as the application's role to get round the rules of delivery. */
@StromaTest
class ReturnTests {
    private static final List<Gatekeeper.Signer> THREE = List.of(new Gatekeeper.Signer("WH-1", "WAREHOUSE"),
            new Gatekeeper.Signer("QA-1", "QA"), new Gatekeeper.Signer("WT-1", "WITNESS"));

    @Autowired
    private ApplicationContext context;
    @Autowired
    private Units units;
    @Autowired
    private Gates gates;
    @Autowired
    private Destructions destructions;
    @Autowired
    private Door door;
    @Autowired
    private Authorship authorship;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private Credentials credentials;
    @LocalServerPort
    private int port;

    @Test
    void destroysWhatComesBackAndNeverRestocksIt() {
        Ward ward = new Ward(context, 2);
        int stock = ward.road.lot.stock().size();
        String back = returned(ward, ward.vials.subList(0, 1));
        String vial = ward.vials.getFirst();

        assertThat(units.get(vial).state()).isEqualTo("RETURNED_QUARANTINE");
        assertThat(gates.judge("G10", back).evaluation().overall()).isEqualTo(Evaluation.Overall.MISSING);
        ClinicTests.refused("ST116", () -> destructions.plan(ward.road.as("WH-1"), new Destructions.Plan("SH-none",
                Destructions.Method.AUTOCLAVE, "WH-1", "WT-1")));
        long plan = destructions.plan(ward.road.as("WH-1"),
                new Destructions.Plan(back, Destructions.Method.AUTOCLAVE, "WH-1", "WT-1"));
        ClinicTests.refused("ST116",
                () -> destructions.destroy(ward.road.as("WH-1"), ward.road.now("WT-1"), plan));
        held(ward, vial, back);
        ward.road.gates.decide("G10", back, new Gates.Proposal("DESTROY", null, null), THREE);
        ClinicTests.refused("ST039", () -> destructions.destroy(ward.road.as("WH-1"), ward.road.now("QA-1"), plan));
        destructions.destroy(ward.road.as("WH-1"), ward.road.now("WT-1"), plan);

        assertThat(units.get(vial).state()).isEqualTo("DESTROYED");
        assertThat(units.get(vial).remaining()).isZero();
        assertThat(ward.road.lot.stock()).hasSize(stock);
        assertThat(destructions.get(plan).state()).isEqualTo("DONE");
        ward.road.shipments.close(ward.road.as("WH-1"), ward.road.now(), back);
    }

    /** Under investigation nothing is destroyed. */
    private void held(Ward ward, String vial, String back) {
        authorship.write(ward.road.as("QA-1"), "legal hold of a test",
                () -> door.hold(vial, Door.HoldKind.STOP, "LEGAL", ward.road.tag, "kept for the court", null));
        assertThat(gates.judge("G10", back).evaluation().overall()).isEqualTo(Evaluation.Overall.FAIL);
        ClinicTests.refused("ST050", () -> gates.propose(ward.road.as("QA-1"), "G10", back,
                new Gates.Proposal("DESTROY", null, null)));
        units.holds(vial).stream().filter(Units.Hold::open).forEach(hold -> authorship.write(ward.road.as("QA-1"),
                "test is over", () -> {
                    door.close(hold.id(), "the court has decided");
                    return true;
                }));
    }

    @Test
    void thePageOfAReturnAsksTheSameHoweverMuchIsInside() throws SQLException {
        Ward ward = new Ward(context, 4);
        String one = returned(ward, ward.vials.subList(0, 1));
        String many = returned(ward, ward.vials.subList(1, 4));
        for (String back : List.of(one, many)) {
            destructions.plan(ward.road.as("WH-1"),
                    new Destructions.Plan(back, Destructions.Method.AUTOCLAVE, "WH-1", "WT-1"));
            gates.propose(ward.road.as("QA-1"), "G10", back, new Gates.Proposal("KEEP_QUARANTINED", null, null));
        }

        List<String> asked = asked(ward, one);

        assertThat(asked(ward, many)).hasSameSizeAs(asked);
        assertThat(asked).hasSizeLessThanOrEqualTo(8);
    }

    private List<String> asked(Ward ward, String back) throws SQLException {
        Client client = Client.of(port, ward.road.as("WH-1").token());
        client.get("/gate/G10/" + back); // reads the standard's content, which is kept by its digest
        try (Connection superuser = TestServer.superuser(credentials)) {
            Statements.Counted counted = Statements.of(superuser, () -> client.get("/gate/G10/" + back));

            assertThat(counted.answer().status()).isEqualTo(200);
            return counted.statements();
        }
    }

    private String returned(Ward ward, List<String> vials) {
        String back = ward.road.code("RT" + vials.size());
        ward.road.shipments.planReturn(ward.road.as("HR-1"), ward.road.now(), new Shipments.ReturnPlan(back,
                "MAKER-1", "not needed any more", "CARRIER-1", ward.road.code("DS"), ward.road.code("LOG"),
                new BigDecimal("24")));
        ward.road.receipts.sendBack(ward.road.as("HR-1"), ward.road.now("CD-1"), back, "SEAL-BACK", vials);
        ward.road.receipts.receiveReturn(ward.road.as("WH-1"), ward.road.now(), back, vials);
        return back;
    }

    @Test
    void leavesNoWayRoundByTheDoor() {
        Ward ward = new Ward(context, 3);
        String back = returned(ward, ward.vials.subList(0, 1));
        String vial = ward.vials.getFirst();
        for (String type : List.of("OP-234", "OP-299", "OP-285", "OP-240", "OP-252", "OP-260")) {
            assertThatThrownBy(() -> door.perform(ward.road.as("WH-1"), operation(ward, type).in("container", vial),
                    Road.verifier("VF-1"))).as(type).isInstanceOf(org.stroma.app.database.Refusal.class);
        }
        ClinicTests.refused("ST116", () -> door.perform(ward.road.as("WH-1"),
                operation(ward, "OP-280").in("container", vial), Road.verifier("WT-1")));
        // A vial that is reserved for nobody is not thawed; a dose without its order does not come into being.
        ClinicTests.refused("ST115", () -> door.perform(ward.road.as("HP-1"),
                operation(ward, "OP-260").in("container", ward.vials.get(1)), null));
        DoseOrders.DoseOrder order = ward.reservedFrom("SQL", "41.5", ward.vials.subList(1, 3));
        ward.thawed(order, 10);
        Operation prepare = operation(ward, "OP-262").out(Operation.Made.of("dose", "DOSE", order.code())
                .with(Operation.Amount.of("10.00", "mL")).forSubject(order.patient()));
        order.reserved().forEach(code -> prepare.in("container", code, new BigDecimal("5.00")));
        ClinicTests.refused("ST111", () -> door.perform(ward.road.as("HP-1"), prepare, Road.verifier("HC-1")));
        assertThat(units.get(back).state()).isEqualTo("DELIVERED");
    }

    private Operation operation(Ward ward, String type) {
        Step now = ward.road.now();
        return Operation.of(type, now.start(), now.end());
    }

    @Test
    void letsTheApplicationsRoleWriteNothingPastTheFunctions() {
        for (String attack : List.of("update clinic.dose set deadline = deadline + interval '1 day'",
                "update clinic.dose_order set state = 'VERIFIED'",
                "insert into clinic.bedside_check select 1, 1, true, true, true, '{}'",
                "delete from clinic.allocation", "update clinic.adverse_event set authority_due = null",
                "update clinic.destruction set witness = operator",
                "update distribution.qualification set valid_until = '2099-01-01'",
                "update distribution.shipment set handed_over_at = null",
                "insert into distribution.logger_reading default values", "truncate distribution.scan",
                "update genealogy.unit set state = 'AVAILABLE' where state = 'RETURNED_QUARANTINE'")) {
            assertThatThrownBy(() -> jdbc.sql(attack).update()).as(attack)
                    .hasStackTraceContaining("permission denied");
        }
        for (String call : List.of("select distribution.need('QA')",
                "select distribution.not_packable(1, 1)", "select clinic.need('NURSE')",
                "select clinic.own_order('X', 1, null)")) {
            assertThatThrownBy(() -> jdbc.sql(call).query((_, _) -> true).list()).as(call)
                    .hasStackTraceContaining("permission denied");
        }
    }
}
