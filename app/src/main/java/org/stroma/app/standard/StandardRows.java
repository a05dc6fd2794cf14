package org.stroma.app.standard;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.stroma.app.database.AfterMigration;

/**
 * Puts the shipped standards into the database as drafts. A version that somebody proposed for approval is never touched;
 * a changed standard must come with a new version.
 */
public final class StandardRows implements AfterMigration {
    private static final String PUT = """
            insert into standard.version (code, version, name_zh, name_en, source, content, drafted_at, note)
            values (?, ?, ?, ?, ?, ?, ledger.plant_now(), 'shipped with the program')
            on conflict (code, version) do update
               set name_zh = excluded.name_zh, name_en = excluded.name_en, source = excluded.source, content = excluded.content
             where version.state = 'DRAFT' and version.drafted_by is null and version.content is distinct from excluded.content
               and not exists (select from standard.approval_item i where i.version = version.id)""";

    @Override
    public int place() {
        return 10;
    }

    @Override
    public void run(Connection owner) throws SQLException {
        StandardReader reader = new StandardReader(Standards.library());
        try (PreparedStatement statement = owner.prepareStatement(PUT)) {
            for (String file : Standards.files("standards")) {
                byte[] source = Standards.bytes(file);
                Standard standard = reader.read(source).orThrow();
                statement.setString(1, standard.code());
                statement.setString(2, standard.version());
                statement.setString(3, standard.name().zh());
                statement.setString(4, standard.name().en());
                statement.setBytes(5, source);
                statement.setBytes(6, standard.toBytes());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
