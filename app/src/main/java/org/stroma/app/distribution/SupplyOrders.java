package org.stroma.app.distribution;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.database.Refusal;
import org.stroma.app.database.Row;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.product.Products;
import tools.jackson.databind.json.JsonMapper;

/** Orders of hospitals for containers; they name no patient. */
@Service
public class SupplyOrders {
    private static final String PLACE = "select distribution.place_order(cast(:p as jsonb))";
    private static final String CONFIRM = "select distribution.confirm_order(:code)";
    private static final String CANCEL = "select distribution.cancel_order(:code)";
    private static final String SELECT = """
            select o.code, h.code as hospital, o.product, o.containers, o.needed_by, o.replaces, o.state, p.code as placed_by, o.placed_at, c.code as confirmed_by, o.confirmed_at, o.site
              from distribution.supply_order o join people.organisation h on h.id = o.hospital join people.person p on p.id = o.placed_by left join people.person c on c.id = o.confirmed_by
            """;
    private static final String LIST = SELECT
            + " where cast(:hospital as text) is null or h.code = :hospital order by o.placed_at desc, o.code limit 300";
    private static final String ONE = SELECT + " where o.code = :code";
    private static final String OF_SHIPMENT = SELECT
            + " where o.code = (select s.supply_order from distribution.shipment s join genealogy.unit u on u.id = s.unit where u.code = :shipment)";

    private final JdbcClient jdbc;
    private final Inquiries inquiries;
    private final JsonMapper json;
    private final Authorship authorship;
    private final Products products;

    SupplyOrders(JdbcClient jdbc, Inquiries inquiries, JsonMapper json, Authorship authorship, Products products) {
        this.jdbc = jdbc;
        this.inquiries = inquiries;
        this.json = json;
        this.authorship = authorship;
        this.products = products;
    }

    /** @param replaces code of the order that was refused or lost; null for a new one */
    public record Order(String code, String product, int containers, Instant neededBy, @Nullable String replaces) {}

    /**
     * @param state PLACED, CONFIRMED, CANCELLED or SHIPPED
     * @param site where it was placed and is delivered to
     */
    public record Placed(String code, String hospital, String product, int containers, Instant neededBy,
            @Nullable String replaces, String state, String placedBy, Instant placedAt,
            @Nullable String confirmedBy, @Nullable Instant confirmedAt, String site) {}

    /** Places an order of an approved product for the site of the actor's hospital at which he works. */
    public void place(Actor actor, Order order) {
        products.get(order.product());
        Map<String, Object> content = new HashMap<>(Map.of("code", order.code(), "product", order.product(),
                "containers", order.containers(), "needed_by", order.neededBy().toString()));
        if (order.replaces() != null) {
            content.put("replaces", order.replaces());
        }
        authorship.write(actor, "order " + order.code() + " placed",
                () -> jdbc.sql(PLACE).param("p", json.writeValueAsString(content)).query(String.class).single());
    }

    /** The maker's logistics or QA confirms. */
    public void confirm(Actor actor, String code) {
        authorship.write(actor, "order " + code + " confirmed",
                () -> jdbc.sql(CONFIRM).param("code", code).query((_, _) -> true).list());
    }

    public void cancel(Actor actor, String code, String reason) {
        authorship.write(actor, reason, () -> jdbc.sql(CANCEL).param("code", code).query((_, _) -> true).list());
    }

    /** Orders the actor may see: a hospital its own, the maker and the holder all, others none. */
    public List<Placed> list(Actor actor) {
        if (!Sight.plant(actor) && !Sight.hospital(actor)) {
            return List.of();
        }
        return inquiries.list(Inquiry.of(LIST, Map.of("hospital", new SqlParameterValue(java.sql.Types.VARCHAR,
                Sight.hospital(actor) ? actor.organisation() : null)), SupplyOrders::placed));
    }

    public Placed get(Actor actor, String code) {
        return inquiries.find(Inquiry.of(ONE, Map.of("code", code), SupplyOrders::placed))
                .filter(order -> Sight.plant(actor)
                        || Sight.hospital(actor) && order.hospital().equals(actor.organisation()))
                .orElseThrow(() -> new Refusal("not-found", Map.of("unit", code)));
    }

    /** Asks for the order that a shipment serves. */
    static Inquiry<Placed> askOfShipment(String shipment) {
        return Inquiry.of(OF_SHIPMENT, Map.of("shipment", shipment), SupplyOrders::placed);
    }

    private static Placed placed(Row row) {
        return new Placed(row.text("code"), row.text("hospital"), row.text("product"), row.count("containers"),
                row.instant("needed_by"), row.findText("replaces"), row.text("state"), row.text("placed_by"),
                row.instant("placed_at"), row.findText("confirmed_by"), row.findInstant("confirmed_at"),
                row.text("site"));
    }
}
