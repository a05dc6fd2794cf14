package org.stroma.app.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.stroma.app.people.SessionFilter;

/**
 * A window of a real browser at tablet width, with cookies of its own; collects what the page's console and content policy
 * complained about. All windows of a test run belong to one browser, which ends with the process that started it.
 */
public final class Window implements AutoCloseable {
    private static final Path CHROMIUM = Path.of(System.getenv().getOrDefault("STROMA_CHROMIUM", "/usr/bin/chromium"));
    /** A longer page is cut here in its picture: drawing ten metres of history takes a browser many seconds. */
    private static final int TALLEST = 3000;
    /** How long an answer is waited for: a busy machine is no failure. */
    private static final double PATIENCE = 120_000;
    private static @Nullable Browser browser;

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final String base;

    private Window(int port, String language) {
        base = "http://localhost:" + port;
        context = browser().newContext(new Browser.NewContextOptions().setViewportSize(1180, 820).setLocale(language));
        context.setDefaultTimeout(PATIENCE);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(base + "/sign-in?lang=" + language);
    }

    private static synchronized Browser browser() {
        if (browser == null) {
            Playwright playwright = Playwright
                    .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            browser = playwright.chromium()
                    .launch(new BrowserType.LaunchOptions().setExecutablePath(CHROMIUM).setHeadless(true)
                            .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-quic",
                                    "--disable-component-update", "--disable-background-networking",
                                    "--disable-sync")));
        }
        return browser;
    }

    /** Whether this machine has a browser. */
    public static boolean possible() {
        return Files.isExecutable(CHROMIUM);
    }

    /** Goes on in a session that was begun elsewhere. */
    public Window as(String token) {
        context.addCookies(List.of(new Cookie(SessionFilter.COOKIE, token).setUrl(base)));
        return this;
    }

    /** A new window in a language, zh-CN or en; the test is skipped, and says so, where there is no browser. */
    public static Window open(int port, String language) {
        boolean there = possible();
        if (!there) {
            System.out.println("SKIPPED: no browser at " + CHROMIUM + "; tests of pages need one");
        }
        Assumptions.assumeTrue(there, "no browser");
        return new Window(port, language);
    }

    /** Signs in through the page. */
    public Window signIn(Cast cast, String person) {
        page.fill("#login", Cast.login(person));
        page.fill("#password", Cast.PASSWORD);
        String code = cast.code(person);
        if (code != null) {
            page.fill("#code", code);
        }
        page.click("form[action='/sign-in'] button");
        page.waitForURL(address -> !address.contains("/sign-in"));
        return this;
    }

    public Window go(String path) {
        page.navigate(base + path);
        return this;
    }

    public Page page() {
        return page;
    }

    /** Presses what sends a form, and waits for the page that answers. */
    public Window press(String button) {
        press(page, button);
        return this;
    }

    /** The same on a page. */
    public static void press(Page page, String button) {
        untilAnswered(page, () -> page.click(button));
    }

    /**
     * Does something that leads to another page, and waits for that page. The document of before is marked, so that it does not matter how soon
     * the answer comes, whether its address is the same, and whether other windows are waited for meanwhile.
     */
    public static void untilAnswered(Page page, Runnable act) {
        page.evaluate("() => { window.shownBefore = true; }");
        act.run();
        page.waitForFunction("() => !window.shownBefore && document.readyState === 'complete'");
    }

    /** What came back for a form that was sent past the page. */
    public record Sent(int status, String body) {}

    /** Sends a form that the page does not show, as its reader: with his session and the token that the page carries. */
    public Sent send(String path, Map<String, String> fields) {
        Map<?, ?> sent = (Map<?, ?>) page.evaluate(
                """
                        async ([path, fields]) => {
                          const body = new URLSearchParams(fields);
                          body.set('_csrf', document.querySelector('[name=_csrf]').value);
                          const answer = await fetch(path, {method: 'POST', body, headers: {Accept: 'text/html'}});
                          return {status: answer.status, body: await answer.text()};
                        }""",
                List.of(path, fields));
        return new Sent(((Number) Objects.requireNonNull(sent.get("status"))).intValue(),
                String.valueOf(sent.get("body")));
    }

    /** Why the last press was refused, as the page says it to its reader. */
    public String refusal() {
        List<String> said = page.locator("#refusal, #error-text").allTextContents();
        return said.isEmpty() ? "accepted: " + page.url() : said.getFirst();
    }

    /** Keeps a picture of the page below target/screenshots. */
    public Window picture(String name) {
        double height = ((Number) page.evaluate("() => document.documentElement.scrollHeight")).doubleValue();
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
                .setClip(0, 0, page.viewportSize().width,
                        Math.min(TALLEST, Math.max(page.viewportSize().height, height)))
                .setPath(Path.of("target/screenshots", name + ".png")));
        return this;
    }

    /** How far the page reaches beyond a screen of this width, in pixels. */
    public int overflow(int width) {
        page.setViewportSize(width, 1180);
        Object beyond = page.evaluate(
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        page.setViewportSize(1180, 820);
        return ((Number) beyond).intValue();
    }

    /** Names of fields that nothing names to somebody who does not see them. */
    public List<String> unlabelled() {
        Object names = page.evaluate(
                """
                        () => [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
                          .filter(field => !field.labels.length && !field.getAttribute('aria-label') && !field.getAttribute('aria-labelledby'))
                          .map(field => field.name || field.id || field.outerHTML)""");
        return ((List<?>) names).stream().map(String::valueOf).toList();
    }

    /** Errors of the console, violations of the content policy among them. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        context.close();
    }
}
