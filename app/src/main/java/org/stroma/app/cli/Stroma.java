package org.stroma.app.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The launcher's commands. Exit codes: 0 done, 1 a check failed, 2 what was asked cannot be done as asked, 3 the program failed
 * in a way that nobody foresaw.
 */
@Command(name = "stroma", description = "From the umbilical cord to the patient, and back.", mixinStandardHelpOptions = true, version = "Stroma 0.1.0", synopsisSubcommandLabel = "COMMAND", usageHelpAutoWidth = true, subcommands = {
        ServeCommand.class, DemoCommand.class, MigrateCommand.class, LedgerCommand.class, TraceCommand.class,
        ReadCommand.class,
        BackupCommands.Backup.class, BackupCommands.Restore.class,
        ShelfLifeCommand.class, PotencyCommand.class, ChartCommand.class, CapabilityCommand.class,
        ToleranceCommand.class,
        OutliersCommand.class, PrecisionCommand.class,
        CommandLine.HelpCommand.class}, footer = {"",
                "stroma test runs the whole test suite; it is part of the launcher."})
public final class Stroma implements Runnable {
    private static final int UNFORESEEN = 3;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private Stroma() {}

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ENGLISH);
        System.exit(run(Help.language(arguments, System.getenv()), arguments));
    }

    static CommandLine commands() {
        return new CommandLine(new Stroma());
    }

    /** Runs one command in this process, in English unless it asks for another language. */
    static int run(String... arguments) {
        return run(Help.language(arguments, Map.of()), arguments);
    }

    private static int run(String language, String[] arguments) {
        return Help.in(language, commands()).setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new OptionErrors())
                .setExecutionExceptionHandler((failure, command, _) -> {
                    Optional<String> sentence = Failures.sentence(failure, ReportOptions.locale(command));
                    if (sentence.isEmpty()) {
                        failure.printStackTrace(command.getErr());
                        return UNFORESEEN;
                    }
                    command.getErr().println("stroma: " + sentence.get());
                    return CommandLine.ExitCode.USAGE;
                })
                .execute(arguments);
    }
}
