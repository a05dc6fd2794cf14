package org.stroma.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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

    @Option(names = "--organisation", defaultValue = "MAKER-1", description = "Code of the maker's organisation at the first start. Default: ${DEFAULT-VALUE}.")
    private String organisation = "MAKER-1";

    @Override
    public Integer call() throws InterruptedException {
        Path folder = data.folderOr(DataOption.plant());
        try (Instance instance = Instance.start(folder, Migrations.Kind.PRODUCTION, true, "server.port=" + port)) {
            firstAdministrator(instance.bean(People.class));
            System.out.println(Help.say("told.serves", "http://localhost:" + port, folder));
            Lifetime.untilStopped(instance);
        }
        return 0;
    }

    private void firstAdministrator(People people) {
        if (!people.persons().isEmpty()) {
            return;
        }
        String password = Passwords.random();
        String secret = Totp.newSecret();
        people.install("system:install", "first start",
                List.of(new People.Organisation(organisation, "本企业", "This company", "MAKER", "Asia/Shanghai")),
                List.of(new People.Newcomer("ADMIN-1", "Administrator", organisation, "admin", password, secret,
                        List.of("SYSADMIN"), true)));
        System.out.println(Help.say("told.administrator", password, secret));
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
