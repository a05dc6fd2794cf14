package org.stroma.app.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stroma.app.testing.Attack.said;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.stroma.app.batch.Transfers;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.Ledger;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Door;
import org.stroma.app.people.Sites;
import org.stroma.app.testing.Attack;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.Client;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.Window;

/** Where people work, where units stand and where shipments go to: kept by the services, and by the database when it is asked directly. SR-003, SR-020, SR-043. */
@StromaTest
class SiteTests {
    private static final String DEPOT = "MAKER-1-D";
    private static final String WHY = "asked for by a test";

    @Autowired
    private ApplicationContext context;
    @Autowired
    private Sites sites;
    @Autowired
    private Transfers transfers;
    @Autowired
    private Units units;
    @Autowired
    private Ledger ledger;
    @Autowired
    private Door door;
    @Autowired
    private Cast cast;
    @Autowired
    private Attack attack;
    @LocalServerPort
    private int port;

    @Test
    void aShipmentIsReceivedWhereItWasSentToAndNowhereElse() {
        Road road = new Road(context).underWay(1);
        String vial = road.shipments.scans(road.shipment(), "PACK").getFirst().unit();
        Actor south = road.as("HR-2");

        assertThat(south.site()).isEqualTo("H-031-S");
        assertThat(said(() -> road.receipts.receive(south, road.step(24.4, "HR-1"),
                new Receipts.Arrival(road.shipment(), road.code("SEAL"), true, true, false, List.of(vial)))))
                .isEqualTo("ST186");
        assertThat(attack.by(south,
                """
                        select genealogy.perform(jsonb_build_object('type', 'OP-240', 'started_at', ledger.plant_now(), 'ended_at', ledger.plant_now(),
                            'inputs', jsonb_build_array(jsonb_build_object('code', '%s', 'port', 'shipment'), jsonb_build_object('code', '%s', 'port', 'container', 'to', 'MISSING'))))"""
                        .formatted(road.shipment(), vial)))
                .isEqualTo("ST186");
        road.arrived(List.of(vial));
        assertThat(units.get(vial)).satisfies(unit -> {
            assertThat(unit.holder()).isEqualTo("H-031");
            assertThat(unit.site()).isEqualTo("H-031");
        });
        assertThat(road.shipments.list(south)).extracting(each -> each.unit().code()).doesNotContain(road.shipment());
        assertThat(road.shipments.list(road.as("HR-1"))).extracting(each -> each.unit().code())
                .contains(road.shipment());
    }

    /** The main site's qualification is none of the other's: order, licence and receipt are of the same site (G8a). */
    @Test
    void anotherSiteOfTheHospitalOrdersForItselfAndIsQualifiedByItself() {
        Road road = new Road(context).qualified();
        Actor south = road.as("HR-2");
        road.orders.place(south, new SupplyOrders.Order(road.code("SO"), "UCM-01", 1,
                road.clock.instant().plus(Duration.ofDays(3)), null));
        road.orders.confirm(road.as("LG-1"), road.code("SO"));
        road.planned().charged();
        String vial = road.lot.available(1).getFirst();
        road.packed(List.of(vial));

        assertThat(road.orders.get(south, road.code("SO")).site()).isEqualTo("H-031-S");
        assertThat(said(road::released)).isEqualTo("ST050");
        LocalDate today = road.clock.instant().atZone(road.clock.getZone()).toLocalDate();
        road.qualifications.grant(road.as("QA-1"), Qualifications.Grant.site("H-031-S", "licence of the south campus",
                List.of("UCM-01"), today.minusDays(1), today.plusDays(300), ReleasedLot.file("site south")));
        road.released().handedOver();
        assertThat(said(() -> road.receipts.receive(road.as("HR-1"), road.now(),
                new Receipts.Arrival(road.shipment(), road.code("SEAL"), true, true, false, List.of(vial)))))
                .isEqualTo("ST186");
        road.receipts.receive(south, road.now(),
                new Receipts.Arrival(road.shipment(), road.code("SEAL"), true, true, false, List.of(vial)));
        assertThat(units.get(vial).site()).isEqualTo("H-031-S");
    }

