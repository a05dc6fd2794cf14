package org.stroma.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.stroma.postgres.PostgresEvent.Kind;

/**
 * The words before a PostgreSQL command that make it run without root and end with its owner. PostgreSQL refuses root, and its
 * {@code initdb} refuses a user without a name, as containers have them.
 *
 * @param way
 *            who runs it
 * @param self
 *            the number of the user who runs this program
 */
record Privileges(Way way, int self) {

    /** The user for {@link Way#OTHER_USER}: nobody, without login or files. */
    private static final int NOBODY = 65534;
    private static final int ROOT = 0;

    enum Way {
        /** The user as is: not root, and with a name. */
        SAME_USER,
        /** {@code unshare -U}: the same user outside, nobody inside. Works below folders that are closed to others. */
        NAMESPACE,
        /** {@code setpriv --reuid}: another user, who may pass root's closed folders (CAP_DAC_OVERRIDE). For containers without namespaces. */
        OTHER_USER
    }

    /** The first way that works here. */
    static Privileges find() {
        var self = currentUser();
        for (var way : self == ROOT ? List.of(Way.NAMESPACE, Way.OTHER_USER) : List.of(Way.SAME_USER, Way.NAMESPACE)) {
            var candidate = new Privileges(way, self);
            if (candidate.works()) {
                return candidate;
            }
        }
        throw new PostgresException(Problem.CANNOT_DROP_ROOT, "uid " + self, "unshare -U and setpriv --reuid fail");
    }

    static Privileges by(Way way) {
        return new Privileges(way, currentUser());
    }

    /**
     * In a session of its own, so that Ctrl-C reaches only its owner, and with a signal when the thread that started it ends (INT is
     * the server's fast shutdown). A change of user clears that wish, so it is made last.
     */
    List<String> guarded(String signal, List<String> command, PostgresListener listener) {
        var words = new ArrayList<String>();
        if (hasTool("setsid")) {
            words.add("setsid");
        }
        words.addAll(change());
        if (hasTool("setpriv")) {
            words.addAll(List.of("setpriv", "--pdeathsig", signal));
        } else {
            listener.on(Kind.UNGUARDED, "setpriv");
        }
        words.addAll(command);
        return words;
    }

    /** Gives a tree to the user who will run the server, when the way changed since the last start; its top last. */
    void handOver(Path tree, PostgresListener listener) throws IOException {
        var user = way == Way.OTHER_USER ? NOBODY : self;
        if (self != ROOT || (int) Files.getAttribute(tree, "unix:uid") == user) {
            return;
        }
        try (var walk = Files.walk(tree)) {
            for (var path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", user, LinkOption.NOFOLLOW_LINKS);
            }
        }
        listener.on(Kind.FILES_HANDED_OVER, tree);
    }

    /** The secure bit keeps access(2) from leaving the capability out; initdb asks it about its own file. */
    private List<String> change() {
        return switch (way) {
            case SAME_USER -> List.of();
            case NAMESPACE -> List.of("unshare", "-U");
            case OTHER_USER -> List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups",
                    "--securebits=+no_setuid_fixup", "--inh-caps=-all,+dac_override",
                    "--ambient-caps=-all,+dac_override", "--bounding-set=-all,+dac_override");
        };
    }

    /** Whether a command runs that way and its user is not root and has a name. */
    private boolean works() {
        var command = new ArrayList<>(change());
        command.addAll(List.of("id", "-un"));
        try {
            var outcome = Programs.run(command, "", Path.of("/"));
            return outcome.status() == 0 && !outcome.output().strip().equals("root");
        } catch (IOException e) {
            return false; // the tool is absent
        }
    }

    /** The effective user: the second number of the line {@code Uid:} (proc(5)). */
    private static int currentUser() {
        var status = Path.of("/proc/self/status");
        try (var lines = Files.lines(status)) {
            return lines.filter(it -> it.startsWith("Uid:")).map(it -> Integer.parseUnsignedInt(it.split("\\s+")[2]))
                    .findFirst().orElseThrow();
        } catch (IOException e) {
            throw PostgresException.of(e, status);
        }
    }

    private static boolean hasTool(String name) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        return Arrays.stream(path.split(":")).filter(it -> !it.isBlank())
                .anyMatch(it -> Files.isExecutable(Path.of(it, name)));
    }
}
