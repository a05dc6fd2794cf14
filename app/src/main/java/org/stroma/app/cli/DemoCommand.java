package org.stroma.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.stroma.app.database.Migrations;
import org.stroma.app.demo.Campaign;
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

    @Override
    public Integer call() throws InterruptedException {
        Path folder = data.folderOr(DataOption.demonstration());
        try (Instance instance = Instance.start(folder, Migrations.Kind.DEMONSTRATION, true, "server.port=" + port,
                "server.address=127.0.0.1")) {
            Campaign campaign = new Campaign(instance.beans(), System.err::println);
            if (campaign.standing() == Campaign.Standing.EMPTY) {
                campaign.perform();
            }
            System.out.println("Stroma demonstration: http://localhost:" + port + "  (data: " + folder + ")");
            System.out.println(Stage.accounts());
            ServeCommand.Lifetime.untilStopped(instance);
        }
        return 0;
    }
}
