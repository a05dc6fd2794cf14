package org.stroma.app.demo;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.gate.Gates;
import org.stroma.app.laboratory.Laboratory;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;
import org.stroma.app.release.Releases;
import org.stroma.app.testing.Window;

/**
 * What people do for the lot of the campaign with the buttons of its pages: results and their review, papers and declarations of
 * the release, both release gates with their proposals and signatures; and for one patient everything at the hospital.
 */
final class Hands {
    private static final String LOT = CultureAct.LOT;
    private static final Set<String> BY_HAND = Set.of(LOT, WardHands.DOSE);

    private final BeanFactory beans;
    private final Tablets tablets;
    private final WardHands ward;
    private final Set<String> seen = new HashSet<>();

    Hands(BeanFactory beans, Tablets tablets) {
        this.beans = beans;
        this.tablets = tablets;
        this.ward = new WardHands(beans, tablets);
    }

    /** Whether people do this act; where there is no browser, programs do everything. */
    boolean take(String act, Object[] arguments) {
        return Window.possible() && (ward.take(act, arguments) || switch (act) {
            case "Laboratory.enter" -> arguments[1].equals(LOT);
            case "Laboratory.review" -> !((Collection<?>) arguments[1]).isEmpty()
                    && ofLot().containsAll((Collection<?>) arguments[1]);
            // Once by a program, so that the interface is tried as well.
            case "Releases.document", "Releases.declare" -> !seen.add(act);
            case "Gates.propose" -> BY_HAND.contains(arguments[2]);
            case "Gates.sign" -> BY_HAND.contains(gates().decision((long) arguments[1]).unit());
            default -> false;
        });
    }

    @Nullable
    Object act(String act, Object[] arguments) {
        if (ward.take(act, arguments)) {
            return ward.act(act, arguments);
        }
        Window window = tablets.of((Actor) arguments[0]);
        return switch (act) {
            case "Laboratory.enter" -> enter(window, arguments[2]);
            case "Laboratory.review" -> review(window, (Collection<?>) arguments[1]);
            case "Releases.document" -> attach(window, (String) arguments[2], (Evidence.RawFile) arguments[3]);
            case "Releases.declare" -> declare(window, (String) arguments[2], (boolean) arguments[3]);
            case "Gates.propose" -> propose(window, (String) arguments[1], (String) arguments[2],
                    (Gates.Proposal) arguments[3]);
            case "Gates.sign" -> sign(window, (long) arguments[1], (Signing.Entry) arguments[2]);
            default -> throw new IllegalArgumentException(act);
        };
    }

    private List<Long> enter(Window window, Object results) {
        Set<Long> before = ofLot();
        Page page = window.go("/laboratory/unit/" + LOT).page();
        for (Object each : (List<?>) results) {
            Laboratory.Result result = (Laboratory.Result) each;
            String text = String.join("; ", result.replicates());
            Locator field = page.locator("[name='value." + result.characteristic() + "']");
            if (Boolean.TRUE.equals(field.evaluate("field => field.tagName === 'SELECT'"))) {
                field.selectOption(text);
            } else {
                field.fill(text);
            }
            page.selectOption("[name='method." + result.characteristic() + "']", result.method());
        }
        tablets.press(page.locator("#results button"));
        return ofLot().stream().filter(id -> !before.contains(id)).sorted().toList();
    }

    private int review(Window window, Collection<?> ids) {
        Page page = window.go("/laboratory/review?unit=" + LOT).page();
        ids.forEach(id -> page.check("input[name=id][value='" + id + "']"));
        tablets.press(page.locator("button[name=outcome][value=ACCEPTED]"));
        return ids.size();
    }

    private long attach(Window window, String characteristic, Evidence.RawFile file) {
        Locator form = paper(window, characteristic);
        form.locator("[name=file]").setInputFiles(new FilePayload(file.name(), file.mediaType(), file.bytes()));
        return newest(() -> tablets.press(form.locator("button")));
    }

    private long declare(Window window, String characteristic, boolean holds) {
        Locator form = paper(window, characteristic);
        return newest(() -> tablets.press(form.locator("button[value=" + holds + "]")));
    }

    private static Locator paper(Window window, String characteristic) {
        return window.go("/release/" + LOT).page()
                .locator("#papers form:has([name=characteristic][value='" + characteristic + "'])");
    }

    private long propose(Window window, String gate, String unit, Gates.Proposal proposal) {
        Page page = window.go("/gate/" + gate + "/" + unit).picture("hands-" + gate + "-open").page();
        page.check("#proposal [name=outcome][value=" + proposal.outcome() + "]");
        if (proposal.justification() != null) {
            page.fill("#justification", proposal.justification());
        }
        tablets.press(page.locator("#proposal button"));
        return gates().decisions(unit, gate).getFirst().id();
    }

    private Signing.@Nullable Panel sign(Window window, long decision, Signing.Entry entry) {
        String gate = gates().decision(decision).gate();
        String unit = gates().decision(decision).unit();
        Locator panel = window.go("/gate/" + gate + "/" + unit).picture("hands-" + gate + "-sign").page()
                .locator(".sign-panel");
        panel.locator("[name=role]").selectOption(entry.role());
        panel.locator("[name=password]").fill(entry.password());
        String login = entry.login();
        if (login != null) {
            panel.locator("[name=login]").fill(login);
        }
        String code = entry.code();
        if (code != null) {
            panel.locator("[name=code]").fill(code);
        }
        tablets.press(panel.locator("button"));
        return beans.getBean(Signing.class).panel(Gates.RECORD, Long.toString(decision)).orElse(null);
    }

    private long newest(Runnable act) {
        Set<Long> before = ofLot();
        act.run();
        return ofLot().stream().filter(id -> !before.contains(id)).findFirst().orElseThrow();
    }

    private Set<Long> ofLot() {
        Set<Long> ids = new HashSet<>();
        beans.getBean(Evidence.class).list(LOT).forEach(item -> ids.add(item.id()));
        return ids;
    }

    private Gates gates() {
        return beans.getBean(Gates.class);
    }
}
