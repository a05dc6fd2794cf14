package org.stroma.app.demo;

import static org.stroma.app.demo.Programs.fields;

import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.stroma.app.bank.Banks;
import org.stroma.app.bank.TestDecisions;
import org.stroma.app.bank.Withdrawals;
import org.stroma.app.batch.Cultures;
import org.stroma.app.batch.Lots;
import org.stroma.app.clinic.AdverseEvents;
import org.stroma.app.clinic.DoseOrders;
import org.stroma.app.clinic.Doses;
import org.stroma.app.clinic.Patients;
import org.stroma.app.distribution.ColdChain;
import org.stroma.app.distribution.Qualifications;
import org.stroma.app.distribution.Receipts;
import org.stroma.app.distribution.Shipments;
import org.stroma.app.distribution.SupplyOrders;
import org.stroma.app.donor.Donors;
import org.stroma.app.donor.Tissues;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Door;
import org.stroma.app.laboratory.CellCounts;
import org.stroma.app.laboratory.Laboratory;
import org.stroma.app.laboratory.Methods;
import org.stroma.app.material.MaterialEvidence;
import org.stroma.app.material.MaterialLots;
import org.stroma.app.material.Materials;
import org.stroma.app.material.Solutions;
import org.stroma.app.material.Suppliers;
import org.stroma.app.release.AuditTrailReviews;
import org.stroma.app.release.Releases;
import org.stroma.app.standard.StandardRegister;
import org.stroma.app.testing.Client;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the call of a service is said to the interface. Of the arguments the first is always who acts.
 *
 * @param pattern below {@code /api/v1}; names in braces are filled by {@code variables}, in order
 * @param takes whether the interface says this call; the service takes more in a few places
 * @param field of the answer that is the result; empty where nobody asks for it, {@code *} for the whole answer
 */
