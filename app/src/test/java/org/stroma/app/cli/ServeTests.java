package org.stroma.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stroma.app.database.Migrations;
import org.stroma.app.database.Store;
import org.stroma.app.people.Totp;
import org.stroma.app.testing.Client;
import org.stroma.app.testing.Command;
import org.stroma.postgres.PostgresServer;

/** An instance for real work: empty, with one administrator; what it said to have done is there however it ends. SR-020, SR-033, SR-050. */
class ServeTests {
    private static final String PHRASE = "a long phrase of my own";
    private static final int WRITERS = 3;

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        Command.killAll();
    }

    static Command serve(Path data, int port) throws IOException {
        return Command.start("serve", "--data", data.toString(), "--port", Integer.toString(port));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Programs write while the process, then the process and its database, then again the process are killed. */
    @Test
    void nothingThatWasAcknowledgedIsLostHoweverOftenItIsKilled() throws Exception {
        Path data = folder.resolve("data");
        int port = freePort();
        Command server = serve(data, port);
        String token = firstSession(port, server.readUntil("Stroma serves"));
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        for (int round = 0; round < 3; round++) {
            if (round > 0) {
                server = serve(data, port);
                List<String> said = server.readUntil("Stroma serves");
                assertThat(said).last().asString().startsWith("Stroma serves");
                assertThat(said).noneMatch(line -> line.contains("password"));
            }
            assertThat(codes(port, token)).containsAll(acknowledged);
            writeUntilKilled(server, round == 1 ? Optional.of(data) : Optional.empty(), port, token, round,
                    acknowledged);
        }
        Command again = serve(data, port);
        again.readUntil("Stroma serves");
        List<String> there = codes(port, token);
        again.terminate();
        Invocation verified = Invocation.of("ledger", "verify", "--data", data.toString());

        assertThat(acknowledged).hasSizeGreaterThan(3 * WRITERS);
        assertThat(there).containsAll(acknowledged).doesNotHaveDuplicates();
        assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
        assertThat(verified.out()).contains("intact");
    }

    static String firstSession(int port, List<String> said) {
        String all = String.join("\n", said);
        String secret = find("app\\)  (\\S+)", all);
        String password = find("password  (\\S+)", all);
        Client door = Client.of(port, null);
        String token = door.post("/api/v1/sessions", Map.of("login", "admin", "password", password, "code",
                Totp.code(secret, Instant.now()))).json().get("token").stringValue();
        Client admin = Client.of(port, token);
        assertThat(admin.get("/api/v1/persons").status()).isEqualTo(403);
        assertThat(admin.post("/api/v1/me/password", Map.of("current", password, "fresh", PHRASE)).status())
                .isEqualTo(204);
        assertThat(admin.get("/api/v1/persons").json()).hasSize(1);
        return token;
    }

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    static List<String> codes(int port, String token) {
        return Client.of(port, token).get("/api/v1/organisations").json().valueStream()
                .map(each -> each.get("code").stringValue()).toList();
    }

    private static void writeUntilKilled(Command server, Optional<Path> database, int port, String token, int round,
            Set<String> acknowledged) throws Exception {
        int before = acknowledged.size();
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            IntStream.range(0, WRITERS).forEach(writer -> writers.execute(() -> {
                Client client = Client.of(port, token);
                try {
                    for (int n = 0; n < 10_000; n++) {
                        String code = "K-%d-%d-%d".formatted(round, writer, n);
                        if (client.post("/api/v1/organisations", organisation(code)).status() != 201) {
                            return;
                        }
                        acknowledged.add(code);
                    }
                } catch (java.io.UncheckedIOException gone) {
                    // It was killed: what was not acknowledged may be there or not.
                }
            }));
            while (acknowledged.size() < before + 2 * WRITERS) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            if (database.isPresent()) {
                Command.killDatabaseOf(database.get());
            }
            server.kill();
        }
    }

    static Map<String, Object> organisation(String code) {
        return Map.of("organisation", Map.of("code", code, "nameZh", "组织 " + code, "nameEn", "Organisation " + code,
                "kind", "HOSPITAL", "zone", "Asia/Shanghai", "active", true), "reason", "written while it is killed");
    }

    @Test
    void servesOthersOverTlsAndNoRoleThatCouldForge() throws Exception {
        Path store = folder.resolve("certificate.p12");
        Listening listening = Listening.on("127.0.0.1", freePort(), Optional.of(certificate(store)),
                Optional.of(key(store)));
        Path data = folder.resolve("plant");
        try (Instance _ = Instance.start(data, Migrations.Kind.PRODUCTION, true, listening.properties())) {
            HttpResponse<String> page = HttpClient.newBuilder().sslContext(trusting(store)).build()
                    .send(HttpRequest.newBuilder(URI.create(listening.url() + "/sign-in")).build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(listening.url()).startsWith("https://");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Strict-Transport-Security")).isPresent();
            assertThat(page.headers().allValues("Set-Cookie"))
                    .allMatch(cookie -> cookie.contains("Secure") || !cookie.contains("XSRF"));
        }
        for (String grant : List.of("grant stroma_owner to stroma_app with inherit false, set true",
                "grant pg_write_all_data to stroma_system", "alter role stroma_app superuser")) {
            change(data, grant);
            assertThatThrownBy(() -> Instance.start(data, Migrations.Kind.PRODUCTION, true, "server.port=0"))
                    .as(grant).isInstanceOf(CommandRefusal.class).hasMessageContaining("could alter the audit trail");
            change(data, grant.startsWith("alter")
                    ? "alter role stroma_app nosuperuser"
                    : grant.replaceFirst("grant", "revoke").replaceFirst(" to (\\S+).*", " from $1"));
        }
        assertThatThrownBy(() -> Instance.start(data, Migrations.Kind.DEMONSTRATION, true, "server.port=0"))
                .hasMessageContaining("not a demonstration's data");
    }

    private static void change(Path data, String sql) throws Exception {
        try (Store store = Store.open(data, Map.of())) {
            PostgresServer server = store.server().orElseThrow();
            try (Connection superuser = DriverManager.getConnection(server.jdbcUrl("stroma"), server.superuser(),
                    server.superuserPassword()); Statement statement = superuser.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    private Path certificate(Path store) throws Exception {
        int made = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "stroma", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
                "san=dns:localhost", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PHRASE)
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        assertThat(made).isZero();
        return pem("CERTIFICATE", read(store).getCertificate("stroma").getEncoded());
    }

    private Path key(Path store) throws Exception {
        return pem("PRIVATE KEY", read(store).getKey("stroma", PHRASE.toCharArray()).getEncoded());
    }

    private Path pem(String kind, byte[] bytes) throws IOException {
        return Files.writeString(folder.resolve(kind.replace(' ', '-') + ".pem"), "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(bytes) + "\n-----END " + kind
                + "-----\n");
    }

    private static KeyStore read(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (FileInputStream in = new FileInputStream(store.toFile())) {
            keys.load(in, PHRASE.toCharArray());
        }
        return keys;
    }

    private static SSLContext trusting(Path store) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("stroma", read(store).getCertificate("stroma"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
