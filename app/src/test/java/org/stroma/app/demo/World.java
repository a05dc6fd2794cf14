package org.stroma.app.demo;

import com.microsoft.playwright.Page;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.stroma.app.StromaApplication;
import org.stroma.app.database.Credentials;
import org.stroma.app.testing.TestServer;
import org.stroma.app.testing.Window;

/**
 * The worked campaign on a database of its own, performed once for a test run. Tests that share it read it, or add what no other
 * test looks at; what would spoil it for others needs a world of their own.
 */
final class World {
    private static final World INSTANCE = new World();

    final ConfigurableApplicationContext context;
    final Plant plant;
    private final Credentials credentials;

    private World() {
        credentials = TestServer.fresh();
        context = new SpringApplicationBuilder(StromaApplication.class)
                .initializers((GenericApplicationContext c) -> c.registerBean(Credentials.class, () -> credentials))
                .run("--server.port=0");
        new Campaign(context, _ -> {}).perform();
        plant = new Plant(context);
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

    /** A connection that sees everything, to count what was written. */
    Connection superuser() throws SQLException {
        return TestServer.superuser(credentials);
    }

    /** A browser in which a person of the demonstration has signed in. */
    Window window(String language, String person) {
        Window window = Window.open(port(), language);
        Page page = window.page();
        page.fill("#login", person.toLowerCase(java.util.Locale.ROOT));
        page.fill("#password", Stage.PASSWORD);
        page.click("form[action='/sign-in'] button");
        return window;
    }
}
