package org.stroma.app.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stroma.postgres.EmbeddedPostgres;
import org.stroma.postgres.PostgresServer;
import org.stroma.postgres.PostgresSettings;

/** Whoever opens a new database at the same moment as others finds the passwords that count. */
class StoreTests {
    private static final int OPENERS = 6;

    @TempDir
    private Path folder;

    @Test
    void rolesOfAFolderAreMadeOnceHoweverManyOpenIt() throws Exception {
        Path data = folder.resolve("data");
        // The server runs already: so they meet at the roles, not at its start.
        try (PostgresServer _ = EmbeddedPostgres.open(data, PostgresSettings.defaults())) {
            everyoneOf(atOnce(() -> Store.open(data, PostgresSettings.defaults())));
        }
    }

    @Test
    void rolesOnAServerOfYoursAreMadeOnceHoweverManyPrepareIt() throws Exception {
        Path data = folder.resolve("data");
        try (PostgresServer yours = EmbeddedPostgres.open(folder.resolve("server"), PostgresSettings.defaults())) {
            Map<String, String> environment = Map.of("STROMA_DB_URL", yours.jdbcUrl("plant"), "STROMA_DB_USER",
                    yours.superuser(), "STROMA_DB_PASSWORD", yours.superuserPassword());
            everyoneOf(atOnce(() -> Store.openAsOwner(data, environment)));
        }
    }

    private static List<Store> atOnce(Callable<Store> open) throws Exception {
        CyclicBarrier start = new CyclicBarrier(OPENERS);
        List<Store> stores = new ArrayList<>();
        try (ExecutorService openers = Executors.newFixedThreadPool(OPENERS)) {
            List<Future<Store>> opened = new ArrayList<>();
            for (int n = 0; n < OPENERS; n++) {
                opened.add(openers.submit(() -> {
                    start.await();
                    return open.call();
                }));
            }
            for (Future<Store> each : opened) {
                stores.add(each.get());
            }
        }
        return stores;
    }

    private static void everyoneOf(List<Store> stores) throws Exception {
        try {
            for (Store store : stores) {
                assertThat(store.credentials().passwords()).isEqualTo(stores.getFirst().credentials().passwords());
                try (Connection connection = store.credentials().dataSource(DatabaseRole.READ).getConnection()) {
                    assertThat(connection.isValid(5)).isTrue();
                }
            }
        } finally {
            stores.forEach(Store::close);
        }
    }
}
