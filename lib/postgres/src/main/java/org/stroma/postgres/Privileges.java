package org.stroma.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.stroma.postgres.PostgresEvent.Kind;

/**
 * The words before a PostgreSQL command that make it run without root and die with its owner.
 *
 * @param way
 *            how root is dropped
 */
record Privileges(Way way) {

    /** The user who runs PostgreSQL when root cannot be dropped by a namespace: nobody, without login or files. */
    private static final long NOBODY = 65534;

    enum Way {
        /** Not root: nothing to drop. */
        SAME_USER,
        /** {@code unshare -U}: the same user outside, no root inside. Works below folders of root alone. */
        NAMESPACE,
        /** {@code setpriv --reuid}: another user, who may pass folders of root (CAP_DAC_OVERRIDE) as containers keep them. */
        OTHER_USER
    }

    /** Tries the ways in the order of the enumeration. */
    static Privileges find() {
        if (!runsAsRoot()) {
            return new Privileges(Way.SAME_USER);
        }
        for (var way : List.of(Way.NAMESPACE, Way.OTHER_USER)) {
            var candidate = new Privileges(way);
            if (candidate.works()) {
                return candidate;
            }
        }
        throw new PostgresException(Problem.CANNOT_DROP_ROOT, "root", "unshare -U and setpriv --reuid failed");
    }

    /** Without root, nothing else. */
    private List<String> dropped(List<String> command) {
        var words = new ArrayList<String>(switch (way) {
            case SAME_USER -> List.<String>of();
            case NAMESPACE -> List.of("unshare", "-U");
            case OTHER_USER -> List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups",
                    "--inh-caps=-all,+dac_override",
                    "--ambient-caps=-all,+dac_override", "--bounding-set=-all,+dac_override");
        });
        words.addAll(command);
        return words;
    }

    /**
     * In a session of its own, so that Ctrl-C reaches only its owner, and with a signal when the thread that started it ends (INT is
     * the server's fast shutdown). A change of user clears that wish, so it is made last.
     */
    List<String> guarded(String signal, List<String> command, PostgresListener listener) {
        var inner = new ArrayList<String>();
        if (tool("setpriv").isPresent()) {
            inner.addAll(List.of("setpriv", "--pdeathsig", signal));
        } else {
            listener.on(Kind.UNGUARDED, "setpriv");
        }
        inner.addAll(command);
        var words = new ArrayList<String>();
        tool("setsid").ifPresent(path -> words.add("setsid"));
        words.addAll(dropped(inner));
        return words;
    }

    /** Gives the cluster's files to the user who will run the server, when the way changed since the last start; the top folder last. */
    void handOver(Path tree, PostgresListener listener) throws IOException {
        if (way == Way.SAME_USER) {
            return;
        }
        var user = way == Way.OTHER_USER ? NOBODY : 0;
        if (owner(tree) == user) {
            return;
        }
        try (var walk = Files.walk(tree)) {
            for (var path : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.setAttribute(path, "unix:uid", (int) user, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", (int) user, LinkOption.NOFOLLOW_LINKS);
            }
        }
        listener.on(Kind.FILES_HANDED_OVER, tree);
    }

    private boolean works() {
        try {
            var process = new ProcessBuilder(dropped(List.of("id", "-u"))).redirectErrorStream(true).start();
            var user = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .strip();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 && !user.equals("0");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean runsAsRoot() {
        try {
            return owner(Path.of("/proc/self")) == 0;
        } catch (IOException e) {
            throw PostgresException.of(e, Path.of("/proc/self"));
        }
    }

    private static long owner(Path path) throws IOException {
        return ((Number) Files.getAttribute(path, "unix:uid")).longValue();
    }

    private static Optional<Path> tool(String name) {
        var path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return java.util.Arrays.stream(path.split(":")).filter(it -> !it.isBlank()).map(it -> Path.of(it, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
