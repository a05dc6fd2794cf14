package org.stroma.app.clinic;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.database.Refusal;
import org.stroma.app.database.Row;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.product.Product;
import org.stroma.app.product.Products;
import org.stroma.bioprocess.Dose;
import tools.jackson.databind.json.JsonMapper;

/** Orders of physicians for coded patients: worked out by the product's rules, verified by another person, with containers reserved. */
@Service
public class DoseOrders {
    private static final String PLACE = "select clinic.place_dose_order(cast(:p as jsonb))";
    private static final String VERIFY = "select clinic.verify_dose_order(:code)";
    private static final String ALLOCATE = "select clinic.allocate(:code, :containers)";
    private static final String RELEASE = "select clinic.release_allocation(:code, :reason, :cancel)";
    private static final String SELECT = """
            select o.id, o.code, o.patient, h.code as hospital, o.product, o.rule, o.weight_kg, o.weighed_at, o.cells, o.sites, o.diluent, o.volume_ml, o.containers, o.due_cells, o.dmso_mg_per_kg,
                   o.state, q.code as ordered_by, o.ordered_at, v.code as verified_by, o.cause,
                   array(select u.code from clinic.allocation a join genealogy.unit u on u.id = a.container where a.dose_order = o.id and a.released is null order by u.code) as reserved,
                   (select w.first_end from clinic.thawed(o.id) w) as first_end, (select w.deadline from clinic.thawed(o.id) w) as deadline
              from clinic.dose_order o join clinic.patient p on p.code = o.patient join people.organisation h on h.id = p.hospital
              join people.person q on q.id = o.ordered_by left join people.person v on v.id = o.verified_by
            """;
    private static final String LIST = SELECT + " where h.code = :hospital order by o.id desc limit 300";
    private static final String ONE = SELECT + " where o.code = :code";
    private static final String OF_DOSE = SELECT
            + " where o.id = (select d.dose_order from clinic.dose d join genealogy.unit u on u.id = d.unit where u.code = :dose)";
    private static final String OF_CONTAINER = SELECT
            + """
                    where o.id in (select a.dose_order from clinic.allocation a join genealogy.unit u on u.id = a.container where u.code = :container and a.released is null)""";

    private final JdbcClient jdbc;
    private final Inquiries inquiries;
    private final JsonMapper json;
    private final Authorship authorship;
    private final Products products;

    DoseOrders(JdbcClient jdbc, Inquiries inquiries, JsonMapper json, Authorship authorship, Products products) {
        this.jdbc = jdbc;
        this.inquiries = inquiries;
        this.json = json;
        this.authorship = authorship;
        this.products = products;
    }

    /**
     * An order.
     *
     * @param code of the order and of the dose that is prepared for it
     * @param rule code of the product's dose rule, AGVHD for example
     * @param cells viable cells that the physician orders; null takes what the rule says
     * @param sites places of injection, 1 for an infusion
     * @param diluent code of the diluent; the window of use depends on it
     */
    public record NewOrder(String code, String patient, String product, String rule, BigDecimal weightKg,
            Instant weighedAt, @Nullable BigDecimal cells, int sites, String diluent) {}

    /**
     * An order with what was worked out for it.
     *
     * @param volumeMl to be drawn, rounded to the product's drawing step
     * @param containers to be thawed
     * @param dueCells what the rule says for this weight, after the cap
     * @param dmsoMgPerKg what the patient receives of the cryoprotectant; null when the product has none
     * @param state ORDERED, VERIFIED, RESERVED, PREPARED, CLOSED or CANCELLED
     * @param firstThawEnd when the first of its containers was thawed; the window runs from then
     * @param deadline when the window of use ends
     */
    public record DoseOrder(long id, String code, String patient, String hospital, String product, String rule,
            BigDecimal weightKg, Instant weighedAt, BigDecimal cells, int sites, String diluent, BigDecimal volumeMl,
            int containers, BigDecimal dueCells, @Nullable BigDecimal dmsoMgPerKg, String state, String orderedBy,
            Instant orderedAt, @Nullable String verifiedBy, @Nullable String cause, List<String> reserved,
            @Nullable Instant firstThawEnd, @Nullable Instant deadline) {
        public DoseOrder {
            reserved = List.copyOf(reserved);
        }

        /** What was ordered, in percent of what is due. */
        public BigDecimal percentOfDue() {
            return cells.multiply(BigDecimal.valueOf(100)).divide(dueCells, 4, RoundingMode.HALF_EVEN)
                    .stripTrailingZeros();
        }
    }

