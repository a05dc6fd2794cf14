package org.stroma.app.testing;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import org.stroma.app.database.Credentials;
import org.stroma.app.people.Actor;

/** Puts records before signers as the database's owner would, since the application cannot. */
public final class Records {
    private static final String PUT = """
            select people.enter(?, 'a record for signing', 'TEST'),
                   people.put_signable(?, ?, 'application/json', '1', ?, '记录', 'Record', ?, ?, ?)""";

    private Records() {}

    /**
     * A new revision of a record.
     *
     * @param signers the meaning of each role's signature, in order
     */
    public static void put(Credentials credentials, Actor author, String type, String id, String json,
            Map<String, String> signers) {
        try (Connection superuser = TestServer.superuser(credentials);
                PreparedStatement put = superuser.prepareStatement(PUT)) {
            superuser.setAutoCommit(false);
            put.setString(1, author.token());
            put.setString(2, type);
            put.setString(3, id);
            put.setBytes(4, json.getBytes(StandardCharsets.UTF_8));
            put.setArray(5, superuser.createArrayOf("text", signers.keySet().toArray()));
            put.setArray(6, superuser.createArrayOf("text", signers.values().toArray()));
            put.setArray(7,
                    superuser.createArrayOf("text", Collections.nCopies(signers.size(), "").toArray()));
            put.execute();
            superuser.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