    /** Sites are changed by the administrator, on the site as he saw it. */
    @Test
    void aSiteIsChangedByTheAdministratorAndNotFromAPageThatWasOvertaken() {
        String code = "S-" + Long.toString(System.nanoTime(), Character.MAX_RADIX).toUpperCase(java.util.Locale.ROOT);
        sites.add(cast.signIn("ADM-1"), new Sites.NewSite(code, "MAKER-1", "测试场地", "A site of a test",
                Sites.Kind.STORAGE, "Asia/Shanghai", null, null), WHY);
        String form = "form[action='/administration/sites/" + code + "']";
        try (Window first = Window.open(port, "zh-CN").signIn(cast, "ADM-1");
                Window second = Window.open(port, "en").signIn(cast, "ADM-1");
                Window quality = Window.open(port, "en").signIn(cast, "QA-1")) {
            quality.go("/administration/sites");
            assertThat(quality.page().locator(form).count()).isZero();
            assertThat(quality.send("/administration/sites/" + code, Map.of("revision", "1", "nameZh", "别处", "nameEn",
                    "Elsewhere", "active", "false", "reason", "an attack")).status()).isEqualTo(403);
            renamed(first.go("/administration/sites"), form, "North store");
            second.go("/administration/sites");
            renamed(first.go("/administration/sites"), form, "North store, hall 2");
            renamed(second, form, "South store");

            assertThat(second.refusal()).startsWith("Somebody has changed what you saw");
            assertThat(sites.get(cast.signIn("ADM-1"), code).nameEn()).isEqualTo("North store, hall 2");
        }
    }

    private static void renamed(Window window, String form, String name) {
        window.page().click("tr:has(" + form + ") summary");
        window.page().fill(form + " [name=nameEn]", name);
        window.page().fill(form + " [name=reason]", WHY);
        window.press(form + " button");
    }

    @Test
    void whatStandsAtOneSiteIsNotTouchedFromAnother() {
        Road road = new Road(context).qualified().ordered(1).planned();
        Actor depot = road.as("WH-2");

        assertThat(said(() -> road.shipments.close(depot, road.now(), road.shipment()))).isEqualTo("ST183");
        assertThat(said(() -> road.shipments.charge(depot, road.step(1, "VF-1"), new Shipments.Charge(road.shipment(),
                new java.math.BigDecimal("-190"), new java.math.BigDecimal("11.2"), true)))).isEqualTo("ST180");
        road.charged();
        assertThat(said(() -> road.shipments.scan(depot, road.shipment(), road.lot.available(1).getFirst())))
                .isEqualTo("ST186");
    }

    @Test
    void aTransferIsGivenOutWhereItStoodAndTakenOverElsewhere() {
        Road road = new Road(context).qualified().ordered(1).planned().charged();
        String vial = road.lot.available(1).getFirst();
        Transfers.Transfer transfer = new Transfers.Transfer(List.of(vial), "D-01 / A");
        Actor depot = road.as("WH-2");

        assertThat(said(() -> transfers.take(road.as("WH-1"), road.now("WH-3"), transfer))).isEqualTo("ST184");
        transfers.take(depot, road.now("WH-1"), transfer);
        assertThat(units.get(vial).site()).isEqualTo(DEPOT);
        assertThat(units.events(vial).getLast().site()).isEqualTo(DEPOT);
        road.shipments.scan(road.as("WH-1"), road.shipment(), vial);
        assertThat(said(() -> road.shipments.pack(road.as("WH-1"), road.step(1.5, "VF-1"), road.shipment(), "SEAL-9")))
                .isEqualTo("ST183");
        transfers.take(road.as("WH-1"), road.now("WH-2"), new Transfers.Transfer(List.of(vial), "LN2-T01"));
        assertThat(units.get(vial).site()).isEqualTo("MAKER-1");
    }

    @Test
    void whoWorksAtSeveralSitesSaysAtWhichAndEntersAnewElsewhere() {
        Actor open = cast.signIn("WH-3");
        Client program = Client.of(port, open.token());

        assertThat(open.choosesPlace()).isTrue();
        assertThat(program.get("/api/v1/units?type=CONTAINER").json().get("code").stringValue()).isEqualTo("ST187");
        assertThat(program.get("/api/v1/me/sites").json()).hasSize(2);
        assertThat(program.post("/api/v1/me/site", Map.of("site", "H-031")).json().get("code").stringValue())
                .isEqualTo("ST180");
        assertThat(program.post("/api/v1/me/site", Map.of("site", DEPOT)).status()).isEqualTo(204);
        assertThat(cast.refreshed(open).site()).isEqualTo(DEPOT);
        assertThat(program.post("/api/v1/me/site", Map.of("site", "MAKER-1")).status()).isNotEqualTo(204);
        assertThat(program.post("/api/v1/me/site", Map.of("site", "MAKER-1", "password", Cast.PASSWORD)).status())
                .isEqualTo(204);
        assertThat(program.get("/api/v1/me").json().get("site").stringValue()).isEqualTo("MAKER-1");
        assertThat(ledger.recent("people.site_entry", "WH-3", null, 2)).extracting(Ledger.Change::reason)
                .containsExactly("works at MAKER-1", "works at " + DEPOT);
        assertThat(door.actor(door.signIn("wh-3", Cast.PASSWORD, null, DEPOT, "TEST"), "TEST").orElseThrow().site())
                .isEqualTo(DEPOT);
    }

