package org.stroma.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.stroma.app.database.Migrations;
import org.stroma.app.demo.Campaign;
import org.stroma.app.demo.CampaignReport;
import org.stroma.app.demo.Stage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The worked campaign. */
@Command(name = "demo", description = "Performs the worked campaign and serves it.", mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--port", defaultValue = "8080", description = "Port on this machine. Default: ${DEFAULT-VALUE}.")
    private int port = 8080;

    @Option(names = "--check", description = "Performs the campaign in a throwaway folder without pages, compares every line with the domain brief, and leaves with 1 if one differs.")
    private boolean check;

    @Option(names = "--json", description = "With --check: prints one JSON object and nothing else.")
    private boolean asJson;

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (check) {
            return check();
        }
        if (asJson) {
            throw CommandRefusal.of("json-with-check");
        }
        serve();
        return 0;
    }

    private void serve() throws InterruptedException, IOException {
        Path folder = data.folderOr(DataOption.demonstration());
        Instance instance = open(folder);
        try {
            Campaign campaign = new Campaign(instance.beans(), DemoCommand::progress);
            if (campaign.standing() == Campaign.Standing.INTERRUPTED) {
                instance.close();
                Path aside = folder
                        .resolveSibling(folder.getFileName() + "-interrupted-" + System.currentTimeMillis() / 1000);
                Files.move(folder, aside);
                System.err.println("stroma: " + Help.say("told.broken-off", aside));
                instance = open(folder);
                campaign = new Campaign(instance.beans(), DemoCommand::progress);
            }
            if (campaign.standing() == Campaign.Standing.EMPTY) {
                campaign.perform();
            }
            String figures = Help.say("told.figures", Campaign.figures(instance.beans()).toArray());
            System.out.println(Help.say("told.demo", "http://localhost:" + port, folder, figures));
            System.out.println(Help.say("told.accounts", Stage.PASSWORD, Stage.SECRET));
            System.out.println(Stage.accounts());
            ServeCommand.Lifetime.untilStopped(instance);
        } finally {
            instance.close();
        }
    }

    private Instance open(Path folder) {
        return Instance.start(folder, Migrations.Kind.DEMONSTRATION, true,
                Listening.on("127.0.0.1", port, Optional.empty(), Optional.empty()).properties());
    }

    private int check() throws IOException {
        Path folder = Files.createTempDirectory("stroma-check-");
        try (Instance instance = Instance.start(folder.resolve("data"), Migrations.Kind.DEMONSTRATION, false)) {
            new Campaign(instance.beans(), DemoCommand::progress).perform();
            return CampaignReport.of(instance.beans()).print(asJson, System.out, System.err);
        } finally {
            remove(folder);
        }
    }

    private static void progress(String act) {
        System.err.println("stroma: " + act + "…");
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
