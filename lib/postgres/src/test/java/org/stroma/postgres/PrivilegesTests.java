package org.stroma.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stroma.postgres.PostgresEvent.Kind;
import org.stroma.postgres.Privileges.Way;

/** Root, ordinary users, users without a name, and full or closed folders. */
class PrivilegesTests {

    private static final int UNNAMED = 54_321;
    private static final int NAMED = 65_534;

    @TempDir
    Path folder;

    @Test
    void runsAsAnOrdinaryUser() throws Exception {
        needsRoot("a server run by an ordinary user (this run is one already)");
        try (var child = asUser(NAMED, homeOf(NAMED)).opened()) {
            assertThat(userOf(child.postmaster())).isEqualTo(NAMED);
            assertThat(child.say("close")).isEqualTo("CLOSED");
        }
    }

    @Test
    void runsAsAUserWithoutAName() throws Exception {
        needsRoot("a server run by a user who is not in the list of users");
        try (var child = asUser(UNNAMED, homeOf(UNNAMED)).opened()) {
            assertThat(userOf(child.postmaster())).isEqualTo(UNNAMED);
            assertThat(child.say("close")).isEqualTo("CLOSED");
        }
    }

    @Test
    void saysWhatAnOrdinaryUserMayNotWrite() throws Exception {
        needsRoot("a data folder that belongs to somebody else");
        var closed = homeOf(NAMED).resolve("data");
        Files.createDirectory(closed,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (var child = asUser(NAMED, folder.resolve("home"))) {
            assertThat(child.readLine()).startsWith("FAILED [postgres.no-permission]").contains(closed.toString());
        }
    }

    @Test
    void dropsRootBelowClosedFoldersInBothWays() throws Exception {
        needsRoot("dropping root");
        var events = new ArrayList<PostgresEvent>();
        var data = folder.resolve("closed/data");
        for (var way : List.of(Way.OTHER_USER, Way.NAMESPACE, Way.OTHER_USER)) {
            try (var server = EmbeddedPostgres.open(data, Harness.quick().withListener(events::add),
                    Optional.of(Privileges.by(way)))) {
                assertThat(userOf(server.pid())).isEqualTo(way == Way.OTHER_USER ? NAMED : 0);
                Harness.run(server, "create table if not exists kept (n int)");
                Harness.run(server, "insert into kept values (1)");
            }
        }
        try (var server = EmbeddedPostgres.open(data, Harness.quick())) {
            assertThat(Harness.ask(server, "select count(*) from kept")).isEqualTo("3");
        }
        assertThat(events).extracting(PostgresEvent::kind).filteredOn(it -> it == Kind.FILES_HANDED_OVER).hasSize(2);
    }

    @Test
    void leavesNoServerOfAnotherUserBehindAKilledOwner() throws Exception {
        needsRoot("a killed owner whose server runs as another user");
        var data = Harness.dataFolder(folder.resolve("data"));
        var cache = Binaries.defaultCache(System.getenv(), System.getProperty("user.home")).toString();
        try (var owner = Child.start(List.of(), System.getProperty("java.class.path"),
                List.of(data.toString(), "EITHER", cache, "OTHER_USER")).opened()) {
            assertThat(userOf(owner.postmaster())).isEqualTo(NAMED);
            owner.kill();

            assertThat(Harness.within(Duration.ofSeconds(15), () -> !Harness.isAlive(owner.postmaster()))).isTrue();
        }
    }

    @Test
    void standsInASessionOfItsOwn() throws Exception {
        try (var server = EmbeddedPostgres.open(Harness.dataFolder(folder.resolve("data")), Harness.quick())) {
            var fields = Files.readString(Path.of("/proc/" + server.pid() + "/stat")).replaceFirst(".*\\) ", "")
                    .split(" ");

            assertThat(fields[3]).as("session").isEqualTo(String.valueOf(server.pid()));
        }
    }

    @Test
    void saysThatTheDiskIsFullAndKeepsNothingHalfMade() throws Exception {
        needsRoot("a full disk (a small file system is mounted for it)");
        var small = Files.createDirectory(folder.resolve("small"));
        var mount = List.of("unshare", "-m", "sh", "-c", "mount -t tmpfs -o size=24m none \"$0\" && \"$@\"; ls \"$0\"",
                small.toString());
        try (var child = Child.start(mount, System.getProperty("java.class.path"),
                List.of(small.toString(), "EITHER"))) {
            var lines = child.rest();
            assumeTrue(!lines.isEmpty() && lines.getFirst().startsWith("FAILED"),
                    () -> Harness.skipped("a full disk (mounting is not permitted)"));

            assertThat(lines.getFirst()).startsWith("FAILED [postgres.no-space]").contains(small.toString());
            assertThat(lines).doesNotContain("pg").noneMatch(it -> it.startsWith(DataFolder.UNFINISHED));
        }
    }

    private static void needsRoot(String what) {
        assumeTrue(Harness.runsAsRoot(), () -> Harness.skipped(what));
    }

    /** A home of a user, with the class path copied to where that user can read it. */
    private Path homeOf(int user) throws IOException {
        var open = PosixFilePermissions.fromString("rwxr-xr-x");
        Files.setPosixFilePermissions(folder, open);
        var libraries = Files.createDirectory(folder.resolve("classes"));
        var n = 0;
        for (var entry : System.getProperty("java.class.path").split(":")) {
            if (Files.exists(Path.of(entry)) && !entry.contains("junit") && !entry.contains("byte-buddy")) {
                Harness.copyTree(Path.of(entry), libraries.resolve(n++ + "-" + Path.of(entry).getFileName()));
            }
        }
        var home = Files.createDirectory(folder.resolve("home"));
        Files.setAttribute(home, "unix:uid", user);
        return home;
    }

    private Child asUser(int user, Path home) throws IOException {
        var ready = Binaries.prepare(Harness.quick()).folder();
        var cache = home.resolve("cache");
        Files.createDirectory(cache);
        var copy = cache.resolve(ready.getFileName());
        Harness.linkTree(ready, copy);
        Files.delete(copy.resolve("MANIFEST"));
        Files.write(copy.resolve("MANIFEST"), Files.readAllBytes(ready.resolve("MANIFEST")));
        var classPath = String.join(":",
                Disk.children(folder.resolve("classes"), "*").stream().map(Path::toString).toList());
        return Child.start(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups"), classPath,
                List.of(home.resolve("data").toString(), "EITHER", cache.toString()));
    }

    private static int userOf(long pid) throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/" + pid), "unix:uid");
    }
}