record Route(Class<?> service, String method, String pattern, Function<Object[], List<?>> variables,
        Function<Object[], @Nullable Object> content, Predicate<Object[]> when, String field) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    static String key(Class<?> service, String method) {
        return service.getSimpleName() + "." + method;
    }

    boolean takes(Object[] arguments) {
        return when.test(arguments);
    }

    String path(Object[] arguments) {
        String path = pattern;
        for (Object variable : variables.apply(arguments)) {
            path = path.replaceFirst("\\{[^}]+\\}", variable.toString());
        }
        return path;
    }

    @Nullable
    Object body(Object[] arguments) {
        return content.apply(arguments);
    }

    @Nullable
    Object result(Client.Answer answer, Type type) {
        if (field.isEmpty()) {
            return type == long.class ? (Object) 0L : type == int.class ? (Object) 0 : null;
        }
        String text = field.equals("*") ? answer.response().body() : answer.json().get(field).toString();
        return JSON.readValue(text, JSON.constructType(type));
    }

    private Route giving(String what) {
        return new Route(service, method, pattern, variables, content, when, what);
    }

    private Route unless(Predicate<Object[]> not) {
        return new Route(service, method, pattern, variables, content, not.negate(), field);
    }

    static Map<String, Route> all() {
        Map<String, Route> all = new LinkedHashMap<>();
        for (List<Route> some : List.of(material(), decisions(), donor(), making(), judging(), delivering(), ward())) {
            some.forEach(route -> all.put(key(route.service(), route.method()), route));
        }
        return all;
    }

    private static Route on(Class<?> service, String method, String pattern, Function<Object[], List<?>> variables,
            Function<Object[], @Nullable Object> content) {
        return new Route(service, method, pattern, variables, content, _ -> true, "");
    }

    /** The one argument is the body. */
    private static Route whole(Class<?> service, String method, String pattern) {
        return on(service, method, pattern, _ -> List.of(), a -> a[1]);
    }

    /** A step and what was done in it. */
    private static Route act(Class<?> service, String method, String pattern) {
        return on(service, method, pattern, _ -> List.of(), a -> fields("step", a[1], "what", a[2]));
    }

    /** A step with the unit, or the request, that comes after it. */
    private static Route stepOn(Class<?> service, String method, String pattern) {
        return on(service, method, pattern, a -> List.of(a[2]), a -> a[1]);
    }

    private static Function<Object[], List<?>> first() {
        return a -> List.of(a[1]);
    }

    private static List<Route> material() {
        return List.of(whole(Suppliers.class, "add", "/materials/companies"),
                whole(Materials.class, "create", "/materials"),
                on(Suppliers.class, "audit", "/materials/companies/{company}/audits", first(),
                        a -> fields("on", a[2], "passed", a[3], "report", a[4], "note", a[5])),
                on(Suppliers.class, "approve", "/materials/{material}/sources", first(),
                        a -> fields("manufacturer", a[2], "supplier", a[3], "state", "APPROVED", "reason", a[4])),
                on(Materials.class, "assess", "/materials/{material}/assessments", first(), a -> a[2]).giving("id"),
                on(Materials.class, "sign", "/materials/assessments/{id}/signatures", first(), a -> a[2]),
                whole(MaterialLots.class, "receive", "/materials/lots"),
                on(MaterialLots.class, "sample", "/materials/lots/{code}/samplings", first(),
                        a -> fields("sample", a[2], "quantity", a[3], "opened", a[4])),
                on(MaterialEvidence.class, "measured", "/materials/units/{code}/results", first(),
                        a -> fields("type", a[2], "value", a[3], "note", null)).unless(a -> a[4] != null),
                on(MaterialEvidence.class, "check", "/materials/units/{code}/results", first(),
                        a -> fields("type", a[2], "value", (boolean) a[3] ? "yes" : "no", "note", a[4])),
                on(MaterialEvidence.class, "document", "/materials/units/{code}/documents", first(),
                        a -> document((MaterialEvidence.Document) a[2])),
                on(MaterialEvidence.class, "identify", "/materials/lots/{code}/identity",
                        a -> List.of(((MaterialLots.Lot) a[1]).unit().code()),
                        a -> fields("identified", a[2], "conforms", a[3])),
                on(MaterialEvidence.class, "review", "/materials/units/{code}/reviews", first(),
                        a -> fields("evidence", a[2], "accepted", a[3], "note", a[4])).giving("reviewed"),
                whole(Solutions.class, "define", "/materials/recipes").giving("version"),
                on(Solutions.class, "prepare", "/materials/solutions", _ -> List.of(),
                        a -> fields("preparation", a[1], "verifier", ((Door.Verifier) a[2]).login(), "password",
                                ((Door.Verifier) a[2]).password())));
    }

    private static Object document(MaterialEvidence.Document document) {
        return fields("type", document.type(), "fileName", document.file().name(), "mediaType",
                document.file().mediaType(), "base64", document.file().bytes(), "complies", document.complies(),
                "validUntil", document.validUntil(), "note", document.note(), "corrects", document.corrects(), "reason",
                document.reason());
    }

    private static List<Route> decisions() {
        return List.of(
                on(Gates.class, "propose", "/gates/{gate}/units/{unit}/proposals", a -> List.of(a[1], a[2]),
                        a -> proposal((Gates.Proposal) a[3])).giving("decision"),
                on(Gates.class, "sign", "/decisions/{id}/signatures", first(), a -> a[2]),
                on(StandardRegister.class, "propose", "/standards/approvals", _ -> List.of(),
                        a -> fields("versions", a[1], "effectiveFrom", a[2], "note", a[3])).giving("id"),
                on(StandardRegister.class, "sign", "/panels/signatures?type={type}&id={id}", a -> List.of(a[1], a[2]),
                        a -> a[3]),
                on(Methods.class, "draft", "/laboratory/methods", _ -> List.of(),
                        a -> fields("code", a[1], "nameZh", a[2], "nameEn", a[3], "reference", a[4],
                                "characteristics", a[5], "validationReport", a[6]))
                        .giving("version"),
                on(Methods.class, "sign", "/laboratory/methods/{code}/{version}/signatures", a -> List.of(a[1], a[2]),
                        a -> a[3]),
                whole(TestDecisions.class, "propose", "/test-decisions").giving("*"),
                on(TestDecisions.class, "sign", "/test-decisions/{id}/signatures", first(), a -> a[2]));
    }

    private static Object proposal(Gates.Proposal proposal) {
        return fields("outcome", proposal.outcome(), "justification", proposal.justification(), "event",
                proposal.event(), "revision", null);
    }

    private static List<Route> donor() {
        return List.of(
                on(Donors.class, "enrol", "/donors", _ -> List.of(),
                        a -> fields("code", a[1], "twinOf", null, "jurisdiction", a[2], "consent", a[3], "late", a[4])),
                on(Donors.class, "screen", "/donors/{code}/screening", first(),
                        a -> fields("screening", a[2], "when", a[3], "late", a[4])),
                on(Donors.class, "draw", "/donors/{code}/samples", first(), a -> fields("draw", a[2], "late", a[3])),
                on(Donors.class, "markers", "/donors/{code}/markers", first(),
                        a -> fields("sample", a[2], "results", a[3], "report", a[4])),
                on(Donors.class, "karyotype", "/donors/{code}/karyotype", first(),
                        a -> fields("sample", a[2], "report", a[3], "method", a[4])),
                on(Donors.class, "newborn", "/donors/{code}/newborn", first(), a -> a[2]),
                on(Donors.class, "review", "/donors/{code}/review", first(),
                        a -> fields("accepted", a[2], "note", a[3])),
                on(Tissues.class, "collect", "/donors/{code}/collection", first(),
                        a -> fields("collection", a[2], "late", a[3])),
                on(Tissues.class, "dispatch", "/tissues/{code}/dispatch", first(),
                        a -> fields("when", a[2], "consignment", a[3], "late", a[4])),
                on(Tissues.class, "receive", "/tissues/{code}/receipt", first(),
                        a -> fields("receipt", a[2], "late", a[3])),
                on(Tissues.class, "review", "/tissues/{code}/review", first(),
                        a -> fields("accepted", a[2], "note", a[3])));
    }

    private static List<Route> making() {
        return List.of(act(Cultures.class, "isolate", "/cultures/isolations"),
                act(Cultures.class, "care", "/cultures/care"), act(Cultures.class, "harvest", "/cultures/harvests"),
                act(Cultures.class, "seed", "/cultures/seedings"), act(Cultures.class, "sample", "/cultures/samplings"),
                act(Cultures.class, "thaw", "/cultures/thaws"), act(Lots.class, "wash", "/lots/washes"),
                act(Lots.class, "formulate", "/lots/formulations"), act(Lots.class, "fill", "/lots/fills"),
                act(Lots.class, "inspect", "/lots/inspections"), act(Lots.class, "label", "/lots/labellings"),
                act(Lots.class, "freeze", "/lots/freezings"), act(Lots.class, "store", "/lots/storages"),
                act(Lots.class, "setAside", "/lots/set-asides"), act(Banks.class, "setAside", "/lots/set-asides"),
                stepOn(Lots.class, "submit", "/lots/{code}/submission"),
                stepOn(Banks.class, "submit", "/lots/{code}/submission"), act(Banks.class, "fill", "/banks"),
                on(Banks.class, "recordKaryotype", "/banks/{code}/karyotypes", first(),
                        a -> fields("iscn", a[2], "note", a[3])).giving("*"),
                whole(Withdrawals.class, "request", "/withdrawals").giving("id"),
                stepOn(Withdrawals.class, "withdraw", "/withdrawals/{id}/removal"));
    }

    private static List<Route> judging() {
        return List.of(
                on(Laboratory.class, "enter", "/laboratory/units/{code}/results", first(), a -> a[2]).giving("*"),
                on(Laboratory.class, "enterReport", "/laboratory/units/{code}/reports", first(),
                        a -> fields("results", a[2], "report", a[3])).giving("*"),
                on(Laboratory.class, "importCounts", "/laboratory/units/{code}/counts", first(),
                        a -> fields("method", a[3], "files",
                                ((List<?>) a[2]).stream().map(each -> ((CellCounts) each).file()).toList()))
                        .giving("*"),
                on(Laboratory.class, "review", "/laboratory/reviews", _ -> List.of(),
                        a -> fields("entries", a[1], "accepted", a[2], "note", a[3])).giving("reviewed")
                        .unless(a -> ((java.util.Collection<?>) a[1]).isEmpty()),
                on(Releases.class, "document", "/releases/{lot}/documents", first(),
                        a -> fields("characteristic", a[2], "name", ((Evidence.RawFile) a[3]).name(), "mediaType",
                                ((Evidence.RawFile) a[3]).mediaType(), "bytes", ((Evidence.RawFile) a[3]).bytes(),
                                "note",
                                a[4]))
                        .giving("evidence"),
                on(Releases.class, "declare", "/releases/{lot}/declarations", first(),
                        a -> fields("characteristic", a[2], "holds", a[3], "note", a[4])).giving("evidence"),
                on(AuditTrailReviews.class, "sign", "/releases/{lot}/audit-trail-reviews", first(), a -> a[2])
                        .giving("evidence"),
                on(Releases.class, "submit", "/releases/{lot}/submission", first(), a -> a[2]));
    }

    private static List<Route> delivering() {
        return List.of(whole(Qualifications.class, "grant", "/qualifications").giving("id"),
                whole(SupplyOrders.class, "place", "/supply-orders"),
                on(SupplyOrders.class, "confirm", "/supply-orders/{code}/confirmation", first(), _ -> null),
                act(Shipments.class, "plan", "/shipments"), act(Shipments.class, "charge", "/shipments/charges"),
                on(Shipments.class, "scan", "/shipments/{code}/scans", first(), a -> fields("text", a[2])),
                on(Shipments.class, "pack", "/shipments/{code}/packing", a -> List.of(a[2]),
                        a -> fields("step", a[1], "what", fields("seal", a[3]))),
                stepOn(Shipments.class, "handOver", "/shipments/{code}/hand-over"),
                stepOn(Shipments.class, "close", "/shipments/{code}/closing"),
                act(Receipts.class, "receive", "/receipts"),
                on(Receipts.class, "readLogger", "/shipments/{code}/recordings", a -> List.of(a[2]),
                        a -> fields("step", a[1], "purpose", ColdChain.Purpose.TRANSIT, "file", a[3])),
                on(Receipts.class, "review", "/shipments/{code}/review", first(), _ -> null),
                on(ColdChain.class, "read", "/shipments/{code}/recordings", first(),
                        a -> fields("step", null, "purpose", a[2], "file", a[3])));
    }

    private static List<Route> ward() {
        return List.of(on(Patients.class, "register", "/patients", _ -> List.of(), a -> fields("code", a[1])),
                whole(DoseOrders.class, "place", "/dose-orders"),
                on(DoseOrders.class, "verify", "/dose-orders/{code}/verification", first(), _ -> null),
                on(DoseOrders.class, "allocate", "/dose-orders/{code}/allocation", first(),
                        a -> fields("containers", a[2])),
                act(Doses.class, "startThaw", "/thaws"),
                on(Doses.class, "endThaw", "/dose-orders/{code}/thaw-end", a -> List.of(a[2]),
                        a -> fields("step", a[1], "containers", a[3])),
                act(Doses.class, "prepare", "/doses"), act(Doses.class, "checkAtBedside", "/bedside-checks"),
                stepOn(Doses.class, "startInfusion", "/doses/{code}/start"),
                on(Doses.class, "endInfusion", "/doses/{code}/end", a -> List.of(a[2]),
                        a -> fields("step", a[1], "infusedMl", a[3])),
                stepOn(Doses.class, "discardRemainder", "/doses/{code}/remainder"),
                on(AdverseEvents.class, "record", "/doses/{code}/outcomes", first(),
                        a -> fields("kind", a[2], "at", a[3], "note", a[4])).giving("id"));
    }
}
