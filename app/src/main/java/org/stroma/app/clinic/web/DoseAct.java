package org.stroma.app.clinic.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stroma.app.batch.StepForm;
import org.stroma.app.batch.StepForm.Field;
import org.stroma.app.clinic.DoseOrders;
import org.stroma.app.clinic.Doses;
import org.stroma.app.database.Refusal;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;

/** What can be done for an order through a form, from the thaw to the discard. */
@Component
class DoseAct {
    private static final List<String> OPEN = List.of("PREPARED", "DOUBLE_CHECKED");

    private final DoseOrders orders;
    private final Doses doses;
    private final Units units;
    private final PlantClock clock;

    DoseAct(DoseOrders orders, Doses doses, Units units, PlantClock clock) {
        this.orders = orders;
        this.doses = doses;
        this.units = units;
        this.clock = clock;
    }

    /** One thing to do, with the roles that may. */
    enum Kind {
        THAW("HOSP_PREPARER"), THAWED("HOSP_PREPARER"), PREPARE("HOSP_PREPARER"), BEDSIDE("NURSE",
                "HOSP_PREPARER"),
        START("NURSE"), END("NURSE"), REMAINDER("HOSP_PREPARER", "NURSE"), EXPIRE(
                "HOSP_PREPARER", "HOSP_CHECKER", "NURSE"),
        DISCARD("HOSP_PREPARER", "NURSE", "HOSP_RECEIVER");

        private final String[] roles;

        Kind(String... roles) {
            this.roles = roles;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String key) {
            try {
                return valueOf(key.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new Refusal("not-found", Map.of("unit", key));
            }
        }
    }

    /** What an actor is offered for an order as it stands. */
    List<String> offered(Actor actor, DoseOrders.DoseOrder order, @Nullable String doseState) {
        List<String> states = order.reserved().stream().map(code -> units.get(code).state()).distinct().toList();
        // A fresh product is prepared as it is stored; its window runs before anything is done to it.
        boolean fresh = states.equals(List.of("SITE_STORED")) && order.firstThawEnd() != null;
        return java.util.Arrays.stream(Kind.values()).filter(kind -> actor.hasAny(kind.roles) && switch (kind) {
            case THAW -> order.state().equals("RESERVED") && states.contains("SITE_STORED") && !fresh;
            case THAWED -> states.contains("THAWING");
            case PREPARE -> order.state().equals("RESERVED")
                    && (states.equals(List.of("THAWED")) || fresh);
            case BEDSIDE -> "PREPARED".equals(doseState);
            case START -> "DOUBLE_CHECKED".equals(doseState);
            case END -> "INFUSING".equals(doseState);
            case REMAINDER -> ("COMPLETED".equals(doseState) || "ABORTED".equals(doseState))
                    && states.contains("PREPARED");
            case EXPIRE -> passed(order) && (states.contains("THAWED") || states.contains("PREPARED"))
                    && (doseState == null || OPEN.contains(doseState));
            case DISCARD -> "DISCARDED".equals(doseState) && states.contains("PREPARED")
                    || states.contains("EXPIRED_IN_USE") || doseState == null && states.contains("THAWED");
        }).map(Kind::key).toList();
    }

    private boolean passed(DoseOrders.DoseOrder order) {
        java.time.Instant deadline = order.deadline();
        return deadline != null && clock.instant().isAfter(deadline);
    }

    List<Field> fields(Kind kind, String order) {
        Field unit = Field.text("unit", order);
        return switch (kind) {
            case THAW ->
                List.of(unit, Field.choice("method", "WATER_BATH", "DRY_THAWER"), Field.number("temperatureC", "37.0"));
            case PREPARE -> List.of(unit, Field.number("volumeMl", null).optional(), Field.text("diluentLots", null),
                    Field.flag("aggregates"), Field.flag("leak"), Field.number("plannedMinutes", null));
            case BEDSIDE -> List.of(unit, Field.text("wristband", null), Field.flag("secondIdentifier"),
                    Field.text("scans", null).lines());
            case END -> List.of(unit, Field.number("infusedMl", null).optional());
            case DISCARD -> List.of(unit, Field.text("reason", null));
            case THAWED, START, REMAINDER, EXPIRE -> List.of(unit);
        };
    }

    void run(Actor actor, Kind kind, StepForm form) {
        String code = form.text("unit");
        DoseOrders.DoseOrder order = orders.get(actor, code);
        switch (kind) {
            case THAW -> doses.startThaw(actor, form.step(),
                    new Doses.Thaw(code, order.reserved(), form.text("method"), form.number("temperatureC")));
            case THAWED -> doses.endThaw(actor, form.step(), code, order.reserved());
            case PREPARE -> doses.prepare(actor, form.step(), new Doses.Preparation(code,
                    form.findNumber("volumeMl"), form.text("diluentLots"), form.flag("aggregates"),
                    form.flag("leak"), form.count("plannedMinutes")));
            case BEDSIDE -> doses.checkAtBedside(actor, form.step(), new Doses.Bedside(code, form.text("wristband"),
                    form.flag("secondIdentifier"), form.codes("scans")));
            case START -> doses.startInfusion(actor, form.step(), code);
            case END -> doses.endInfusion(actor, form.step(), code, form.findNumber("infusedMl"));
            case REMAINDER -> doses.discardRemainder(actor, form.step(), code);
            case EXPIRE -> doses.expire(actor, form.step(), code);
            case DISCARD -> doses.discard(actor, form.step(), code, form.text("reason"));
        }
    }
}
