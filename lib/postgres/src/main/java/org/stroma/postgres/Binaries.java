package org.stroma.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.stroma.postgres.PostgresEvent.Kind;
import org.tukaani.xz.XZIOException;

/**
 * The PostgreSQL programs in the user's cache, unpacked once from the class path.
 *
 * @param folder
 *            holds {@code bin}, {@code lib} and {@code share}
 */
record Binaries(Path folder) {

    private static final String MANIFEST = "MANIFEST";
    private static final Object ONE_AT_A_TIME = new Object();

    Path initdb() {
        return folder.resolve("bin/initdb");
    }

    Path postgres() {
        return folder.resolve("bin/postgres");
    }

    /** Finds the programs of this machine in the cache; unpacks them when they are absent, incomplete or of another size. */
    static Binaries prepare(PostgresSettings settings) {
        var source = source();
        var cache = settings.cache().orElseGet(() -> defaultCache(System.getenv(), System.getProperty("user.home")));
        try {
            Disk.privateFolder(cache);
            var target = cache.toRealPath().resolve("postgres-" + EmbeddedPostgres.VERSION + "-" + fingerprint(source));
            if (!FileList.read(target.resolve(MANIFEST)).map(it -> it.sameSizes(target)).orElse(false)) {
                unpackAlone(source, target, settings.listener());
            }
            return new Binaries(target);
        } catch (IOException e) {
            throw PostgresException.of(e, cache);
        }
    }

    /** Unpacks again if a byte differs; for a start that failed without a known reason. True when it did. */
    boolean heal(PostgresListener listener) {
        try {
            var list = FileList.read(folder.resolve(MANIFEST));
            if (list.isPresent() && list.get().differences(folder).isEmpty()) {
                return false;
            }
            Files.deleteIfExists(folder.resolve(MANIFEST));
            unpackAlone(source(), folder, listener);
            return true;
        } catch (IOException e) {
            throw PostgresException.of(e, folder);
        }
    }

    static Path defaultCache(Map<String, String> environment, String home) {
        var own = environment.getOrDefault("STROMA_CACHE", "");
        if (!own.isBlank()) {
            return Path.of(own);
        }
        var xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        return (xdg.isBlank() ? Path.of(home, ".cache") : Path.of(xdg)).resolve("stroma");
    }

    /** Refuses a machine for which there are no programs. */
    static void checkMachine() {
        source();
    }

    private static URL source() {
        var system = System.getProperty("os.name", "");
        var processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        var name = switch (processor) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> processor;
        };
        var found = Optional.ofNullable(Binaries.class.getResource("/postgres-linux-" + name + ".txz"));
        if (!system.equals("Linux") || found.isEmpty()) {
            throw new PostgresException(Problem.UNSUPPORTED_MACHINE, system + " " + processor, "");
        }
        return found.get();
    }

    /** The archive's CRC-32: free of charge from the jar's directory, and enough to tell one release of the binaries from another. */
    private static String fingerprint(URL source) throws IOException {
        var connection = source.openConnection();
        if (connection instanceof JarURLConnection jar) {
            return "%08x".formatted(jar.getJarEntry().getCrc());
        }
        try (var in = new CheckedInputStream(connection.getInputStream(), new CRC32())) {
            in.skipNBytes(connection.getContentLengthLong());
            return "%08x".formatted(in.getChecksum().getValue());
        }
    }

    private static void unpackAlone(URL source, Path target, PostgresListener listener) throws IOException {
        var lock = target.resolveSibling(target.getFileName() + ".lock");
        synchronized (ONE_AT_A_TIME) {
            try (var channel = FileChannel.open(lock, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
                channel.lock(); // let go with the channel
                for (var rest : Disk.children(Disk.parent(target), target.getFileName() + ".{new,old}")) {
                    Disk.deleteTree(rest);
                }
                if (!FileList.read(target.resolve(MANIFEST)).map(it -> it.sameSizes(target)).orElse(false)) {
                    unpack(source, target);
                    listener.on(Kind.UNPACKED, target);
                }
            }
        }
    }

    private static void unpack(URL source, Path target) throws IOException {
        var fresh = Disk.privateFolder(target.resolveSibling(target.getFileName() + ".new"));
        try (var in = source.openStream()) {
            extract(in, fresh);
        } catch (XZIOException | ZipException e) {
            throw new PostgresException(Problem.BINARIES_DAMAGED, source, String.valueOf(e.getMessage()), e);
        }
        FileList.of(fresh).write(fresh.resolve(MANIFEST));
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            var old = target.resolveSibling(target.getFileName() + ".old");
            Disk.rename(target, old);
            Disk.rename(fresh, target);
            Disk.deleteTree(old);
            return;
        }
        Disk.rename(fresh, target);
    }

    private static void extract(InputStream packed, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(packed, 1 << 16)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                extract(tar, entry, target);
            }
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new PostgresException(Problem.BINARIES_DAMAGED, entry.getName(), "leads out of its folder");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(Disk.parent(path));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        if (entry.isLink()) {
            Files.createLink(path, target.resolve(entry.getLinkName()).normalize());
            return;
        }
        Files.copy(tar, path);
        Files.setPosixFilePermissions(path, readable((entry.getMode() & 0100) != 0));
    }

    private static Set<PosixFilePermission> readable(boolean executable) {
        return EnumSet.copyOf(PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
