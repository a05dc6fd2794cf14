package org.stroma.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running database is copied, the copy comes back elsewhere, and its audit trail is whole. SR-033. */
class BackupCommandTests {
    @TempDir
    private Path folder;

    @Test
    void whatWasBackedUpComesBackWhole() {
        String data = folder.resolve("data").toString();
        String copy = folder.resolve("copy").toString();
        String again = folder.resolve("again").toString();
        Invocation migrated = Invocation.of("migrate", "--data", data, "--kind", "DEMONSTRATION");
        Invocation backed = Invocation.of("backup", copy, "--data", data);
        Invocation restored = Invocation.of("restore", copy, "--data", again);
        Invocation verified = Invocation.of("ledger", "verify", "--data", again);

        assertThat(migrated.exit()).as(migrated.err()).isZero();
        assertThat(backed.exit()).as(backed.err()).isZero();
        assertThat(restored.exit()).as(restored.err()).isZero();
        assertThat(restored.out()).contains("intact");
        assertThat(verified.exit()).as(verified.err()).isZero();
        assertThat(verified.out()).contains("intact");
    }

    @Test
    void refusesAFolderThatIsNoBackupAndOneThatIsNotEmpty() throws Exception {
        Files.writeString(folder.resolve("something"), "here");
        Invocation noBackup = Invocation.of("restore", folder.resolve("nothing").toString(), "--data",
                folder.resolve("new").toString());
        String data = folder.resolve("data2").toString();
        Invocation.of("migrate", "--data", data, "--kind", "DEMONSTRATION");
        Invocation notEmpty = Invocation.of("backup", folder.toString(), "--data", data);

        assertThat(noBackup.exit()).isNotZero();
        assertThat(noBackup.err()).contains("no backup");
        assertThat(notEmpty.exit()).isNotZero();
        assertThat(folder.resolve("something")).hasContent("here");
    }
}
