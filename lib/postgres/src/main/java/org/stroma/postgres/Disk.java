package org.stroma.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Private folders, whole-or-not-at-all files and removal of trees. */
final class Disk {

    private static final Set<PosixFilePermission> PRIVATE_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> PRIVATE_FOLDER = PosixFilePermissions.fromString("rwx------");

    private Disk() {}

    /** Makes a folder for its owner alone, and its parents; an existing one keeps its permissions. */
    static Path privateFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PRIVATE_FOLDER));
        }
        return folder;
    }

    /** Makes an empty file for its owner alone unless there is one. */
    static void privateFile(Path file) throws IOException {
        FileChannel
                .open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PRIVATE_FILE))
                .close();
    }

    /** Replaces a private file in one step; after a power cut the old or the new content is there, never a part. */
    static void replace(Path file, byte[] content) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        privateFile(fresh);
        Files.write(fresh, content);
        sync(fresh);
        rename(fresh, file);
    }

    /** Renames within one file system and makes the new name durable. */
    static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        sync(parent(to));
    }

    /** Forces a file, or the names in a folder, to the disk. */
    static void sync(Path fileOrFolder) throws IOException {
        try (var channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Forces a whole tree; one pass at the end costs a quarter of a force after each file. */
    static void syncTree(Path root) throws IOException {
        try (var walk = Files.walk(root)) {
            for (var path : walk.filter(it -> !Files.isSymbolicLink(it)).toList()) {
                sync(path);
            }
        }
    }

    static Path parent(Path path) {
        var parent = path.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("a root has no parent: " + path);
        }
        return parent;
    }

    /** Whether group or others have any permission. */
    static boolean openToOthers(Path file) throws IOException {
        return Files.getPosixFilePermissions(file).stream().anyMatch(it -> !it.name().startsWith("OWNER"));
    }

    static boolean isEmptyOrAbsent(Path folder, Predicate<String> ignoring) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        return children(folder, "*").stream().allMatch(it -> ignoring.test(String.valueOf(it.getFileName())));
    }

    static List<Path> children(Path folder, String glob) throws IOException {
        try (var stream = Files.newDirectoryStream(folder, glob)) {
            var all = new ArrayList<Path>();
            stream.forEach(all::add);
            return all;
        }
    }

    /** Removes a file or a whole tree; what vanishes meanwhile is fine, links are not followed. */
    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
