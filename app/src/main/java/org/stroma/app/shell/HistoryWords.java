package org.stroma.app.shell;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the audit trail's tables, fields and values are called; one without words of its own shows itself. */
@Component("historyWords")
public class HistoryWords {
    private static final Pattern INSTANT = Pattern
            .compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([+-]\\d\\d:\\d\\d|Z)");
    private static final String TABLE = "table.";
    private static final String SYSTEM = "system:";
    /** The column by which modules are asked for the name of a row itself. */
    static final String ROW = "id";

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]*");
    /** The columns that hold a role, by which the names of roles are found. */
    private static final Set<String> ROLES = Set.of("role", "role_a", "role_b", "verifier_role");

    private final Words words;
    private final Times times;
    private final Roles roles;
    private final ReasonWords reasons;
    private final List<RecordedWords> recorded;
    private final JsonMapper json;

    HistoryWords(Words words, Times times, Roles roles, ReasonWords reasons, List<RecordedWords> recorded,
            JsonMapper json) {
        this.words = words;
        this.times = times;
        this.roles = roles;
        this.reasons = reasons;
        this.recorded = recorded;
        this.json = json;
    }

    /** A table that the audit trail follows, and what it is called. */
    public record Table(String name, String said) {}

    public String table(String name) {
        return named(TABLE, name);
    }

    public String field(String name) {
        return named("column.", name);
    }

    /** A value as it was recorded; instants in the plant's zone, yes and no in words. */
    public String value(@Nullable String text) {
        if (text == null) {
            return "";
        }
        if (text.equals("true") || text.equals("false")) {
            return words.say(text.equals("true") ? "value.yes" : "value.no");
        }
        if (!INSTANT.matcher(text).matches()) {
            return text;
        }
        try {
            return times.second(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return text;
        }
    }

    /** Which row was changed: what people call it where a module knows, else its key. */
    public String row(String table, String key) {
        return recorded.stream().flatMap(each -> each.find(table, ROW, key).stream()).findFirst().orElse(key);
    }

    /** The path of the page that shows a row; null where no module has one. */
    public @Nullable String page(String table, String key) {
        return recorded.stream().flatMap(each -> each.page(table, key).stream()).findFirst().orElse(null);
    }

    /** A value in words: what codes and numbers of rows stand for, and what stands in JSON by its fields. */
    public String said(String table, String column, @Nullable String text) {
        if (text == null) {
            return "";
        }
        return recorded.stream().flatMap(each -> each.find(table, column, text).stream()).findFirst()
                .orElseGet(() -> structured(table, text).orElseGet(() -> coded(column, text)));
    }

    /** Why something was changed, in the reader's language where the application itself gave the reason. */
    public String reason(String text) {
        return reasons.say(text);
    }

    /** Who did it: a person's code, or what the part of the application is called that did. */
    public String author(String author) {
        return author.startsWith(SYSTEM) ? named("author.", author.substring(SYSTEM.length())) : author;
    }

    /** Through what it came: page, interface or the system itself, with its address; then the site and the emergency access under which it was written. */
    public String origin(String origin) {
        String[] parts = origin.split(" ", 2);
        String from = parts.length > 1 ? parts[1] : "";
        return (named("origin.", parts[0]) + " " + from
                .replaceFirst("(^| )@([A-Z0-9-]+)", " · " + words.say("history.at-site") + " $2")
                .replaceFirst("(^| )!(EA-[0-9-]+)$", " · " + words.say("history.emergency") + " $2")).strip();
    }

    private String coded(String column, String text) {
        if (ROLES.contains(column)) {
            return roles.name(text);
        }
        if (!CODE.matcher(text).matches()) {
            return value(text);
        }
        return Stream.of("coded." + column + "." + text, "coded." + text, "value." + text).map(words::say)
                .filter(word -> !word.startsWith("⟨")).findFirst().orElse(text);
    }

    private Optional<String> structured(String table, String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.of(structured(table, "", json.readTree(text)));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private String structured(String table, String name, JsonNode node) {
        if (node.isArray()) {
            return node.valueStream().map(each -> structured(table, name, each))
                    .collect(Collectors.joining(words.say("detail.between.values")));
        }
        if (node.isObject()) {
            return node.propertyStream()
                    .map(each -> words.say("detail.pair", field(each.getKey()),
                            structured(table, each.getKey(), each.getValue())))
                    .collect(Collectors.joining(words.say("detail.between")));
        }
        return said(table, name, node.isNull() ? null : node.asString());
    }

    /** The tables that have words, by what they are called. */
    public List<Table> tables() {
        return Collections.list(ResourceBundle.getBundle("messages/ledger", Locale.ROOT).getKeys()).stream()
                .filter(key -> key.startsWith(TABLE)).map(key -> key.substring(TABLE.length()))
                .map(name -> new Table(name, table(name))).sorted(Comparator.comparing(Table::said)).toList();
    }

    private String named(String prefix, String name) {
        String said = words.say(prefix + name);
        return said.startsWith("⟨") ? name : said;
    }
}
