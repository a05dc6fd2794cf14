package org.stroma.app.demo;

import com.microsoft.playwright.Page;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.stroma.app.StromaApplication;
import org.stroma.app.database.Credentials;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.testing.QuickPasswords;
import org.stroma.app.testing.TestServer;
import org.stroma.app.testing.Window;

/**
 * The worked campaign on a database of its own, performed once for a test run, by programs wherever there is an interface for it, the
 * lot's laboratory and release, and one patient, by hand in a browser. Tests that share it read it, or add what no other
 * test looks at; what would spoil it for others needs a world of their own.
 */
final class World {
    private static final String WRITTEN = """
            select count(*) from ledger.entry where tab not in ('people.account', 'people.sign_in_attempt')""";
    private static final World INSTANCE = new World();

    final ConfigurableApplicationContext context;
    final Plant plant;
    /** What the campaign left behind, before any test added to it. */
    final CampaignReport report;
    /** Entries that the campaign itself left to a reviewer. */
    final List<Evidence.Waiting> waiting;
    /** A certificate that a program made while the release stood. */
    final long certificate;
    final Programs programs;
    final Tablets tablets;
    private final Credentials credentials;

    private World() {
        credentials = TestServer.fresh();
        context = new SpringApplicationBuilder(StromaApplication.class)
                .initializers((GenericApplicationContext c) -> c.registerBean(Credentials.class, () -> credentials))
                .run("--server.port=0");
        TestServer.closeFirst(context);
        tablets = new Tablets(port());
        programs = new Programs(context, port(), this::written, new Hands(context, tablets));
        AtomicBoolean quick = new AtomicBoolean();
        new Campaign(programs.beans(), _ -> {
            if (quick.compareAndSet(false, true)) {
                QuickPasswords.apply(context, Stage.PASSWORD);
            }
        }).perform();
        tablets.close();
        // The people below sign in again, some within the half minute of their last code.
        QuickPasswords.apply(context, Stage.PASSWORD);
        plant = new Plant(context);
        report = CampaignReport.of(context);
        waiting = Stream.of("QCR-1", "QCH-1", "HC-1", "HR-1", "QA-1")
                .flatMap(person -> the(Evidence.class).waitingFor(plant.as(person)).stream()).toList();
        certificate = certify();
    }

    private long certify() {
        long decision = new Records(context).decisions().stream().filter(each -> each.gate().equals("G6a")).findFirst()
                .orElseThrow().id();
        return programs.post(plant.as("QA-2"), "/releases/{lot}/certificates",
                "/releases/" + CultureAct.LOT + "/certificates", Programs.fields("decision", decision, "kind",
                        "CERTIFICATE_OF_ANALYSIS", "language", "en"))
                .json().get("id").longValue();
    }

    static World get() {
        return INSTANCE;
    }

    <T> T the(Class<T> service) {
        return context.getBean(service);
    }

    int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    /** The newest decision in force at a gate. */
    long decision(String gate) {
        return new Records(context).decisions().stream().filter(each -> each.gate().equals(gate))
                .reduce((_, last) -> last).orElseThrow().id();
    }

    /** A connection that sees everything, to count what was written. */
    Connection superuser() throws SQLException {
        return TestServer.superuser(credentials);
    }

    /** How much was ever written, but for failed proofs of identity: they count to the lock-out. */
    long written() {
        try (Connection superuser = superuser();
                Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery(WRITTEN)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A browser in which a person of the demonstration has signed in. */
    Window window(String language, String person) {
        Window window = Window.open(port(), language);
        Page page = window.page();
        page.fill("#login", person.toLowerCase(java.util.Locale.ROOT));
        page.fill("#password", Stage.PASSWORD);
        page.click("form[action='/sign-in'] button");
        page.waitForURL(address -> !address.contains("/sign-in"));
        return window;
    }
}
