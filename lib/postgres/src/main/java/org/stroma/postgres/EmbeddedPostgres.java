package org.stroma.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.stroma.postgres.PostgresEvent.Kind;

/**
 * Opens the PostgreSQL server of a data folder: who comes first starts it, others attach.
 *
 * <p>The folder holds {@code pg} (the cluster), {@code run.json} (port and process), {@code secrets} (the superuser's password),
 * {@code pg.log} (appended) and {@code lock}. The server listens on 127.0.0.1 only, asks for SCRAM passwords, keeps page checksums
 * and writes durably. It ends with its owner, even if that is killed.
 */
public final class EmbeddedPostgres {

    /** The version of the bundled binaries. */
    public static final String VERSION = "18.6.0";

    /** The major version, which decides whether a data folder can be opened. */
    static final String MAJOR = VERSION.substring(0, VERSION.indexOf('.'));

    private EmbeddedPostgres() {}

    /**
     * Opens the server of a folder and returns when it accepts connections.
     *
     * @param dataDir
     *            made when absent
     * @throws PostgresException
     *             with the problem and how to mend it
     */
    public static PostgresServer open(Path dataDir, PostgresSettings settings) {
        return open(dataDir, settings, Optional.empty());
    }

    /** As {@link #open(Path, PostgresSettings)}, with a way to drop root that was chosen before. */
    static PostgresServer open(Path dataDir, PostgresSettings settings, Optional<Privileges> privileges) {
        Binaries.checkMachine();
        var folder = DataFolder.at(dataDir);
        try {
            var lock = FolderLock.open(folder);
            try {
                return ownOrAttach(folder, settings, privileges, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw PostgresException.of(e, folder.root());
        }
    }

    private static PostgresServer ownOrAttach(DataFolder folder, PostgresSettings settings,
            Optional<Privileges> privileges, FolderLock lock)
            throws IOException {
        var deadline = Instant.now().plus(settings.patience());
        for (var first = true;; first = false) {
            if (settings.claim() == Claim.OWN) {
                lock.announce();
            }
            if (lock.tryOwn()) {
                lock.stopWaiting();
                return new Starting(folder, settings, lock).start(privileges.orElseGet(Privileges::find));
            }
            if (settings.claim() == Claim.EITHER) {
                var attached = attach(folder, settings, lock);
                if (attached.isPresent()) {
                    return attached.get();
                }
            }
            if (first) {
                settings.listener().on(Kind.WAITING, folder.runFile());
            }
            if (Instant.now().isAfter(deadline) || !Pause.briefly()) {
                throw new PostgresException(Problem.OWNED_BY_OTHER, folder.root(),
                        RunFile.read(folder.runFile()).map(it -> "pid " + it.owner()).orElse(""));
            }
        }
    }

    /**
     * Empty when the server is not running, is about to stop, or what answers on its port is not it. A server whose owner has just
     * been killed still answers for a moment: then this process becomes the owner.
     */
    private static Optional<PostgresServer> attach(DataFolder folder, PostgresSettings settings, FolderLock lock)
            throws IOException {
        var run = RunFile.read(folder.runFile()).filter(it -> it.state() == RunFile.State.RUNNING);
        var password = folder.password();
        if (run.isEmpty() || password.isEmpty() || !lock.tryPresent()) {
            return Optional.empty();
        }
        var still = RunFile.read(folder.runFile());
        if (still.equals(run) && Probe.of(folder, run.get().port(), password.get()) == Probe.OURS && !lock.tryOwn()) {
            settings.listener().on(Kind.ATTACHED, "127.0.0.1:" + run.get().port());
            return Optional.of(new PostgresServer(folder, settings, run.get(), password.get(), lock, Optional.empty()));
        }
        lock.leave();
        return Optional.empty();
    }
}
