package org.stroma.bench;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.stroma.app.database.DatabaseRole;
import org.stroma.app.ledger.LedgerVerifier;
import org.stroma.app.ledger.Verification;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;

/**
 * What a regulated insert costs: through the application's own transaction with an author and the capture triggers, against the same insert into
 * an identical table without either. A third column leaves the author in and the capture out, which tells the two costs apart. Windows of
 * the three alternate, so that a busy minute of the machine falls on all of them.
 */
final class LedgerBench {
    private static final int ROUNDS = Integer.getInteger("stroma.bench.rounds", 5);
    private static final long WINDOW_MILLIS = Long.getLong("stroma.bench.window", 2500);
    private static final String SIZES = """
            select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as wal, pg_total_relation_size('bench.plain') as plain,
                   pg_total_relation_size('bench.regulated') as regulated,
                   pg_total_relation_size('ledger.entry') + pg_total_relation_size('ledger.tx') as history""";

    private enum Variant {
        PLAIN, AUTHOR, CAPTURED
    }

    private final Plant plant;
    private final PrintStream out;
    private final List<Actor> actors;
    private final Authorship authorship;
    private final TransactionTemplate transaction;
    private final RegulatedTable plain;
    private final RegulatedTable regulated;

    private LedgerBench(Plant plant, PrintStream out) {
        this.plant = plant;
        this.out = out;
        this.actors = plant.signIn("OPERATOR", 16);
        this.authorship = plant.bean(Authorship.class);
        this.transaction = plant.bean(TransactionTemplate.class);
        this.plain = RegulatedTable.plain(plant);
        this.regulated = RegulatedTable.regulated(plant);
    }

    static void run(PrintStream out) throws SQLException, InterruptedException {
        try (Plant plant = Plant.open()) {
            RegulatedTable.make(plant);
            new LedgerBench(plant, out).all();
        }
    }

    private void all() throws SQLException, InterruptedException {
        out.printf("%d rounds of %d ms for each cell; durable settings, sealer running%n%n", ROUNDS, WINDOW_MILLIS);
        out.println(
                "| rows per transaction | writers | without ledger, rows/s | author only | captured | captured ÷ without (rounds) | author only ÷ without | bytes per row, table without | table + history | WAL per row | WAL captured |");
        out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (Variant variant : Variant.values()) {
            window(variant, 1, 4);
            window(variant, 1000, 4);
        }
        for (int rows : new int[]{1, 1000}) {
            for (int writers : new int[]{1, 4, 16}) {
                cell(rows, writers);
            }
        }
        closing();
    }

    private record Window(long rows, double seconds, long wal, long plain, long regulated, long history) {
        double rate() {
            return rows / seconds;
        }
    }

    private record Sizes(long wal, long plain, long regulated, long history) {}

    private void cell(int rows, int writers) throws InterruptedException {
        Map<Variant, List<Window>> windows = new EnumMap<>(Variant.class);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < Variant.values().length; i++) {
                Variant variant = Variant.values()[(i + round) % Variant.values().length];
                windows.computeIfAbsent(variant, _ -> new ArrayList<>()).add(window(variant, rows, writers));
            }
        }
        List<Window> without = of(windows, Variant.PLAIN);
        List<Window> author = of(windows, Variant.AUTHOR);
        List<Window> captured = of(windows, Variant.CAPTURED);
        double[] ratios = ratios(captured, without);
        out.printf(Locale.ROOT,
                "| %d | %d | %.0f | %.0f | %.0f | %.2f (%.2f–%.2f) | %.2f | %.0f | %.0f | %.0f | %.0f |%n", rows,
                writers, median(without.stream().mapToDouble(Window::rate).toArray()),
                median(author.stream().mapToDouble(Window::rate).toArray()),
                median(captured.stream().mapToDouble(Window::rate).toArray()), median(ratios), ratios[0],
                ratios[ratios.length - 1], median(ratios(author, without)),
                perRow(without, Window::plain), perRow(captured, w -> w.regulated() + w.history()),
                perRow(without, Window::wal), perRow(captured, Window::wal));
    }

    private static List<Window> of(Map<Variant, List<Window>> windows, Variant variant) {
        return Objects.requireNonNull(windows.get(variant));
    }

    private static double perRow(List<Window> windows, java.util.function.ToLongFunction<Window> bytes) {
        return (double) windows.stream().mapToLong(bytes).sum() / windows.stream().mapToLong(Window::rows).sum();
    }

    private static double[] ratios(List<Window> of, List<Window> to) {
        double[] ratios = new double[of.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = of.get(i).rate() / to.get(i).rate();
        }
        Arrays.sort(ratios);
        return ratios;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private Window window(Variant variant, int rows, int writers) throws InterruptedException {
        Sizes before = sizes();
        long start = System.nanoTime();
        long deadline = start + TimeUnit.MILLISECONDS.toNanos(WINDOW_MILLIS);
        List<Callable<Long>> work = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            Actor actor = actors.get(i);
            work.add(() -> {
                long written = 0;
                for (; System.nanoTime() < deadline; written += rows) {
                    write(variant, actor, rows);
                }
                return written;
            });
        }
        long written = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
            for (Future<Long> each : pool.invokeAll(work)) {
                written += each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Sizes after = sizes();
        return new Window(written, seconds, after.wal() - before.wal(), after.plain() - before.plain(),
                after.regulated() - before.regulated(), after.history() - before.history());
    }

    private void write(Variant variant, Actor actor, int rows) {
        int person = Objects.requireNonNull(actor.person());
        switch (variant) {
            case PLAIN -> transaction.executeWithoutResult(_ -> plain.insert(rows, person));
            case AUTHOR -> authorship.write(actor, "a result is entered", () -> {
                plain.insert(rows, person);
                return true;
            });
            case CAPTURED -> authorship.write(actor, "a result is entered", () -> {
                regulated.insert(rows, person);
                return true;
            });
        }
    }

    private Sizes sizes() {
        return plant.bean(JdbcClient.class).sql(SIZES).query((row, _) -> new Sizes(row.getBigDecimal("wal").longValue(),
                row.getLong("plain"), row.getLong("regulated"), row.getLong("history"))).single();
    }

    /** The history that was written must be whole, or the figures are worth nothing. */
    private void closing() throws SQLException, InterruptedException {
        TimeUnit.SECONDS.sleep(3);
        Verification found = new LedgerVerifier(plant.credentials().dataSource(DatabaseRole.VERIFY))
                .verify(Optional.empty());
        out.printf(Locale.ROOT, "%n%d entries in %d blocks, %d not sealed three seconds after the last write; %s%n",
                found.entries(), found.blocks(), found.unsealed(),
                found.intact() ? "intact" : "BROKEN: " + found.breaks().getFirst());
        if (!found.intact()) {
            throw new IllegalStateException("the ledger does not verify");
        }
    }
}
