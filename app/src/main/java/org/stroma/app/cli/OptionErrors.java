package org.stroma.app.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells what is wrong with the options of a command, in the language that {@code --lang} asks for, in one line and where help is
 * found. What picocli alone can tell is told in its own words.
 */
final class OptionErrors implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        Locale locale = Help.locale();
        String help = command.getCommandSpec().qualifiedName() + " --help";
        CommandRefusal refusal = refusal(failure, arguments);
        command.getErr().println("stroma: " + refusal.message(locale) + " "
                + CommandRefusal.of("option-help", "command", help).named(refusal.name()).printed(locale));
        return CommandLine.ExitCode.USAGE;
    }

    private static CommandRefusal refusal(ParameterException failure, String[] arguments) {
        ArgSpec about = failure.getArgSpec();
        return switch (failure) {
            case UnmatchedArgumentException unmatched -> unknown(unmatched);
            case OverwrittenOptionException twice ->
                CommandRefusal.of("option-twice", "option", name(twice.getOverwritten()));
            case MaxValuesExceededException many when about != null ->
                CommandRefusal.of("option-twice", "option", name(about));
            case MissingParameterException missing -> missing(missing.getMissing(), arguments);
            default -> about == null || failure.getValue() == null
                    ? other(failure)
                    : value(about, failure);
        };
    }

    private static CommandRefusal unknown(UnmatchedArgumentException unmatched) {
        String given = unmatched.getUnmatched().getFirst();
        List<String> close = unmatched.isUnknownOption() ? unmatched.getSuggestions() : List.of();
        return close.isEmpty()
                ? CommandRefusal.of("option-unknown", "given", given)
                : CommandRefusal.of("option-unknown-close", "given", given, "close", String.join(", ", close));
    }

    /** An option that is there lacks its value; one that is not there is needed. */
    private static CommandRefusal missing(List<ArgSpec> missing, String[] arguments) {
        for (ArgSpec arg : missing) {
            if (given(arg, arguments) && missing.size() == 1) {
                return CommandRefusal.of("option-without-value", "option", name(arg));
            }
        }
        return CommandRefusal.of("option-missing", "option", missing.stream()
                .filter(arg -> arg.required() && !given(arg, arguments)).map(OptionErrors::name)
                .collect(Collectors.joining(", ")));
    }

    private static boolean given(ArgSpec arg, String[] arguments) {
        return arg instanceof OptionSpec option && Arrays.stream(arguments).anyMatch(argument -> Arrays
                .stream(option.names()).anyMatch(name -> argument.equals(name) || argument.startsWith(name + "=")));
    }

    private static CommandRefusal other(ParameterException failure) {
        String words = String.valueOf(failure.getMessage());
        return CommandRefusal.of("option-other", "what",
                words.endsWith(".") ? words.substring(0, words.length() - 1) : words);
    }

    private static CommandRefusal value(ArgSpec about, ParameterException failure) {
        String given = failure.getValue().isEmpty() ? "\"\"" : failure.getValue();
        Class<?> type = about.type();
        if (type.isEnum()) {
            String choices = Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(", "));
            return CommandRefusal.of("choice", "option", name(about), "given", given, "choices", choices);
        }
        boolean pairs = about.typeInfo().isMap() && String.valueOf(failure.getMessage()).contains("KEY=VALUE");
        return CommandRefusal.of(pairs ? "option-pair" : kind(about), "option", name(about), "given", given);
    }

    /** What a value should have been. */
    private static String kind(ArgSpec about) {
        List<Class<?>> types = Arrays.asList(about.auxiliaryTypes());
        Class<?> last = types.isEmpty() ? about.type() : types.getLast();
        if (last == Integer.class || last == int.class || last == Long.class || last == long.class) {
            return "option-whole";
        }
        return last == Double.class || last == double.class ? "option-number" : "option-value";
    }

    private static String name(ArgSpec about) {
        return about instanceof OptionSpec option ? option.longestName() : about.paramLabel();
    }
}
