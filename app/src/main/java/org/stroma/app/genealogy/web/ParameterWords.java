package org.stroma.app.genealogy.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.Words;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was recorded with an operation, in the reader's words: names of parameters, yes and no, durations of clocks. */
@Component("parameters")
class ParameterWords {
    /** A clock that an operation stopped, in seconds. */
    private static final Pattern CLOCK = Pattern.compile("cl_(\\d+)_s");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z");
    private static final BigDecimal MINUTE = BigDecimal.valueOf(60);
    /** How the parameters stand to their ranges; that is shown where it is judged. */
    private static final String STANDING = "standing";

    private final Words words;
    private final JsonMapper json;
    private final Times times;

    ParameterWords(Words words, JsonMapper json, Times times) {
        this.times = times;
        this.words = words;
        this.json = json;
    }

    /** One phrase for each parameter. */
    public List<String> say(Map<String, Object> parameters) {
        return parameters.entrySet().stream().filter(entry -> !entry.getKey().equals(STANDING))
                .map(entry -> say(entry.getKey(), String.valueOf(entry.getValue()))).toList();
    }

    private String say(String name, String value) {
        Matcher clock = CLOCK.matcher(name);
        if (clock.matches()) {
            BigDecimal minutes = new BigDecimal(value).divide(MINUTE, 1, RoundingMode.HALF_EVEN).stripTrailingZeros();
            return words.say("parameter.clock", clock.group(1), minutes.toPlainString());
        }
        return words.say("parameter.pair", find("parameter." + name).orElse(name), value(name, value));
    }

    private String value(String name, String value) {
        if (value.equals("true") || value.equals("false")) {
            return words.say(value.equals("true") ? "value.yes" : "value.no");
        }
        if (value.startsWith("{") || value.startsWith("[")) {
            try {
                return value(name, json.readTree(value));
            } catch (JacksonException e) {
                return value;
            }
        }
        if (value.endsWith("Z") && INSTANT.matcher(value).matches()) {
            return times.minute(Instant.parse(value));
        }
        return find("option." + name + "." + value).or(() -> find(name + "." + value)).orElse(value);
    }

    private String value(String name, JsonNode node) {
        return node.isArray()
                ? node.valueStream().map(item -> value(name, item.asString(item.toString())))
                        .collect(Collectors.joining(words.say("detail.between.values")))
                : node.propertyStream()
                        .map(each -> find("parameter." + each.getKey()).orElse(each.getKey()) + " "
                                + part(name, each.getKey(), each.getValue().asString(each.getValue().toString())))
                        .collect(Collectors.joining(words.say("detail.between.values")));
    }

    /** A value under a name of its own, such as the defect of a container: chosen from the options of the whole, or said by its name. */
    private String part(String whole, String name, String value) {
        return find("option." + whole + "." + value).orElseGet(() -> value(name, value));
    }

    private Optional<String> find(String key) {
        String text = words.say(key);
        return text.startsWith("⟨") ? Optional.empty() : Optional.of(text);
    }
}
