package org.stroma.app.standard;

import java.util.Locale;

/** One text in both languages of the house. */
public record Texts(String zh, String en) {

    public Texts {
        if (zh.isBlank() || en.isBlank()) {
            throw new IllegalArgumentException("a text needs both languages: " + zh + " / " + en);
        }
    }

    /** The Chinese text for any Chinese locale, else the English one. */
    public String in(Locale locale) {
        return locale.getLanguage().equals("zh") ? zh : en;
    }
}
