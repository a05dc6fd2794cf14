package org.stroma.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.database.DatabaseRole;
import org.stroma.app.ledger.LedgerVerifier;
import org.stroma.app.ledger.Sealer;
import org.stroma.app.ledger.Verification;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;

/**
 * Verification of a ledger, blocks and rows, against copying the same bytes out of PostgreSQL: transactions, entries and the regulated rows. The copy
 * runs once on one connection and once on as many as verification uses, split by transaction and by row. Rounds alternate.
 */
final class VerifyBench {
    private static final int ROUNDS = Integer.getInteger("stroma.bench.rounds", 5);
    private static final int ROWS = Integer.getInteger("stroma.bench.rows", 250_000);
    private static final int WORKERS = Runtime.getRuntime().availableProcessors();

    private final Plant plant;
    private final DataSource verifier;

    private VerifyBench(Plant plant) {
        this.plant = plant;
        this.verifier = plant.credentials().dataSource(DatabaseRole.VERIFY);
    }

    static void run(PrintStream out) throws Exception {
        try (Plant plant = Plant.open()) {
            RegulatedTable.make(plant);
            new VerifyBench(plant).measure(out);
        }
    }

    private void measure(PrintStream out) throws Exception {
        fill();
        List<Double> verify = new ArrayList<>();
        List<Double> one = new ArrayList<>();
        List<Double> many = new ArrayList<>();
        Verification found = new LedgerVerifier(verifier).verify(Optional.empty());
        long bytes = copy(WORKERS);
        for (int round = 0; round < ROUNDS; round++) {
            verify.add(seconds(() -> new LedgerVerifier(verifier).verify(Optional.empty())));
            one.add(seconds(() -> copy(1)));
            many.add(seconds(() -> copy(WORKERS)));
        }
        if (!found.intact() || found.unsealed() > 0) {
            throw new IllegalStateException("the ledger does not verify: " + found.breaks());
        }
        out.printf(Locale.ROOT,
                "%d entries in %d blocks, %d regulated rows, %.0f MB as copied; %d rounds, %d workers%n%n",
                found.entries(),
                found.blocks(), found.rows(), bytes / 1e6, ROUNDS, WORKERS);
        out.println("| Work | median | MB/s | speed of verification ÷ this (rounds) |");
        out.println("| --- | --- | --- | --- |");
        line(out, "ledger verify", verify, verify, bytes);
        line(out, "COPY of the same bytes, one connection", one, verify, bytes);
        line(out, "COPY of the same bytes, " + WORKERS + " connections", many, verify, bytes);
    }

    private static void line(PrintStream out, String what, List<Double> seconds, List<Double> verify, long bytes) {
        double[] ratios = new double[seconds.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = seconds.get(i) / verify.get(i);
        }
        java.util.Arrays.sort(ratios);
        double median = LedgerBench.median(seconds.stream().mapToDouble(Double::doubleValue).toArray());
        out.printf(Locale.ROOT, "| %s | %.2f s | %.1f | %.2f (%.2f–%.2f) |%n", what, median, bytes / 1e6 / median,
                LedgerBench.median(ratios), ratios[0], ratios[ratios.length - 1]);
    }

    /** Rows in transactions of 1, 20 and 500, a tenth of them changed later, all sealed. */
    private void fill() throws Exception {
        Actor actor = plant.signIn("OPERATOR", 1).getFirst();
        int person = Objects.requireNonNull(actor.person());
        Authorship authorship = plant.bean(Authorship.class);
        RegulatedTable table = RegulatedTable.regulated(plant);
        int[] sizes = {1, 20, 20, 500};
        int written = 0;
        for (int i = 0; written < ROWS; i++) {
            int rows = sizes[i % sizes.length];
            authorship.write(actor, "results are entered", () -> {
                table.insert(rows, person);
                return true;
            });
            written += rows;
        }
        JdbcClient jdbc = plant.bean(JdbcClient.class);
        for (int i = 0; i < 10; i++) {
            int part = i;
            authorship.write(actor, "corrected after review", () -> jdbc.sql(
                    "update bench.regulated set note = 'corrected after review' where id % 100 = :part")
                    .param("part", part).update());
        }
        while (plant.bean(Sealer.class).seal().isPresent()) {
            Thread.sleep(100);
        }
        plant.asOwner("analyze bench.regulated", "analyze ledger.entry", "analyze ledger.tx");
    }

    private static double seconds(Callable<?> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        return (System.nanoTime() - start) / 1e9;
    }

    private long copy(int connections) throws SQLException, InterruptedException {
        List<Callable<Long>> work = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            String third = " where mod(abs(hashint8(%s)), " + connections + ") = " + i;
            String byXid = connections == 1 ? "" : third.formatted("xid::text::bigint");
            String byId = connections == 1 ? "" : third.formatted("id");
            work.add(() -> copy(List.of("select * from ledger.tx" + byXid, "select * from ledger.entry" + byXid,
                    "select * from bench.regulated" + byId)));
        }
        long bytes = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(connections)) {
            for (Future<Long> each : pool.invokeAll(work)) {
                bytes += each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return bytes;
    }

    private long copy(List<String> queries) throws SQLException, IOException {
        CountingOutput counted = new CountingOutput();
        try (Connection connection = verifier.getConnection()) {
            for (String query : queries) {
                connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (" + query + ") to stdout", counted);
            }
        }
        return counted.bytes;
    }

    private static final class CountingOutput extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            bytes += length;
        }
    }
}
