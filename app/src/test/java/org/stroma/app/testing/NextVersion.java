package org.stroma.app.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.stroma.app.database.Credentials;
import org.stroma.app.database.DatabaseRole;

/** Brings the next version of a product into force, as shipping one to a demonstration does. */
public final class NextVersion {
    private static final String SHIP = """
            select product.ship(v.code, n.version, jsonb_set(v.content || jsonb_build_object('version', n.version), array['policies', ?], ?::jsonb))
              from product.version v cross join (select (max(version::int) + 1)::text as version from product.version where code = 'UCM-01') n
             where v.code = 'UCM-01' and v.state = 'EFFECTIVE'""";

    private NextVersion() {}

    /** UCM-01 with another value of one policy, as JSON. */
    public static void withPolicy(Credentials credentials, String policy, String json) {
        try (Connection connection = credentials.dataSource(DatabaseRole.OWNER).getConnection();
                Statement author = connection.createStatement();
                PreparedStatement ship = connection.prepareStatement(SHIP)) {
            connection.setAutoCommit(false);
            author.execute("select ledger.enter_system('system:migrate', 'the next version of a product')");
            ship.setString(1, policy);
            ship.setString(2, json);
            ship.execute();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
