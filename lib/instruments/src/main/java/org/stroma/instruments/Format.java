package org.stroma.instruments;

import java.util.List;
import java.util.Locale;

/**
 * One file format of one machine or software. Implementations are stateless, have a public constructor without parameters
 * and are listed in {@code META-INF/services/org.stroma.instruments.Format}.
 */
public interface Format {

    /**
     * What is told about a format.
     *
     * @param id short and stable, such as {@code nucleoview}
     * @param english name for people
     * @param chinese name for people
     * @param technique the ASM technique or the kind of record, such as {@code cell counting}
     * @param versions software or file versions seen in real files, the oldest first
     * @param description where our knowledge of the format comes from
     */
    record About(String id, String english, String chinese, String technique, List<String> versions,
            String description) {

        public About {
            versions = List.copyOf(versions);
        }

        /** The name in Chinese for a Chinese locale and in English for any other. */
        public String name(Locale locale) {
            return locale.getLanguage().equals("zh") ? chinese : english;
        }

    }

    About about();

    /** Whether the content is of this format; never by file name, and never throws. */
    boolean recognise(Content content);

    /**
     * Reads a file that {@link #recognise} accepted.
     *
     * @throws Refusal when it cannot be read faithfully
     */
    Document read(Content content, Problems problems);

}
