package org.stroma.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.stroma.postgres.PostgresEvent.Kind;

/** A running server, owned by this process or attached to. Closing it stops the server (owner) or lets go of it (attached). */
public final class PostgresServer implements AutoCloseable {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

    private final DataFolder folder;
    private final PostgresSettings settings;
    private final RunFile run;
    private final String password;
    private final FolderLock lock;
    private final Optional<Postmaster> postmaster;
    private final AtomicBoolean closed = new AtomicBoolean();

    PostgresServer(DataFolder folder, PostgresSettings settings, RunFile run, String password, FolderLock lock,
            Optional<Postmaster> postmaster) {
        this.folder = folder;
        this.settings = settings;
        this.run = run;
        this.password = password;
        this.lock = lock;
        this.postmaster = postmaster;
        postmaster.ifPresent(it -> it.exit().thenAccept(this::onExit));
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return run.port();
    }

    /** The postmaster's process number. */
    public long pid() {
        return run.pid();
    }

    /** The data folder, with links resolved. */
    public Path dataDir() {
        return folder.root();
    }

    /** The JDBC address of a database, without user and password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /** The superuser made by initdb. */
    public String superuser() {
        return Cluster.SUPERUSER;
    }

    /** The superuser's password. */
    public String superuserPassword() {
        return password;
    }

    /** Whether this handle started the server and will stop it. */
    public boolean isOwner() {
        return postmaster.isPresent();
    }

    /**
     * Waits until the server answers; it does when it has just been opened, and again after it has recovered from the crash of a
     * backend.
     *
     * @throws PostgresException
     *             NOT_ANSWERING when it does not in time
     */
    public void awaitReady(Duration patience) {
        var deadline = Instant.now().plus(patience);
        try {
            while (Probe.of(folder, port(), password) != Probe.OURS) {
                if (Instant.now().isAfter(deadline) || !Pause.briefly()) {
                    throw new PostgresException(Problem.NOT_ANSWERING, "127.0.0.1:" + port(), "");
                }
            }
        } catch (IOException e) {
            throw PostgresException.of(e, folder.cluster());
        }
    }

    /** A connection of the superuser. */
    Connection connect(String database) throws SQLException {
        return Probe.connect(port(), database, password, 0);
    }

    DataFolder folder() {
        return folder;
    }

    /** Stops or lets go; a second call does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try (lock) {
            if (postmaster.isPresent()) {
                stop(postmaster.get());
            }
        } catch (IOException e) {
            throw PostgresException.of(e, folder.root());
        }
    }

    private void stop(Postmaster server) throws IOException {
        try {
            run.in(RunFile.State.STOPPING, run.pid()).write(folder.runFile());
            drain();
        } finally {
            server.stop(STOP_PATIENCE);
        }
        run.in(RunFile.State.STOPPED, 0).write(folder.runFile());
        settings.listener().on(Kind.STOPPED, "pid " + run.pid());
    }

    private void drain() throws IOException {
        var deadline = Instant.now().plus(settings.drain());
        while (!lock.tryClosing() && Instant.now().isBefore(deadline) && Pause.briefly()) {
            continue;
        }
    }

    private void onExit(int status) {
        if (!closed.get()) {
            settings.listener().on(Kind.DIED, "pid " + run.pid() + " status " + status);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return (isOwner() ? "owner of " : "attached to ") + folder.root() + " on 127.0.0.1:" + port();
    }
}