    @Test
    void theAuditTrailSaysFromWhereAndNobodySaysItForHimself() {
        Actor collector = cast.signIn("COL-1");
        String donor = "select genealogy.perform(jsonb_build_object('type', 'OP-010', 'started_at', ledger.plant_now(), 'ended_at', ledger.plant_now(),"
                + " 'outputs', jsonb_build_array(jsonb_build_object('code', 'SITE-DN-1', 'type', 'DONOR_RECORD', 'port', 'donor'))))";

        assertThat(attack.by(collector, "UI 10.0.0.1 @C-02 !EA-26-001", donor)).isEqualTo("done");
        Units.Unit made = units.get("SITE-DN-1");
        assertThat(made.site()).isEqualTo("C-01");
        assertThat(ledger.history("genealogy.unit", Long.toString(made.id()))).extracting(Ledger.Change::origin)
                .containsExactly("UI 10.0.0.1 C-02 EA-26-001 @C-01");
        assertThat(units.events("SITE-DN-1").getFirst().emergency()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "OP-1|insert into people.posting (person, site, granted_by) select id, 'MAKER-1-D', people.author() from people.person where code = 'OP-2' returning 1|ST022",
            "ADM-1|insert into people.posting (person, site, granted_by) select id, 'MAKER-1-D', people.author() from people.person where code = 'ADM-1' returning 1|42501 23514 ST023",
            "ADM-1|insert into people.posting (person, site, granted_by) select id, 'H-031', people.author() from people.person where code = 'OP-2' returning 1|ST181",
            "ADM-1|update people.posting set site = 'MAKER-1-D' where site = 'MAKER-1' returning 1|ST024",
            "ADM-1|update people.site set organisation = organisation + 1 where code = 'C-01' returning 1|ST024",
            "QA-1|update people.site set licensed_until = '2099-01-01', licence = 'none' where code = 'MAKER-1' returning 1|ST022",
            "ADM-1|update people.site set active = false where code = 'H-031-S' returning 1|ST182",
            "ADM-1|insert into people.site (code, organisation, name_zh, name_en, kind, zone) select 'H-047', id, '冒用', 'Taken', 'OFFICE', 'UTC' from people.organisation where code = 'MAKER-1' returning 1|ST181 23505",
            "WH-2|update people.session set site = 'MAKER-1' returning 1|42501",
            "WH-2|select people.work_at('x', 'MAKER-1', 'x')|42501",
            "WH-2|update genealogy.unit set site = 'MAKER-1-D' returning 1|42501",
            "HR-2|update distribution.shipment set to_site = 'H-031-S' returning 1|42501"})
    void sqlOfTheApplicationGoesNoFurther(String person, String statement, String states) {
        assertThat(attack.by(cast.signIn(person), statement)).isIn((Object[]) states.split(" "));
    }

    @Test
    void nothingIsUsedAtASiteWhoseLicenceHasRunOut() {
        Road road = new Road(context).qualified().ordered(1).planned().charged();
        road.shipments.scan(road.as("WH-1"), road.shipment(), road.lot.available(1).getFirst());
        license("XK-2026-01", LocalDate.of(2020, 1, 31));
        try {
            assertThat(said(() -> road.shipments.pack(road.as("WH-1"), road.step(1.5, "VF-1"), road.shipment(),
                    "SEAL-8"))).isEqualTo("ST185");
        } finally {
            license("XK-2026-01", null);
        }
        road.shipments.pack(road.as("WH-1"), road.step(1.5, "VF-1"), road.shipment(), "SEAL-8");
    }

    private void license(String number, LocalDate until) {
        Actor administrator = cast.signIn("ADM-1");
        Sites.Site main = sites.get(administrator, "MAKER-1");
        sites.change(administrator, "MAKER-1",
                new Sites.Change(main.revision(), main.nameZh(), main.nameEn(), number, until, true), WHY);
    }

    @Test
    void theBrowserAsksWhereAndShowsIt() {
        for (String language : List.of("zh-CN", "en")) {
            try (Window window = Window.open(port, language)) {
                window.signIn(cast, "WH-3");
                assertThat(window.page().url()).endsWith("/account/site");
                window.picture("site-choice-" + language);
                window.page().check("#choose-site [value='" + DEPOT + "']");
                window.page().click("#choose-site button");
                assertThat(window.page().textContent(".who-site"))
                        .contains(language.equals("en") ? "Test MAKER-1-D" : "测试MAKER-1-D");
                window.go("/account/site").picture("site-change-" + language);
            }
            try (Window window = Window.open(port, language)) {
                window.signIn(cast, "ADM-1").go("/administration/sites").picture("sites-" + language);
                assertThat(window.page().textContent("#sites")).contains("H-031-S").doesNotContain("⟨");
                assertThat(window.complaints()).isEmpty();
            }
        }
    }
}
