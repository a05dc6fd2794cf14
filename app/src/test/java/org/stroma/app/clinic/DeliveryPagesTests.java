package org.stroma.app.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.stroma.app.distribution.Road;
import org.stroma.app.genealogy.Units;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.Window;

/** Shipments and doses in a real browser, in both languages, with steps recorded through their forms. */
@StromaTest
class DeliveryPagesTests {
    @LocalServerPort
    private int port;
    @Autowired
    private Cast cast;
    @Autowired
    private ApplicationContext context;
    @Autowired
    private Units units;

    @Test
    void showsTheWayTheTemperaturesAndTheDoseInBothLanguages() {
        Ward ward = new Ward(context, 3);
        DoseOrders.DoseOrder order = ward.thawed(ward.reserved("PAGE", "62.0"), 10);
        for (String language : new String[]{"zh-CN", "en"}) {
            try (Window window = Window.open(port, language)) {
                window.signIn(cast, "HP-1").go("/shipments/" + ward.road.shipment());
                window.page().waitForSelector("[data-temperatures] canvas");
                window.picture("shipment-" + language);
                assertThat(window.page().textContent("#recording")).contains("-151.2").contains("-135");
                String drawn = window.page().locator("[data-temperatures]").first().getAttribute("data-temperatures");
                String shown = window.page().locator("#recording tbody td").first().textContent();
                assertThat(Duration.between(LocalDateTime.parse(shown.strip().substring(0, 16).replace(' ', 'T')),
                        LocalDateTime.parse(drawn.replaceAll("(?s)^\\[\\{\"at\":\"([^\"]+)\".*$", "$1"))))
                        .as("plant time on the axis as in the table").isBetween(Duration.ZERO, Duration.ofMinutes(15));
                window.go("/clinic").picture("clinic-" + language).go("/clinic/orders/" + order.code());
                window.picture("dose-" + language);
                assertThat(window.page().textContent("#countdown")).containsPattern("(10[89]|110):[0-5][0-9]");
                String first = window.page().textContent("#time-left");
                window.page().waitForFunction(
                        "before => document.getElementById('time-left').textContent !== before", first);
                assertThat(window.page().textContent("#dose")).contains("10.33").contains("18.33");
                window.go("/shipments").picture("shipments-" + language);
                assertThat(window.page().textContent("h1")).isEqualTo(
                        language.equals("en") ? "Orders and shipments" : "订单与运输");
                window.go("/gate/G8b/" + ward.road.shipment()).picture("receipt-gate-" + language);
                window.go("/adverse-events").picture("adverse-events-" + language);
                assertThat(window.complaints()).isEmpty();
            }
        }
    }

    /** Two orders are cancelled where they are listed: by those of the hospital, with a reason, once. */
    @Test
    void ordersAreCancelledOnTheirPagesByWhoMay() {
        Ward ward = new Ward(context, 3);
        DoseOrders.DoseOrder dose = ward.ordered("CANCEL", "41.5", null);
        Road road = new Road(context).qualified().ordered(1);
        try (Window window = Window.open(port, "zh-CN").signIn(cast, "DR-1");
                Window other = Window.open(port, "en").signIn(cast, "NU-2")) {
            other.go("/");
            for (String order : List.of("/clinic/orders/" + dose.code(), "/shipments/orders/" + road.code("SO"))) {
                assertThat(other.send(order + "/cancellation", Map.of("reason", "an attack")).status()).as(order)
                        .isIn(403, 404, 422);
            }
            assertThat(window.go("/clinic/orders/" + dose.code()).page().locator("#cancel").count()).isOne();
            cancel(window, "#cancel", "cancel-dose-order-zh-CN");
            assertThat(ward.orders.get(ward.road.as("DR-1"), dose.code()).state()).isEqualTo("CANCELLED");
            assertThat(window.go("/clinic/orders/" + dose.code()).page().locator("#cancel").count()).isZero();
            window.go("/shipments");
            cancel(window, "[id='order-" + road.code("SO") + "']", "cancel-supply-order-zh-CN");
            assertThat(road.orders.get(road.as("HR-1"), road.code("SO")).state()).isEqualTo("CANCELLED");
            assertThat(window.complaints()).isEmpty();
            // What was cancelled meanwhile is refused to the page of before, in words.
            window.send("/clinic/orders/" + dose.code() + "/cancellation", Map.of("reason", "once more"));
            assertThat(window.send("/shipments/orders/" + road.code("SO") + "/cancellation",
                    Map.of("reason", "once more")).body()).contains("id=\"refusal\"");
        }
    }

    private static void cancel(Window window, String place, String picture) {
        window.page().click(place + " details summary");
        window.picture(picture);
        window.page().fill(place + " form[action$='/cancellation'] [name=reason]", "患者推迟治疗");
        window.press(place + " form[action$='/cancellation'] button");
    }

    @Test
    void recordsScanPackAndThawThroughForms() {
        Road road = new Road(context).qualified().ordered(1).planned().charged();
        String vial = road.lot.available(1).getFirst();
        try (Window window = Window.open(port, "en")) {
            window.signIn(cast, "WH-1").go("/shipments/steps/scan?unit=" + road.shipment());
            window.page().fill("[name=scans]", vial);
            window.press("#step button.btn-primary");
            assertThat(window.page().textContent("#contents")).contains(vial);
            window.go("/shipments/steps/pack?unit=" + road.shipment()).picture("step-pack");
            Map.of("seal", "SEAL-77", "verifierLogin", Cast.login("VF-1"), "verifierPassword", Cast.PASSWORD)
                    .forEach((name, value) -> window.page().fill("[name=" + name + "]", value));
            window.press("#step button.btn-primary");

            assertThat(window.page().url()).endsWith("/shipments/" + road.shipment());
            assertThat(units.get(vial).state()).isEqualTo("PACKED");
            window.go("/gate/G8a/" + road.shipment()).picture("dispatch-gate");
            window.go("/returns").picture("returns");
            assertThat(window.complaints()).isEmpty();
        }
        try (Window window = Window.open(port, "en")) {
            window.signIn(cast, "QA-1").go("/shipments/qualifications").picture("qualifications");
            assertThat(window.page().content()).contains("CARRIER-1");
            window.go("/clinic");
            assertThat(window.page().locator("#orders").count()).isZero();
        }
        road.shipments.unpack(road.as("WH-1"), road.now("VF-1"), road.shipment());
    }
}
