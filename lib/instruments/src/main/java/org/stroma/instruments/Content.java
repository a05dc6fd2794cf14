package org.stroma.instruments;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One file as the formats see it: its kind, its decoded text, and views (workbook, archive, XML tree) that are made at most
 * once however many formats look at them. Not safe for several threads.
 */
public final class Content {

    /** What the first bytes say the file is. */
    public enum Kind {
        /** Zip container: xlsx or a plain archive. */
        ZIP,
        /** OLE2 container: the binary Excel format among others. */
        OLE2,
        /** Text whose first character is {@code <}: XML or HTML. */
        MARKUP,
        /** Any other text. */
        TEXT,
        /** Anything else. */
        BINARY
    }

    private static final int HEAD = 64 * 1024;
    private static final int HEAD_LINES = 250;

    private final Source source;
    private final Limits limits;
    private final Map<Class<?>, Object> views = new HashMap<>();
    private @Nullable Text text;
    private @Nullable Kind kind;
    private @Nullable String head;
    private @Nullable List<String> headLines;

    public Content(Source source, Limits limits) {
        this.source = source;
        this.limits = limits;
    }

    public Content(Source source) {
        this(source, Limits.STANDARD);
    }

    public Source source() {
        return source;
    }

    public Limits limits() {
        return limits;
    }

    public String name() {
        return source.name();
    }

    /** The kind by content, never by name. */
    public Kind kind() {
        Kind known = kind;
        if (known == null) {
            known = detect();
            kind = known;
        }
        return known;
    }

    private Kind detect() {
        byte[] first = source.bytes(0, 8);
        if (first.length >= 4 && first[0] == 'P' && first[1] == 'K' && (first[2] == 3 || first[2] == 5))
            return Kind.ZIP;
        if (first.length == 8 && first[0] == (byte) 0xD0 && first[1] == (byte) 0xCF && first[2] == 0x11
                && first[3] == (byte) 0xE0)
            return Kind.OLE2;
        String start = Text.head(source.bytes(0, HEAD)).orElse(null);
        head = start;
        if (start == null)
            return Kind.BINARY;
        return start.stripLeading().startsWith("<") ? Kind.MARKUP : Kind.TEXT;
    }

    /** The first 64 kB decoded, or the empty string when the file is no text: enough for most recognisers. */
    public String head() {
        kind();
        return head == null ? "" : head;
    }

    /** The lines of {@link #head} from the first that is not blank, at most 250, split once for all recognisers. */
    public List<String> headLines() {
        List<String> known = headLines;
        if (known == null) {
            known = head().lines().dropWhile(String::isBlank).limit(HEAD_LINES).toList();
            headLines = known;
        }
        return known;
    }

    /**
     * The whole file as text.
     *
     * @throws Refusal when it is too large, or no text in an encoding we recognise
     */
    public Text text() {
        Text known = text;
        if (known == null) {
            known = Text.decode(source, limits);
            text = known;
        }
        return known;
    }

    /**
     * A view made by {@code maker} at the first call and kept.
     *
     * @throws Refusal when the maker refuses; a later call tries again
     */
    public <T> T view(Class<T> type, Function<Content, T> maker) {
        Object known = views.get(type);
        if (known == null) {
            known = maker.apply(this);
            views.put(type, known);
        }
        return type.cast(known);
    }

    /** Like {@link #view} but empty when the file is refused: for recognisers, which must not throw. */
    public <T> Optional<T> findView(Class<T> type, Function<Content, T> maker) {
        try {
            return Optional.of(view(type, maker));
        } catch (Refusal refused) {
            return Optional.empty();
        }
    }

}
