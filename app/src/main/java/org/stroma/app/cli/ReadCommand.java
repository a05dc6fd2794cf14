package org.stroma.app.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stroma.instruments.Document;
import org.stroma.instruments.Format;
import org.stroma.instruments.Instruments;
import org.stroma.instruments.Problem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Refusal;
import org.stroma.instruments.Result;
import org.stroma.instruments.Source;
import org.stroma.instruments.fcs.FcsDocument;
import org.stroma.instruments.gating.GatedDocument;
import org.stroma.instruments.gating.GatingMlReader;
import org.stroma.instruments.generic.SampleReader;
import org.stroma.instruments.generic.Table;
import org.stroma.instruments.generic.TableDocument;
import org.stroma.instruments.generic.TableReader;
import org.stroma.instruments.json.JsonWriter;
import org.stroma.instruments.logger.LoggerProblem;
import org.stroma.instruments.value.DateOrder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads the file of a machine; it needs no database. What is told of the file goes to standard error. */
@Command(name = "read", description = "Reads the file of an instrument or a temperature logger and prints what it says.", mixinStandardHelpOptions = true, footer = {
        "", "Exit codes: 0 read, 2 not readable; then nothing is printed but the reason, on standard error."})
final class ReadCommand implements Callable<Integer> {
    /** In which form a document is printed. */
    enum Form {
        /** Allotrope Simple Model JSON, or the summary of a flow or temperature file. */
        JSON,
        /** Tables for people. */
        TABLE
    }

    /** What comes first in a date. */
    enum Dates {
        DAY_FIRST(DateOrder.DAY_FIRST), MONTH_FIRST(DateOrder.MONTH_FIRST);

        private final DateOrder order;

        Dates(DateOrder order) {
            this.order = order;
        }

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The name that stands for standard input. */
    private static final Path INPUT = Path.of("-");
    private static final int LONGEST_MAPPING = 65_536;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The file, or - for standard input; its name decides nothing.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--list", description = "Lists the formats with the versions seen.")
    private boolean list;

    @Option(names = "--as", paramLabel = "json|table", defaultValue = "json", description = "How to print it. Default: ${DEFAULT-VALUE}.")
    private Form form = Form.JSON;

    @Option(names = "--gates", paramLabel = "G.xml", description = "Gating-ML 2.0: adds the count of each gate to a flow file.")
    private Optional<Path> gates = Optional.empty();

    @Option(names = "--mapping", paramLabel = "M.yaml", description = "The mapping of a table (YAML, docs/mapping.md): columns, units, how numbers and times are written, time zone. For loggers and machines that have no format of their own.")
    private Optional<Path> mapping = Optional.empty();

    @Option(names = "--dates", paramLabel = "day-first|month-first", description = "Which comes first in dates such as 01/03/2026 or 01.03.2026. Default: what other dates of the file tell, else the day between points and the month between slashes, which is told.")
    private Optional<Dates> dates = Optional.empty();

    @Option(names = "--lang", paramLabel = "en|zh", defaultValue = "${sys:stroma.lang:-en}", description = "Language of what is told. Default: ${DEFAULT-VALUE}.")
    private String language = "en";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Locale locale = Locale.forLanguageTag(language);
        if (list) {
            Instruments.formats().forEach(format -> out().println(line(format.about(), locale)));
            out().println("%-20s %s".formatted("table", Help.say(locale, "mapping.list")));
            out().flush();
            return 0;
        }
        Path path = file.orElseThrow(() -> CommandRefusal.of("read-what"));
        List<Problem> told = new ArrayList<>();
        Optional<Document> document = read(path, told);
        told.forEach(problem -> spec.commandLine().getErr()
                .println(severity(problem, locale) + ": " + problem.line(locale)));
        spec.commandLine().getErr().flush();
        if (document.isEmpty()) {
            return 2;
        }
        print(document.get(), locale);
        return 0;
    }

    private Optional<Document> read(Path path, List<Problem> told) {
        if (mapping.isPresent()) {
            return mapped(source(path), mapping.get(), told);
        }
        Result result = Instruments.read(source(path),
                dates.map(declared -> declared.order).orElse(DateOrder.BY_SEPARATOR));
        told.addAll(result.problems());
        if (!(result instanceof Result.Accepted accepted)) {
            return Optional.empty();
        }
        return gates.isEmpty() ? Optional.of(accepted.document()) : gated(accepted.document(), gates.get(), told);
    }