    /** Places an order; volume, containers and DMSO are worked out from the label, as the product says. */
    public DoseOrder place(Actor actor, NewOrder order) {
        Patients.hospital(actor);
        Product product = products.get(order.product());
        Dose due = DoseMath.due(product, order.rule(), order.weightKg(), order.sites(),
                product.presentation().labelled());
        BigDecimal given = order.cells();
        BigDecimal cells = given == null ? due.cells().number() : given;
        Dose drawn = DoseMath.ordered(product, cells, order.weightKg(), order.sites(),
                product.presentation().labelled());
        Map<String, Object> content = new HashMap<>(Map.of("code", order.code(), "patient", order.patient(),
                "product", order.product(), "rule", order.rule(), "weight_kg", order.weightKg(), "weighed_at",
                order.weighedAt().toString(), "cells", cells, "sites", order.sites(), "diluent", order.diluent()));
        content.put("volume_ml", drawn.volume().drawnMl());
        content.put("containers", drawn.containers());
        drawn.solvent().ifPresent(load -> content.put("dmso", load.mgPerKg().setScale(4, RoundingMode.HALF_EVEN)));
        authorship.write(actor, "dose ordered: " + order.code(),
                () -> jdbc.sql(PLACE).param("p", json.writeValueAsString(content)).query(Long.class).single());
        return get(actor, order.code());
    }

    /** Another person verifies the order against the rule; refused outside of what the product accepts. */
    public DoseOrder verify(Actor actor, String code) {
        authorship.write(actor, "order verified: " + code,
                () -> jdbc.sql(VERIFY).param("code", code).query((_, _) -> true).list());
        return get(actor, code);
    }

    /** Reserves containers that are stored at the site for an order. */
    public DoseOrder allocate(Actor actor, String code, List<String> containers) {
        authorship.write(actor, "containers reserved for " + code, () -> jdbc.sql(ALLOCATE).param("code", code)
                .param("containers", containers.toArray(String[]::new)).query((_, _) -> true).list());
        return get(actor, code);
    }

    /** Gives reserved containers back before any is thawed. */
    public void release(Actor actor, String code, String reason) {
        end(actor, code, reason, false);
    }

    /** Cancels an order before anything is thawed for it. */
    public void cancel(Actor actor, String code, String reason) {
        end(actor, code, reason, true);
    }

    private void end(Actor actor, String code, String reason, boolean cancel) {
        authorship.write(actor, reason, () -> jdbc.sql(RELEASE).param("code", code).param("reason", reason)
                .param("cancel", cancel).query((_, _) -> true).list());
    }

    /** An order of the actor's own hospital. */
    public DoseOrder get(Actor actor, String code) {
        Patients.hospital(actor);
        DoseOrder order = read(code);
        if (!order.hospital().equals(actor.organisation())) {
            throw new Refusal("not-found", Map.of("unit", code));
        }
        return order;
    }

    /** Orders of the actor's own hospital, newest first. */
    public List<DoseOrder> list(Actor actor) {
        Patients.hospital(actor);
        return inquiries.list(Inquiry.of(LIST, Map.of("hospital", actor.organisation()), DoseOrders::order));
    }

    /** The orders for which a container is reserved: one or none. */
    List<DoseOrder> ofContainer(String container) {
        return inquiries.list(Inquiry.of(OF_CONTAINER, Map.of("container", container), DoseOrders::order));
    }

    /** Asks for the order that a dose was prepared for. */
    static Inquiry<DoseOrder> askOfDose(String dose) {
        return Inquiry.of(OF_DOSE, Map.of("dose", dose), DoseOrders::order);
    }

    private DoseOrder read(String code) {
        return inquiries.find(Inquiry.of(ONE, Map.of("code", code), DoseOrders::order))
                .orElseThrow(() -> new Refusal("not-found", Map.of("unit", code)));
    }

    private static DoseOrder order(Row row) {
        return new DoseOrder(row.whole("id"), row.text("code"), row.text("patient"), row.text("hospital"),
                row.text("product"), row.text("rule"), row.number("weight_kg"), row.instant("weighed_at"),
                row.number("cells"), row.count("sites"), row.text("diluent"), row.number("volume_ml"),
                row.count("containers"), row.number("due_cells"), row.findNumber("dmso_mg_per_kg"),
                row.text("state"), row.text("ordered_by"), row.instant("ordered_at"), row.findText("verified_by"),
                row.findText("cause"), row.texts("reserved"), row.findInstant("first_end"),
                row.findInstant("deadline"));
    }
}
