package org.stroma.app.standard;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What standards are written with: the clauses they may cite and the sentence templates they take along.
 *
 * @param clauses by id
 * @param sentences templates by key
 */
public record Library(SortedMap<String, Clause> clauses, SortedMap<String, Texts> sentences) {

    public Library {
        clauses = Collections.unmodifiableSortedMap(new TreeMap<>(clauses));
        sentences = Collections.unmodifiableSortedMap(new TreeMap<>(sentences));
    }

    /**
     * Reads the two files of a library.
     *
     * @throws IllegalStateException listing every problem
     */
    public static Library read(byte[] clauses, byte[] sentences) {
        List<Clause> read = Source.read(clauses, mapping -> mapping.list("clauses",
                (item, path) -> Mapping.read(mapping.source(), item, path, Library::clause))).orThrow();
        Map<String, Texts> templates = Source.read(sentences, Library::templates).orThrow();
        SortedMap<String, Clause> byId = new TreeMap<>();
        for (Clause clause : read) {
            if (byId.put(clause.id(), clause) != null) {
                throw new IllegalStateException("the clause " + clause.id() + " stands twice");
            }
        }
        return new Library(byId, new TreeMap<>(templates));
    }

    static @Nullable Clause clause(Mapping mapping) {
        String id = mapping.code("id");
        Texts title = mapping.bilingual("title");
        String issuer = mapping.text("issuer");
        String date = mapping.findText("date");
        Texts note = mapping.findBilingual("note");
        return id == null || title == null || issuer == null ? null : new Clause(id, title, issuer, date, note);
    }

    static Map<String, Texts> templates(Mapping mapping) {
        Map<String, Texts> templates = new TreeMap<>();
        for (String key : mapping.keys()) {
            Texts texts = mapping.bilingual(key);
            if (texts != null) {
                templates.put(key, texts);
            }
        }
        return templates;
    }
}
