package org.stroma.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.stroma.app.database.Store;

/**
 * From the start of the process to the first page: {@code serve} on existing data with its own PostgreSQL, against a bare Spring Boot application
 * with one controller. Both with the options of the launcher, in turn. Opening the database alone is timed beside them.
 */
final class StartBench {
    private static final int ROUNDS = Integer.getInteger("stroma.bench.rounds", 5);
    private static final int PATIENCE_SECONDS = 180;
    private static final int SETTLE_MILLIS = 3000;

    private final PrintStream out;
    private final Path folder;

    private StartBench(PrintStream out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    static void run(PrintStream out) throws Exception {
        Path folder = Plant.temporary();
        try {
            new StartBench(out, folder).measure();
        } finally {
            Plant.remove(folder);
        }
    }

    private void measure() throws Exception {
        start(stroma(freePort()), "/sign-in");
        List<Double> stroma = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        List<Double> database = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            stroma.add(start(stroma(freePort()), "/sign-in"));
            bare.add(start(bare(freePort()), "/"));
            long begin = System.nanoTime();
            try (Store store = Store.open(folder.resolve("data"), Map.of())) {
                database.add((System.nanoTime() - begin) / 1e9);
                store.credentials();
            }
        }
        double[] ratios = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            ratios[i] = stroma.get(i) / bare.get(i);
        }
        java.util.Arrays.sort(ratios);
        out.printf(Locale.ROOT, "%d rounds%n%n", ROUNDS);
        out.println("| Start to first page | median | Stroma ÷ this (rounds) |");
        out.println("| --- | --- | --- |");
        out.printf(Locale.ROOT, "| `serve` on existing data | %.2f s | |%n", median(stroma));
        out.printf(Locale.ROOT, "| of which its PostgreSQL, opened alone | %.2f s | |%n", median(database));
        out.printf(Locale.ROOT, "| bare Spring Boot application | %.2f s | %.2f (%.2f–%.2f) |%n", median(bare),
                LedgerBench.median(ratios), ratios[0], ratios[ratios.length - 1]);
    }

    private static double median(List<Double> values) {
        return LedgerBench.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private record Program(List<String> arguments, int port) {}

    private Program stroma(int port) {
        return new Program(List.of("-cp", System.getProperty("java.class.path"), "org.stroma.app.cli.Stroma", "serve",
                "--data", folder.resolve("data").toString(), "--port", Integer.toString(port)), port);
    }

    private static Program bare(int port) throws IOException {
        Path target = Path.of(System.getProperty("stroma.bench", "bench")).resolve("bare/target");
        return new Program(List.of("-cp",
                target.resolve("classes") + ":" + Files.readString(target.resolve("classpath")).strip(),
                "org.stroma.bench.bare.BareApplication", "--server.port=" + port, "--server.address=127.0.0.1"), port);
    }

    /** Seconds from the start of the process to the first page, after which it is stopped. */
    private double start(Program program, String page) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED", "-Dfile.encoding=UTF-8",
                        "-Dstroma.home=" + System.getProperty("stroma.home", "")));
        command.addAll(program.arguments());
        Path log = folder.resolve("start.log");
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            while (!served(program.port(), page)) {
                if (!process.isAlive() || System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                    throw new IllegalStateException("no page: " + Files.readString(log));
                }
                Thread.sleep(5);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            // A start that is stopped before it has ended leaves its database to recover at the next one.
            Thread.sleep(SETTLE_MILLIS);
            return seconds;
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static boolean served(int port, String page) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + page).toURL()
                    .openConnection();
            int status = connection.getResponseCode();
            connection.disconnect();
            return status == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
