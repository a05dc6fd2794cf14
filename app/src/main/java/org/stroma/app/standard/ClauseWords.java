package org.stroma.app.standard;

import java.util.Locale;
import org.springframework.stereotype.Component;
import org.stroma.app.shell.Words;

/** What clauses are called where there is room for a few words: a short name, else their title. */
@Component("clauseWords")
public class ClauseWords {
    private final Words words;

    ClauseWords(Words words) {
        this.words = words;
    }

    public String name(String id, Texts title) {
        Locale locale = words.chinese() ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
        return Spoken.clause(id, locale).orElseGet(() -> title.in(locale));
    }
}
