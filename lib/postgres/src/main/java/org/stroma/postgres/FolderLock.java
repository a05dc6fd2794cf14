package org.stroma.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who has a data folder, told by three byte-range locks on its file {@code lock}. The kernel lets them go when a process dies.
 *
 * <p>Byte {@link #OWNER} is held by the process whose server it is. Byte {@link #PRESENT} is shared by attached processes and taken
 * alone by an owner that closes. Byte {@link #WAITING} is held by a process that waits to become the owner, so that nobody else
 * slips in.
 *
 * <p>POSIX drops all locks of a process on a file as soon as it closes any descriptor of that file; therefore a process opens it
 * once per folder, whatever the number of handles.
 */
final class FolderLock implements AutoCloseable {

    private static final long OWNER = 0;
    private static final long PRESENT = 1;
    private static final long WAITING = 2;
    private static final Map<Path, Shared> OPEN = new HashMap<>();

    private final Shared shared;
    private boolean owns;
    private boolean waits;
    private boolean present;

    private FolderLock(Shared shared) {
        this.shared = shared;
    }

    static FolderLock open(DataFolder folder) throws IOException {
        synchronized (OPEN) {
            var shared = OPEN.get(folder.lock());
            if (shared == null) {
                Disk.privateFile(folder.lock());
                shared = new Shared(folder.lock());
                OPEN.put(folder.lock(), shared);
            }
            shared.users++;
            return new FolderLock(shared);
        }
    }

    /** Becomes the owner unless somebody is, or somebody else waits to be. */
    boolean tryOwn() throws IOException {
        synchronized (OPEN) {
            if (!owns && shared.owner == null && (waits || !someoneWaits())) {
                shared.owner = shared.lock(OWNER, false);
                owns = shared.owner != null;
            }
            return owns;
        }
    }

    /** Announces that this process wants to be the owner; best effort, as another may wait already. */
    void announce() throws IOException {
        synchronized (OPEN) {
            if (!waits && shared.waiting == null) {
                shared.waiting = shared.lock(WAITING, false);
                waits = shared.waiting != null;
            }
        }
    }

    void stopWaiting() throws IOException {
        synchronized (OPEN) {
            if (waits) {
                release(shared.waiting);
                shared.waiting = null;
                waits = false;
            }
        }
    }

    /** Counts this process as attached; false when the owner is closing. */
    boolean tryPresent() throws IOException {
        synchronized (OPEN) {
            if (!present && !shared.closing) {
                if (shared.present == null) {
                    shared.present = shared.lock(PRESENT, true);
                }
                present = shared.present != null;
                shared.attached += present ? 1 : 0;
            }
            return present;
        }
    }

    void leave() throws IOException {
        synchronized (OPEN) {
            if (present) {
                present = false;
                if (--shared.attached == 0 && !shared.closing) {
                    release(shared.present);
                    shared.present = null;
                }
            }
        }
    }

    /** For a closing owner: true once no other process is attached; then none can attach any more. */
    boolean tryClosing() throws IOException {
        synchronized (OPEN) {
            if (!shared.closing) {
                release(shared.present);
                shared.present = shared.lock(PRESENT, false);
                shared.closing = shared.present != null;
            }
            return shared.closing;
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (OPEN) {
            leave();
            stopWaiting();
            if (owns) {
                owns = false;
                if (shared.closing) {
                    release(shared.present);
                    shared.present = null;
                    shared.closing = false;
                }
                release(shared.owner);
                shared.owner = null;
            }
            if (--shared.users == 0) {
                OPEN.remove(shared.file);
                shared.channel.close();
            }
        }
    }

    private boolean someoneWaits() throws IOException {
        if (shared.waiting != null) {
            return true;
        }
        var probe = shared.lock(WAITING, false);
        release(probe);
        return probe == null;
    }

    private static void release(@Nullable FileLock lock) throws IOException {
        if (lock != null) {
            lock.release();
        }
    }

    /** The one open descriptor of this process and what it holds. */
    private static final class Shared {
        private final Path file;
        private final FileChannel channel;
        private int users;
        private int attached;
        private boolean closing;
        private @Nullable FileLock owner;
        private @Nullable FileLock waiting;
        private @Nullable FileLock present;

        Shared(Path file) throws IOException {
            this.file = file;
            this.channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }

        /** Null when another process has it, or another class loader of this one. */
        @Nullable
        FileLock lock(long position, boolean sharing) throws IOException {
            try {
                return channel.tryLock(position, 1, sharing);
            } catch (OverlappingFileLockException e) {
                return null;
            }
        }
    }
}
