package org.stroma.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.stroma.app.database.Migrations;
import org.stroma.app.people.Passwords;
import org.stroma.app.people.People;
import org.stroma.app.people.Totp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An instance for real work. */
@Command(name = "serve", description = "Serves an instance for real work; the first start makes one administrator.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--port", defaultValue = "8080", description = "Port on this machine. Default: ${DEFAULT-VALUE}.")
    private int port = 8080;

    @Option(names = "--address", defaultValue = "127.0.0.1", description = "Address to listen on. Any other than this machine's own needs --certificate and --key. Default: ${DEFAULT-VALUE}.")
    private String address = "127.0.0.1";

    @Option(names = "--certificate", paramLabel = "FILE", description = "Certificate chain for TLS, PEM.")
    private Optional<Path> certificate = Optional.empty();

    @Option(names = "--key", paramLabel = "FILE", description = "Private key of the certificate, PEM (PKCS #8).")
    private Optional<Path> key = Optional.empty();

    @Option(names = "--vault-keys", paramLabel = "DIR", description = "Folder of the identity vaults' keys, outside of the data folder. Default: the setting STROMA_VAULT_KEYS; without either nobody's identity can be kept.")
    private Optional<Path> vaultKeys = Optional.empty();

    @Option(names = "--organisation", defaultValue = "MAKER-1", description = "Code of the maker's organisation at the first start. Default: ${DEFAULT-VALUE}.")
    private String organisation = "MAKER-1";

    @Override
    public Integer call() throws InterruptedException {
        Path folder = data.folderOr(DataOption.plant());
        Listening listening = Listening.on(address, port, certificate, key);
        try (Instance instance = Instance.start(folder, Migrations.Kind.PRODUCTION, true, properties(listening))) {
            firstAdministrator(folder, instance.bean(People.class));
            System.out.println(Help.say("told.serves", listening.url(), folder));
            Lifetime.untilStopped(instance);
        }
        return 0;
    }

    private String[] properties(Listening listening) {
        return Stream.concat(Stream.of(listening.properties()),
                vaultKeys.stream().map(keys -> "stroma.vault.keys=" + keys.toAbsolutePath().normalize()))
                .toArray(String[]::new);
    }

    /** One server after the other: of two that start at the same moment one names the administrator. */
    private void firstAdministrator(Path folder, People people) {
        try (FileChannel file = FileChannel.open(folder.resolve("first-start"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock _ = file.lock()) {
            nameAdministrator(people);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void nameAdministrator(People people) {
        if (!people.persons().isEmpty()) {
            return;
        }
        String password = Passwords.random();
        String secret = Totp.newSecret();
        // Told before it is true: whoever is interrupted in between has a password too many, not one too few.
        System.out.println(Help.say("told.administrator", password, secret));
        people.install("system:install", "first start",
                List.of(new People.Organisation(organisation, "本企业", "This company", "MAKER", "Asia/Shanghai")),
                List.of(new People.Newcomer("ADMIN-1", "Administrator", organisation, "admin", password, secret,
                        List.of("SYSADMIN"), true)));
    }

    /** Keeps a process alive until it is told to stop. */
    static final class Lifetime {
        private Lifetime() {}

        static void untilStopped(Instance instance) throws InterruptedException {
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                instance.close();
                stopped.countDown();
            }, "stroma-stop"));
            stopped.await();
        }
    }
}
