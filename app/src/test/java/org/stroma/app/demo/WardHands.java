package org.stroma.app.demo;

import com.microsoft.playwright.Page;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.stroma.app.batch.Step;
import org.stroma.app.clinic.AdverseEvents;
import org.stroma.app.clinic.DoseOrders;
import org.stroma.app.clinic.Doses;
import org.stroma.app.genealogy.Door;
import org.stroma.app.people.Actor;
import org.stroma.app.testing.Window;

/** The second patient of the campaign, from the order to the outcome, with the buttons of the hospital's pages. */
final class WardHands {
    static final String DOSE = "DO-27-B";
    private static final Set<String> ACTS = Set.of("DoseOrders.verify", "DoseOrders.allocate", "Doses.endThaw",
            "Doses.startInfusion", "Doses.endInfusion", "Doses.discardRemainder", "AdverseEvents.record");

    private final BeanFactory beans;
    private final Tablets tablets;

    WardHands(BeanFactory beans, Tablets tablets) {
        this.beans = beans;
        this.tablets = tablets;
    }

    boolean take(String act, Object[] arguments) {
        return switch (act) {
            case "DoseOrders.place" -> ((DoseOrders.NewOrder) arguments[1]).code().equals(DOSE);
            case "Doses.startThaw" -> ((Doses.Thaw) arguments[2]).order().equals(DOSE);
            case "Doses.prepare" -> ((Doses.Preparation) arguments[2]).order().equals(DOSE);
            case "Doses.checkAtBedside" -> ((Doses.Bedside) arguments[2]).dose().equals(DOSE);
            default -> ACTS.contains(act) && Arrays.asList(arguments).contains(DOSE);
        };
    }

    @Nullable
    Object act(String act, Object[] arguments) {
        Actor actor = (Actor) arguments[0];
        Window window = tablets.of(actor);
        switch (act) {
            case "DoseOrders.place" -> place(window, (DoseOrders.NewOrder) arguments[1]);
            case "DoseOrders.verify" -> tablets.press(order(window).locator("#verify button"));
            case "DoseOrders.allocate" -> allocate(window, (List<?>) arguments[2]);
            case "Doses.startThaw" -> thaw(window, (Step) arguments[1], (Doses.Thaw) arguments[2]);
            case "Doses.endThaw" -> step(window, "thawed", (Step) arguments[1]);
            case "Doses.prepare" -> prepare(window, (Step) arguments[1], (Doses.Preparation) arguments[2]);
            case "Doses.checkAtBedside" -> check(window, (Step) arguments[1], (Doses.Bedside) arguments[2]);
            case "Doses.startInfusion" -> step(window, "start", (Step) arguments[1]);
            case "Doses.endInfusion" -> step(window, "end", (Step) arguments[1]);
            case "Doses.discardRemainder" -> step(window, "remainder", (Step) arguments[1]);
            case "AdverseEvents.record" -> observe(window, (AdverseEvents.OutcomeKind) arguments[2],
                    (Instant) arguments[3]);
            default -> throw new IllegalArgumentException(act);
        }
        return switch (act) {
            case "DoseOrders.place", "DoseOrders.verify", "DoseOrders.allocate", "Doses.endThaw" ->
                beans.getBean(DoseOrders.class).get(actor, DOSE);
            case "Doses.prepare" -> beans.getBean(Doses.class).get(actor, DOSE);
            case "Doses.checkAtBedside" -> beans.getBean(Doses.class).checks(DOSE).getLast();
            case "Doses.endInfusion" -> null;
            default -> 0L;
        };
    }

    private static Page order(Window window) {
        return window.go("/clinic/orders/" + DOSE).page();
    }

    private void place(Window window, DoseOrders.NewOrder order) {
        Page page = window.go("/clinic").page();
        page.locator("details:has(#place) > summary").click();
        page.fill("#place [name=order]", order.code());
        page.selectOption("#place [name=patient]", order.patient());
        page.selectOption("#place [name=product]", order.product());
        page.selectOption("#place [name=rule]", order.rule());
        page.fill("#place [name=weightKg]", order.weightKg().toPlainString());
        page.fill("#place [name=weighedAt]", local(order.weighedAt()));
        page.selectOption("#place [name=diluent]", order.diluent());
        tablets.press(page.locator("#place button"));
    }

    private void allocate(Window window, List<?> containers) {
        Page page = order(window);
        page.fill("#allocate [name=scans]", String.join("\n", containers.stream().map(String::valueOf).toList()));
        tablets.press(page.locator("#allocate button"));
    }

    private void thaw(Window window, Step step, Doses.Thaw thaw) {
        Page page = open(window, "thaw", step);
        page.selectOption("[name=method]", thaw.method());
        page.fill("[name=temperatureC]", thaw.temperatureC().toPlainString());
        tablets.press(page.locator("#step button.btn-primary"));
        window.picture("hands-thaw");
    }

    private void prepare(Window window, Step step, Doses.Preparation preparation) {
        Page page = open(window, "prepare", step);
        page.fill("[name=diluentLots]", preparation.diluentLots());
        page.check("[name=aggregates][value='" + preparation.aggregates() + "']");
        page.check("[name=leak][value='" + preparation.leak() + "']");
        page.fill("[name=plannedMinutes]", Integer.toString(preparation.plannedMinutes()));
        window.picture("hands-prepare");
        tablets.press(page.locator("#step button.btn-primary"));
    }

    private void check(Window window, Step step, Doses.Bedside bedside) {
        Page page = open(window, "bedside", step);
        page.fill("[name=wristband]", bedside.wristband());
        page.check("[name=secondIdentifier][value='" + bedside.secondIdentifier() + "']");
        page.fill("[name=scans]", String.join("\n", bedside.containers()));
        tablets.press(page.locator("#step button.btn-primary"));
        window.picture("hands-bedside");
    }

    private void step(Window window, String kind, Step step) {
        tablets.press(open(window, kind, step).locator("#step button.btn-primary"));
    }

    /** The form of a step, offered by the order's page, with its times and the second person filled in. */
    private Page open(Window window, String kind, Step step) {
        Page page = order(window);
        page.locator("#acts a[href*='/clinic/steps/" + kind + "']").click();
        page.waitForURL(address -> address.contains("/clinic/steps/" + kind));
        page.fill("[name=start]", local(step.start()));
        page.fill("[name=end]", local(step.end()));
        Door.Verifier second = step.verifier();
        if (second != null) {
            page.fill("[name=verifierLogin]", second.login());
            page.fill("[name=verifierPassword]", second.password());
            String code = second.code();
            if (code != null) {
                page.fill("[name=verifierCode]", code);
            }
        }
        return page;
    }

    private void observe(Window window, AdverseEvents.OutcomeKind kind, Instant at) {
        Page page = order(window);
        page.locator("details:has(#outcome) > summary").click();
        page.selectOption("#outcome [name=kind]", kind.name());
        page.fill("#outcome [name=at]", local(at));
        tablets.press(page.locator("#outcome button"));
        window.picture("hands-outcome");
    }

    private static String local(Instant instant) {
        return instant.atZone(Plant.ZONE).toLocalDateTime().toString();
    }
}
