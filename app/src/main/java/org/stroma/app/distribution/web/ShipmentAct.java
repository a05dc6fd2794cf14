package org.stroma.app.distribution.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stroma.app.batch.StepForm;
import org.stroma.app.batch.StepForm.Field;
import org.stroma.app.database.Refusal;
import org.stroma.app.distribution.ColdChain;
import org.stroma.app.distribution.Qualifications;
import org.stroma.app.distribution.Receipts;
import org.stroma.app.distribution.Shipments;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.people.Actor;

/** What can be done with a shipment through a form: which fields it asks for, who is offered it in which state, and the call it makes. */
@Component
class ShipmentAct {
    private final Shipments shipments;
    private final Receipts receipts;
    private final ColdChain coldChain;

    private final Qualifications qualifications;

    ShipmentAct(Shipments shipments, Receipts receipts, ColdChain coldChain, Qualifications qualifications) {
        this.qualifications = qualifications;
        this.shipments = shipments;
        this.receipts = receipts;
        this.coldChain = coldChain;
    }

    /** One thing to do. */
    enum Kind {
        PLAN("", "LOGISTICS"), RETURN("", "HOSP_RECEIVER"), CHARGE("PLANNED", "LOGISTICS", "WAREHOUSE"), SCAN(
                "SHIPPER_CHARGED", "WAREHOUSE",
                "LOGISTICS"),
        PACK("SHIPPER_CHARGED", "WAREHOUSE", "LOGISTICS"), UNPACK("PACKED HANDED_OVER",
                "WAREHOUSE", "LOGISTICS"),
        HAND_OVER("HANDED_OVER", "LOGISTICS"), LOST("IN_TRANSIT",
                "LOGISTICS"),
        RECEIVE("IN_TRANSIT", "HOSP_RECEIVER"), READ_LOGGER("DELIVERED",
                "HOSP_RECEIVER"),
        READ_SITE_LOGGER("ACCEPTED", "HOSP_RECEIVER",
                "HOSP_PREPARER"),
        QUARANTINE("ACCEPTED",
                "HOSP_RECEIVER"),
        RELEASE("ACCEPTED",
                "HOSP_RECEIVER"),
        DESTROY_AT_SITE("ACCEPTED REFUSED", "HOSP_RECEIVER"), SEND_BACK("PLANNED",
                "HOSP_RECEIVER"),
        RECEIVE_RETURN("IN_TRANSIT",
                "WAREHOUSE"),
        CLOSE(
                "ACCEPTED REFUSED DELIVERED PLANNED SHIPPER_CHARGED",
                "LOGISTICS", "HOSP_RECEIVER",
                "WAREHOUSE");

        private final List<String> states;
        private final String[] roles;

        Kind(String states, String... roles) {
            this.states = List.of(states.split(" "));
            this.roles = roles;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean uploads() {
            return this == READ_LOGGER || this == READ_SITE_LOGGER;
        }

        boolean offered(Actor actor, Shipments.Shipment shipment) {
            boolean way = switch (this) {
                case SEND_BACK, RECEIVE_RETURN -> shipment.back();
                case CHARGE, RECEIVE, READ_LOGGER, LOST -> !shipment.back();
                default -> true;
            };
            return way && states.contains(shipment.unit().state()) && actor.hasAny(roles)
                    && (shipment.unit().holder().equals(actor.organisation())
                            || (this == RECEIVE || this == RECEIVE_RETURN)
                                    && shipment.destination().equals(actor.organisation()));
        }

        static Kind of(String key) {
            try {
                return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
            } catch (IllegalArgumentException e) {
                throw new Refusal("not-found", Map.of("unit", key));
            }
        }
    }

