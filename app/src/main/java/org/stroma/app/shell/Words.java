package org.stroma.app.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.stroma.app.database.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Sentences in the reader's language. */
@Component("words")
public class Words {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MessageSource messages;

    Words(MessageSource messages) {
        this.messages = messages;
    }

    /** The same words where no application runs. */
    public static Words alone() {
        try {
            return new Words(Messages.bundles());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The message of a key in the language of this request; a missing key shows itself in angle brackets. */
    public String say(String key, Object... arguments) {
        return say(LocaleContextHolder.getLocale(), key, arguments);
    }

    public String say(Locale locale, String key, Object... arguments) {
        String text = messages.getMessage(key, arguments, "⟨" + key + "⟩", locale);
        return text == null ? key : text;
    }

    /** What a refusal says: what is wrong, where, and how to mend it. Named values stand in braces, {@code {name}}. */
    public String say(Refusal refusal) {
        return say(LocaleContextHolder.getLocale(), refusal);
    }

    public String say(Locale locale, Refusal refusal) {
        String text = messages.getMessage("refusal." + refusal.code(), null, null, locale);
        if (text == null) {
            return say(locale, "refusal.unnamed", refusal.code());
        }
        for (Map.Entry<String, Object> detail : refusal.details().entrySet()) {
            text = text.replace("{" + detail.getKey() + "}", spoken(locale, detail.getValue()));
        }
        return text.strip();
    }

    /** What the database adds to a refusal comes as JSON, for programs; people read names and values. */
    private String spoken(Locale locale, Object value) {
        String text = String.valueOf(value);
        if (!text.startsWith("{") || !text.endsWith("}")) {
            return text;
        }
        try {
            String said = JSON.readTree(text).propertyStream()
                    .filter(property -> !property.getValue().isNull() && !property.getValue().asString().equals("-"))
                    .map(property -> say(locale, "detail.pair", name(locale, property.getKey()),
                            property.getValue().isValueNode() ? property.getValue().asString() : property.getValue()))
                    .collect(Collectors.joining(say(locale, "detail.between")));
            return said.isEmpty() ? "" : say(locale, "detail.all", said);
        } catch (JacksonException notJson) {
            return text;
        }
    }

    private String name(Locale locale, String property) {
        String name = messages.getMessage("detail." + property, null, null, locale);
        return name == null ? property.replace('_', ' ') : name;
    }

    /** Whether this request reads Chinese. */
    public boolean chinese() {
        return !LocaleContextHolder.getLocale().getLanguage().equals("en");
    }

    /** The one of two texts that this request reads. */
    public String either(String chinese, String english) {
        return chinese() ? chinese : english;
    }
}
