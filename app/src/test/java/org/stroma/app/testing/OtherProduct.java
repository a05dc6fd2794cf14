package org.stroma.app.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.stroma.app.database.Credentials;
import org.stroma.app.database.DatabaseRole;

/** A product of another route beside UCM-01, in force for the time of a test; policies are those of UCM-01. */
public final class OtherProduct implements AutoCloseable {
    private static final String SHIP = """
            select product.ship(?, '1', v.content || jsonb_build_object('product', ?, 'version', '1') || ?::jsonb
                                        || jsonb_build_object('presentation', v.content -> 'presentation' || ?::jsonb, 'expiry', v.content -> 'expiry' || ?::jsonb))
              from product.version v where v.code = 'UCM-01' and v.state = 'EFFECTIVE'""";
    private static final String END = "update product.version set state = 'SUPERSEDED' where code = ? and state = 'EFFECTIVE'";

    private final Credentials credentials;
    public final String code;

    private OtherProduct(Credentials credentials, String code) {
        this.credentials = credentials;
        this.code = code;
    }

    /**
     * @param changes top-level fields that differ, as JSON
     * @param presentation fields of the presentation that differ
     * @param expiry fields of the expiry that differ
     */
    public static OtherProduct of(Credentials credentials, String code, String changes, String presentation,
            String expiry) {
        OtherProduct product = new OtherProduct(credentials, code);
        product.asOwner(SHIP, code, code, changes, presentation, expiry);
        return product;
    }

    private void asOwner(String sql, String... parameters) {
        try (Connection connection = credentials.dataSource(DatabaseRole.OWNER).getConnection();
                Statement author = connection.createStatement();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            connection.setAutoCommit(false);
            author.execute("select ledger.enter_system('system:migrate', 'a product of a test')");
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.execute();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes it out of force, so that it binds no other test. */
    @Override
    public void close() {
        asOwner(END, code);
    }
}