    List<Field> fields(Kind kind, @Nullable String unit) {
        Field shipment = Field.text("unit", unit);
        return switch (kind) {
            case PLAN -> List.of(Field.text("shipment", null), Field.text("order", unit),
                    Field.scan("destination", valid(Qualifications.Kind.SITE)), carrier(), shipper(), logger(),
                    Field.number("plannedHours", null));
            case RETURN -> List.of(Field.text("shipment", null), Field.text("destination", null),
                    Field.text("reason", null), carrier(), shipper(), logger(), Field.number("plannedHours", null));
            case CHARGE -> List.of(shipment, Field.number("insideC", null), Field.number("nitrogenKg", null).optional(),
                    Field.flag("preCooled"));
            case SCAN -> List.of(shipment, Field.text("scans", null).lines());
            case PACK -> List.of(shipment, Field.text("seal", null));
            case RECEIVE -> List.of(shipment, Field.text("seal", null), Field.flag("sealIntact"),
                    Field.flag("containersIntact"), Field.flag("tiltOrShock"),
                    Field.text("scans", null).lines());
            case QUARANTINE, RELEASE -> List.of(shipment, Field.text("scans", null).lines());
            case DESTROY_AT_SITE -> List.of(shipment, Field.choice("method", "AUTOCLAVE", "INCINERATION"),
                    Field.text("scans", null).lines());
            case SEND_BACK -> List.of(shipment, Field.text("seal", null), Field.text("scans", null).lines());
            case RECEIVE_RETURN -> List.of(shipment, Field.text("scans", null).lines());
            case UNPACK, HAND_OVER, LOST, READ_LOGGER, READ_SITE_LOGGER, CLOSE -> List.of(shipment);
        };
    }

    private Field carrier() {
        return Field.scan("carrier", valid(Qualifications.Kind.CARRIER));
    }

    private Field shipper() {
        return Field.scan("shipper", valid(Qualifications.Kind.SHIPPER));
    }

    private Field logger() {
        return Field.scan("logger", valid(Qualifications.Kind.LOGGER));
    }

    /** Codes of what is qualified today. */
    private List<String> valid(Qualifications.Kind kind) {
        return qualifications.list().stream().filter(each -> each.kind() == kind && each.valid())
                .map(Qualifications.Qualification::code).distinct().toList();
    }

    /** Does it; returns the shipment to show. */
    String run(Actor actor, Kind kind, StepForm form, Evidence.@Nullable RawFile file) {
        String code = kind == Kind.PLAN || kind == Kind.RETURN ? form.text("shipment") : form.text("unit");
        switch (kind) {
            case PLAN -> shipments.plan(actor, form.step(), new Shipments.Plan(code, form.text("order"),
                    form.text("destination"), form.text("carrier"), form.text("shipper"), form.text("logger"),
                    form.number("plannedHours")));
            case RETURN -> shipments.planReturn(actor, form.step(), new Shipments.ReturnPlan(code,
                    form.text("destination"), form.text("reason"), form.text("carrier"), form.text("shipper"),
                    form.text("logger"), form.number("plannedHours")));
            case CHARGE -> shipments.charge(actor, form.step(), new Shipments.Charge(code, form.number("insideC"),
                    form.findNumber("nitrogenKg"), form.flag("preCooled")));
            case SCAN -> form.codes("scans").forEach(text -> shipments.scan(actor, code, text));
            case PACK -> shipments.pack(actor, form.step(), code, form.text("seal"));
            case UNPACK -> shipments.unpack(actor, form.step(), code);
            case HAND_OVER -> shipments.handOver(actor, form.step(), code);
            case LOST -> shipments.lost(actor, form.step(), code);
            case RECEIVE -> receipts.receive(actor, form.step(), new Receipts.Arrival(code, form.text("seal"),
                    form.flag("sealIntact"), form.flag("containersIntact"), form.flag("tiltOrShock"),
                    form.codes("scans")));
            case READ_LOGGER -> receipts.readLogger(actor, form.step(), code, needed(file));
            case READ_SITE_LOGGER -> coldChain.read(actor, code, ColdChain.Purpose.SITE, needed(file));
            case QUARANTINE -> receipts.quarantine(actor, form.step(), form.codes("scans"));
            case DESTROY_AT_SITE -> receipts.destroyAtSite(actor, form.step(), form.codes("scans"),
                    form.text("method"));
            case RELEASE -> receipts.releaseQuarantine(actor, form.step(), form.codes("scans"));
            case SEND_BACK -> receipts.sendBack(actor, form.step(), code, form.text("seal"), form.codes("scans"));
            case RECEIVE_RETURN -> receipts.receiveReturn(actor, form.step(), code, form.codes("scans"));
            case CLOSE -> shipments.close(actor, form.step(), code);
        }
        return code;
    }

    private static Evidence.RawFile needed(Evidence.@Nullable RawFile file) {
        if (file == null) {
            throw new Refusal("step.unreadable", Map.of("field", "file"));
        }
        return file;
    }
}