    private Optional<Document> mapped(Source source, Path path, List<Problem> told) {
        if (gates.isPresent()) {
            throw CommandRefusal.of("mapping-gates");
        }
        if (dates.isPresent()) {
            throw CommandRefusal.of("mapping-dates");
        }
        MappingFile.Declared declared = MappingFile.read(path.toString(), text(path));
        Problems problems = new Problems(source.name());
        try {
            Document document = switch (declared) {
                case MappingFile.Declared.Readings readings -> {
                    Table table = TableReader.read(source, readings.mapping());
                    told.addAll(table.problems());
                    yield new TableDocument(table);
                }
                case MappingFile.Declared.Samples samples -> {
                    Document samplesOf = SampleReader.read(source, samples.mapping(), problems);
                    told.addAll(problems.list());
                    yield samplesOf;
                }
            };
            return told.stream().anyMatch(ReadCommand::contradictsMapping) ? Optional.empty() : Optional.of(document);
        } catch (Refusal refused) {
            told.addAll(problems.list());
            told.add(refused.problem());
            return Optional.empty();
        }
    }

    /** A text where the mapping has a number is either a wrong mapping or a word it should name: never a value left out. */
    private static boolean contradictsMapping(Problem problem) {
        return problem.severity() == Problem.Severity.ERROR || problem.code() == LoggerProblem.NOT_A_VALUE;
    }

    private static String text(Path path) {
        Source source = source(path);
        if (source.size() > LONGEST_MAPPING) {
            throw CommandRefusal.of("mapping-unreadable", "where", path, "why", "> 64 kB");
        }
        String text = new String(source.bytes(), StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Optional<Document> gated(Document document, Path gates, List<Problem> told) {
        if (!(document instanceof FcsDocument flow)) {
            throw CommandRefusal.of("gates-flow");
        }
        Source source = source(gates);
        Problems problems = new Problems(source.name());
        try {
            GatedDocument gated = GatedDocument.of(flow, GatingMlReader.read(source, problems), problems);
            told.addAll(problems.list());
            return problems.hasErrors() ? Optional.empty() : Optional.of(gated);
        } catch (Refusal refused) {
            told.addAll(problems.list());
            told.add(refused.problem());
            return Optional.empty();
        }
    }

    private static Source source(Path path) {
        try {
            if (path.equals(INPUT)) {
                return Source.of(System.in.readAllBytes(), "-");
            }
            if (Files.isDirectory(path)) {
                throw CommandRefusal.of("read-folder", "path", path);
            }
            if (!Files.exists(path)) {
                throw CommandRefusal.of(Files.isSymbolicLink(path) ? "read-link" : "read-no-file", "path", path);
            }
            if (!Files.isRegularFile(path)) {
                throw CommandRefusal.of("read-no-regular", "path", path);
            }
            return Source.of(path);
        } catch (AccessDeniedException e) {
            throw CommandRefusal.of("file-unreadable", "file", path, "reason", "EACCES");
        } catch (IOException e) {
            throw CommandRefusal.of("read-failed", "path", path, "why", String.valueOf(e.getMessage()));
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void print(Document document, Locale locale) {
        if (form == Form.JSON) {
            PrintWriter buffered = new PrintWriter(new BufferedWriter(out(), 1 << 16));
            JsonWriter.write(document.json(), buffered);
            buffered.println();
            buffered.flush();
            return;
        }
        for (Document.Table table : document.tables(locale)) {
            TableText.print(table, out());
        }
        out().flush();
    }

    private static String severity(Problem problem, Locale locale) {
        return Help.say(locale, "severity." + problem.severity().name().toLowerCase(Locale.ROOT));
    }

    private static String line(Format.About about, Locale locale) {
        String unstated = locale.getLanguage().equals("zh") ? "文件不声明版本" : "its files state no version";
        return "%-20s %s, %s: %s".formatted(about.id(), about.name(locale), about.technique(),
                about.versions().isEmpty() ? unstated : String.join(", ", about.versions()));
    }
}
