package org.stroma.app.clinic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stroma.app.testing.Attack.said;

import java.math.BigDecimal;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.stroma.app.distribution.RestrictedRelease;
import org.stroma.app.distribution.Road;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.testing.Attack;

/** Containers that came to a hospital before their lot was restricted to another site: what is begun there is not gone on with, by service or by statement. */
final class RestrictedUse {
    private static final String PERFORM = """
            select genealogy.perform(jsonb_build_object('type', '%s', 'started_at', ledger.plant_now(), 'ended_at', ledger.plant_now(), 'inputs',
                (select jsonb_agg(jsonb_build_object('code', x, 'port', '%s', 'to', '%s')) from unnest(array['%s']) x)))""";

    private final Ward ward;
    private final Attack attack;
    private final Units units;
    private final DoseOrders.DoseOrder waiting;
    private final DoseOrders.DoseOrder thawed;
    private final List<String> free;

    /** Takes six containers: two that are reserved, two that are thawed, two that are free. */
    RestrictedUse(ApplicationContext context, Ward ward, List<String> containers) {
        this.ward = ward;
        attack = context.getBean(Attack.class);
        units = context.getBean(Units.class);
        waiting = ward.reservedFrom("BOUND", "41.5", containers.subList(0, 2));
        thawed = ward.thawed(ward.reservedFrom("STARTED", "41.5", containers.subList(2, 4)), 2);
        free = containers.subList(4, 6);
    }

    /** With the lot restricted: the hospital licensed for the named market first, for another one then. */
    void attacked(RestrictedRelease release, Road road) {
        assertThat(said(() -> ward.prepared(thawed, 0, 8, null))).as("preparation").isEqualTo("ST20B");
        release.licensed(road, "EU");
        Doses.Dose dose = ward.prepared(thawed, 0, 8, null);
        ward.checked(dose, thawed.patient(), thawed.reserved());
        ward.allowed(dose);
        release.licensed(road, "CN");
        Actor preparer = ward.road.as("HP-1");
        Actor nurse = ward.road.as("NU-1");

        assertThat(said(() -> ward.doses.startInfusion(nurse, ward.ago(0, "HC-1"), thawed.code())))
                .as("administration").isEqualTo("ST20B");
        assertThat(attack.by(nurse, PERFORM.formatted("OP-270", "dose", "INFUSING", thawed.code())))
                .as("administration by statement").isEqualTo("ST20B");
        assertThat(said(() -> ward.doses.startThaw(preparer, ward.road.now(),
                new Doses.Thaw(waiting.code(), waiting.reserved(), "WATER_BATH", new BigDecimal("37")))))
                .as("thaw").isEqualTo("ST20B");
        assertThat(attack.by(preparer,
                PERFORM.formatted("OP-260", "container", "THAWING", String.join("','", waiting.reserved()))))
                .as("thaw by statement").isEqualTo("ST20B");
        assertThat(said(() -> ward.reservedFrom("AFTER", "41.5", free))).as("reservation").isEqualTo("ST20B");
        DoseOrders.DoseOrder verified = ward.ordered("BYHAND", "41.5", null);
        ward.orders.verify(ward.road.as("HC-1"), verified.code());
        assertThat(attack.by(preparer, "select clinic.allocate('" + verified.code() + "', array['"
                + String.join("','", free) + "'])")).as("reservation by statement").isEqualTo("ST20B");
        assertThat(attack.by(preparer,
                "insert into clinic.allocation (dose_order, container, allocated_by, allocated_at) select o.id, u.id, 1, now() from clinic.dose_order o, genealogy.unit u where o.code = '"
                        + verified.code() + "' and u.code = '" + free.getFirst() + "' returning 1"))
                .isEqualTo("42501");
        assertThat(units.get(dose.unit().code()).state()).isEqualTo("DOUBLE_CHECKED");
        assertThat(free).allMatch(code -> units.get(code).state().equals("SITE_STORED"));

        ward.orders.release(preparer, waiting.code(), "restricted to another site");
        ward.doses.discard(preparer, ward.road.now("HW-1"), thawed.code(), "restricted to another site");
    }
}
