package org.stroma.app.demo;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stroma.app.people.Actor;
import org.stroma.app.testing.Window;

/** The windows of the people of the campaign, one for each session: laboratory and ward in Chinese, the others in English. */
final class Tablets {
    private static final String[] CHINESE = {"ANALYST", "QC_REVIEWER", "QC_HEAD", "NURSE", "HOSP_PREPARER"};

    private final int port;
    private final Map<String, Window> windows = new HashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private int pressed;

    Tablets(int port) {
        this.port = port;
    }

    Window of(Actor actor) {
        return windows.computeIfAbsent(actor.token(),
                token -> Window.open(port, actor.hasAny(CHINESE) ? "zh-CN" : "en").as(token));
    }

    /** Presses what sends a form, and waits for the page that answers. */
    void press(Locator button) {
        Window.untilAnswered(button.page(), button::click);
        pressed++;
        complaints.addAll(button.page().locator("#refusal").allTextContents());
    }

    /** Closes the windows; what they complained of stays. */
    void close() {
        windows.values().forEach(window -> {
            complaints.addAll(window.complaints());
            window.close();
        });
        windows.clear();
    }

    /** How many forms were sent. */
    int pressed() {
        return pressed;
    }

    /** What the pages refused, and what browsers complained of. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }
}
