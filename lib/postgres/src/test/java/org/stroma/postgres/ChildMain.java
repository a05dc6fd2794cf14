package org.stroma.postgres;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A program of its own that opens a data folder. It does what its standard input says, line by
 * line. Arguments: folder, claim, then at will the cache and the way to drop root.
 */
final class ChildMain {

    private ChildMain() {}

    public static void main(String[] arguments) throws Exception {
        var settings = Harness.quick().withClaim(Claim.valueOf(arguments[1]));
        if (arguments.length > 2) {
            settings = settings.withCache(Path.of(arguments[2]));
        }
        var way = arguments.length > 3
                ? Optional.of(Privileges.by(Privileges.Way.valueOf(arguments[3])))
                : Optional.<Privileges>empty();
        try (var server = EmbeddedPostgres.open(Path.of(arguments[0]), settings, way);
                var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println(
                    "OPEN " + (server.isOwner() ? "owner" : "attached") + " " + server.port() + " " + server.pid());
            for (var line = in.readLine(); line != null && !line.equals("close"); line = in.readLine()) {
                obey(server, line);
            }
        } catch (PostgresException e) {
            System.out.println("FAILED " + e.getMessage());
        }
        System.out.println("CLOSED");
    }

    private static void obey(PostgresServer server, String line) throws SQLException {
        switch (line) {
            case "ask" -> System.out.println("ANSWER " + Harness.ask(server, "select n from kept"));
            case "write" -> writeForEver(server);
            default -> throw new IllegalArgumentException(line);
        }
    }

    /** Says ROW n after the commit of row n. */
    private static void writeForEver(PostgresServer server) throws SQLException {
        Harness.run(server, "create table written (n int primary key)");
        try (var connection = server.connect("postgres");
                var insert = connection.prepareStatement("insert into written values (?)")) {
            for (var n = 1;; n++) {
                insert.setInt(1, n);
                insert.executeUpdate();
                System.out.println("ROW " + n);
            }
        }
    }
}
