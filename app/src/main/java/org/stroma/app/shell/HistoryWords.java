package org.stroma.app.shell;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the audit trail's tables, fields and values are called; one without words of its own shows itself. */
@Component("historyWords")
public class HistoryWords {
    private static final Pattern INSTANT = Pattern
            .compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([+-]\\d\\d:\\d\\d|Z)");
    private static final String TABLE = "table.";

    private final Words words;
    private final Times times;

    HistoryWords(Words words, Times times) {
        this.words = words;
        this.times = times;
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

    /** Where a change came from: channel and address, then the site and the emergency access under which it was made. */
    public String origin(String recorded) {
        return recorded.replaceFirst(" @([A-Z0-9-]+)", " · " + words.say("history.at-site") + " $1")
                .replaceFirst(" !(EA-[0-9-]+)$", " · " + words.say("history.emergency") + " $1");
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
