package org.stroma.app.demo;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
 * the release, both release gates with their proposals and signatures. Each person has a window, those of the laboratory in
 * Chinese, the others in English.
 */
final class Hands {
    private static final String LOT = CultureAct.LOT;

    private final BeanFactory beans;
    private final int port;
    private final Map<String, Window> windows = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final List<String> refusals = new ArrayList<>();
    private int pressed;

    Hands(BeanFactory beans, int port) {
        this.beans = beans;
        this.port = port;
    }

    /** How many forms were sent. */
    int pressed() {
        return pressed;
    }

    /** What the pages refused, and what browsers complained of. */
    List<String> complaints() {
        return List.copyOf(refusals);
    }

    /** Whether people do this act; where there is no browser, programs do everything. */
    boolean take(String act, Object[] arguments) {
        return Window.possible() && switch (act) {
            case "Laboratory.enter" -> arguments[1].equals(LOT);
            case "Laboratory.review" -> !((Collection<?>) arguments[1]).isEmpty()
                    && ofLot().containsAll((Collection<?>) arguments[1]);
            // Once by a program, so that the interface is tried as well.
            case "Releases.document", "Releases.declare" -> !seen.add(act);
            case "Gates.propose" -> arguments[2].equals(LOT);
            case "Gates.sign" -> gates().decision((long) arguments[1]).unit().equals(LOT);
            default -> false;
        };
    }

    Object act(String act, Object[] arguments) {
        Window window = window((Actor) arguments[0]);
        return switch (act) {
            case "Laboratory.enter" -> enter(window, arguments[2]);
            case "Laboratory.review" -> review(window, (Collection<?>) arguments[1]);
            case "Releases.document" -> attach(window, (String) arguments[2], (Evidence.RawFile) arguments[3]);
            case "Releases.declare" -> declare(window, (String) arguments[2], (boolean) arguments[3]);
            case "Gates.propose" -> propose(window, (String) arguments[1], (Gates.Proposal) arguments[3]);
            case "Gates.sign" -> sign(window, (long) arguments[1], (Signing.Entry) arguments[2]);
            default -> throw new IllegalArgumentException(act);
        };
    }

    /** Closes the windows; what they complained of stays. */
    void close() {
        windows.values().forEach(window -> {
            refusals.addAll(window.complaints());
            window.close();
        });
        windows.clear();
    }

    private Window window(Actor actor) {
        String language = actor.hasAny("ANALYST", "QC_REVIEWER", "QC_HEAD") ? "zh-CN" : "en";
        return windows.computeIfAbsent(actor.token(), token -> Window.open(port, language).as(token));
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
        press(window, page.locator("#results button"));
        return ofLot().stream().filter(id -> !before.contains(id)).sorted().toList();
    }

    private int review(Window window, Collection<?> ids) {
        Page page = window.go("/laboratory/review?unit=" + LOT).page();
        ids.forEach(id -> page.check("input[name=id][value='" + id + "']"));
        press(window, page.locator("button[name=outcome][value=ACCEPTED]"));
        return ids.size();
    }

    private long attach(Window window, String characteristic, Evidence.RawFile file) {
        Locator form = paper(window, characteristic);
        form.locator("[name=file]").setInputFiles(new FilePayload(file.name(), file.mediaType(), file.bytes()));
        return newest(() -> press(window, form.locator("button")));
    }

    private long declare(Window window, String characteristic, boolean holds) {
        Locator form = paper(window, characteristic);
        return newest(() -> press(window, form.locator("button[value=" + holds + "]")));
    }

    private static Locator paper(Window window, String characteristic) {
        return window.go("/release/" + LOT).page()
                .locator("#papers form:has([name=characteristic][value='" + characteristic + "'])");
    }

    private long propose(Window window, String gate, Gates.Proposal proposal) {
        Page page = window.go("/gate/" + gate + "/" + LOT).picture("hands-" + gate + "-open").page();
        page.check("#proposal [name=outcome][value=" + proposal.outcome() + "]");
        if (proposal.justification() != null) {
            page.fill("#justification", proposal.justification());
        }
        press(window, page.locator("#proposal button"));
        return gates().decisions(LOT, gate).getFirst().id();
    }

    private Signing.@Nullable Panel sign(Window window, long decision, Signing.Entry entry) {
        String gate = gates().decision(decision).gate();
        Locator panel = window.go("/gate/" + gate + "/" + LOT).picture("hands-" + gate + "-sign").page()
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
        press(window, panel.locator("button"));
        return beans.getBean(Signing.class).panel(Gates.RECORD, Long.toString(decision)).orElse(null);
    }

    @SuppressWarnings("deprecation") // the address may stay the same, so it cannot be waited for
    private void press(Window window, Locator button) {
        window.page().waitForNavigation(button::click);
        pressed++;
        refusals.addAll(window.page().locator("#refusal").allTextContents());
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
