package org.stroma.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stroma.app.testing.Client;
import org.stroma.app.testing.Command;

/** Two servers at the same moment on one data folder, and a disk that is full while it is written to. SR-020, SR-033. */
class BreakTests {
    private static final String SERVES = "Stroma serves";
    private static final int BLOCK = 1 << 16;

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        Command.killAll();
    }

    private static CompletableFuture<List<String>> listen(Command server) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return server.readUntil(SERVES);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** The later one works on the database of the earlier one, or says in words why it does not; there is one first administrator. */
    @Test
    void twoServersThatStartAtTheSameMomentSpoilNothing() throws Exception {
        Path data = folder.resolve("data");
        int[] ports = {ServeTests.freePort(), ServeTests.freePort()};
        List<Command> servers = List.of(ServeTests.serve(data, ports[0]), ServeTests.serve(data, ports[1]));
        List<CompletableFuture<List<String>>> told = servers.stream().map(BreakTests::listen).toList();
        List<List<String>> said = List.of(told.get(0).get(10, TimeUnit.MINUTES), told.get(1).get(10, TimeUnit.MINUTES));
        List<Integer> serving = IntStream.range(0, 2).filter(n -> said.get(n).getLast().startsWith(SERVES)).boxed()
                .toList();

        assertThat(serving).as(String.valueOf(said)).isNotEmpty();
        assertThat(said).allSatisfy(lines -> assertThat(lines).noneMatch(line -> line.startsWith("\tat ")));
        List<List<String>> passwords = said.stream()
                .filter(lines -> lines.stream().anyMatch(line -> line.contains("password")))
                .toList();
        assertThat(passwords).as(String.valueOf(said)).hasSize(1);
        String token = ServeTests.firstSession(ports[serving.getFirst()], passwords.getFirst());
        for (int n : serving) {
            assertThat(Client.of(ports[n], token).post("/api/v1/organisations", ServeTests.organisation("B-" + n))
                    .status())
                    .isEqualTo(201);
            assertThat(ServeTests.codes(ports[serving.getFirst()], token)).contains("B-" + n);
        }
        for (Command server : servers) {
            server.terminate();
        }
        Invocation verified = Invocation.of("ledger", "verify", "--data", data.toString());
        assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
    }

    /** What was acknowledged before the disk was full is there afterwards, and once there is room again, work goes on. */
    @Test
    void aFullDiskLosesNothingThatWasAcknowledged() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(done("mount", "-t", "tmpfs", "-o", "size=320m", "none", disk.toString()),
                "a small disk cannot be mounted here");
        try {
            Path data = disk.resolve("data");
            int port = ServeTests.freePort();
            Command server = ServeTests.serve(data, port);
            String token = ServeTests.firstSession(port, server.readUntil(SERVES));
            Client client = Client.of(port, token);
            Set<String> acknowledged = new HashSet<>();
            write(client, "A", 20, acknowledged);
            assertThat(acknowledged).hasSize(20);
            Path ballast = disk.resolve("ballast");
            fill(ballast);
            int refused = write(client, "F", 400, acknowledged);
            Files.delete(ballast);
            server.terminate();
            server = ServeTests.serve(data, port);
            List<String> said = server.readUntil(SERVES);
            assertThat(said).last().asString().startsWith(SERVES);
            int before = acknowledged.size();
            write(client, "G", 5, acknowledged);

            System.out.println("full disk: " + refused + " of 400 writes were not acknowledged");
            assertThat(acknowledged).hasSize(before + 5);
            assertThat(ServeTests.codes(port, token)).containsAll(acknowledged).doesNotHaveDuplicates();
            server.terminate();
            Invocation verified = Invocation.of("ledger", "verify", "--data", data.toString());
            assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
        } finally {
            Command.killAll();
            done("umount", "-l", disk.toString());
        }
    }

    /** Returns how many writes were not acknowledged. */
    private static int write(Client client, String name, int writes, Set<String> acknowledged) {
        int refused = 0;
        for (int n = 0; n < writes && refused < 40; n++) {
            String code = "D-" + name + "-" + n;
            try {
                if (client.post("/api/v1/organisations", ServeTests.organisation(code)).status() == 201) {
                    acknowledged.add(code);
                } else {
                    refused++;
                }
            } catch (java.io.UncheckedIOException gone) {
                refused++;
            }
        }
        return refused;
    }

    private static void fill(Path ballast) throws IOException {
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(Files.size(ballast)).isPositive();
        }
    }

    private static boolean done(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).inheritIO().start().waitFor() == 0;
    }
}
