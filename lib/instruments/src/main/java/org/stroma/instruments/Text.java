package org.stroma.instruments;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The characters of a file, decoded part by part when they are asked for: a file of some size is never held as a text beside
 * its bytes.
 *
 * <p>
 * The encoding is recognised in this order and always reported: byte order mark; UTF-16 without a mark (one of the two
 * bytes of most pairs is zero); strict UTF-8; then {@link EightBit}: GB18030, Windows-1252 or ISO 8859-1. UTF-8 that was
 * damaged in few places and a decoded NUL are no text.
 */
public final class Text {

    /** Bytes of a part, unless its first line is longer. */
    private static final int PART = 1 << 13;

    private record Guess(Charset charset, int skip, @Nullable Charset other) {

        Guess(Charset charset, int skip) {
            this(charset, skip, null);
        }

    }

    private final ByteBuffer bytes;
    private final Guess guess;
    /** Bytes of what a line end is made of. */
    private final int unit;
    private boolean ascii = true;
    private @Nullable List<String> lines;

    private Text(ByteBuffer bytes, Guess guess) {
        this.bytes = bytes;
        this.guess = guess;
        boolean wide = guess.charset.equals(StandardCharsets.UTF_16LE)
                || guess.charset.equals(StandardCharsets.UTF_16BE);
        this.unit = wide ? 2 : 1;
    }

    static Text decode(Source source, Limits limits) {
        if (source.size() > limits.bytes())
            throw Problems.refusal(source, FileProblem.TOO_LARGE, source.size() / 1048576 + " MB",
                    limits.bytes() / 1048576 + " MB");
        if (source.size() == 0)
            throw Problems.refusal(source, FileProblem.EMPTY_FILE);
        Text text = new Text(source.buffer(), guess(source.buffer()));
        if (!text.isText())
            throw Problems.refusal(source, FileProblem.NOT_TEXT);
        return text;
    }

    /** Decodes all parts once: none may be malformed or hold a NUL. */
    private boolean isText() {
        CharsetDecoder decoder = guess.charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        for (int from = guess.skip; from < bytes.limit();) {
            int to = cut(from, PART);
            try {
                CharBuffer part = decoder.decode(bytes.slice(from, to - from));
                for (int i = 0; i < part.length(); i++) {
                    char c = part.charAt(i);
                    ascii &= c < 0x80;
                    if (c == 0)
                        return false;
                }
            } catch (CharacterCodingException e) {
                return false;
            }
            from = to;
        }
        return true;
    }

    /** The encoding. */
    public Charset charset() {
        return guess.charset;
    }

    /** Another encoding the bytes fit nearly as well, null when there is none. */
    public @Nullable Charset other() {
        return guess.other;
    }

    /** Whether a byte order mark told the encoding. */
    public boolean marked() {
        return guess.skip > 0;
    }

    /** All characters at once, without byte order mark: for files that are small, since nothing else is bounded by the file. */
    public String string() {
        return part(start(), end());
    }

    /** The place of the first character in bytes. */
    public int start() {
        return guess.skip;
    }

    /** The place behind the last character in bytes. */
    public int end() {
        return bytes.limit();
    }

    /** The characters between two places that are the start, the end, or behind the end of a line. */
    public String part(int from, int to) {
        byte[] part = new byte[to - from];
        bytes.get(from, part);
        return new String(part, guess.charset);
    }

    /**
     * The place behind the last line end within so many bytes from a place, or behind the first one when its line is longer; the
     * end of the text when none follows.
     */
    public int cut(int from, int length) {
        int most = (int) Math.min(bytes.limit(), (long) from + length);
        if (most == bytes.limit())
            return most;
        int last = most - (most - from) % unit;
        for (int at = last; at > from; at -= unit)
            if (isBehindLineEnd(at))
                return at;
        for (int at = last + unit; at <= bytes.limit(); at += unit)
            if (isBehindLineEnd(at))
                return at;
        return bytes.limit();
    }

    private boolean isBehindLineEnd(int at) {
        int before = unitAt(at - unit);
        return before == '\n' || before == '\r' && unitAt(at) != '\n';
    }

    /** The byte, or the two of UTF-16, at a place; -1 beyond the end. */
    private int unitAt(int place) {
        if (place + unit > bytes.limit() || place < guess.skip)
            return -1;
        if (unit == 1)
            return at(bytes, place);
        boolean little = guess.charset.equals(StandardCharsets.UTF_16LE);
        return at(bytes, place + (little ? 0 : 1)) | at(bytes, place + (little ? 1 : 0)) << 8;
    }

    /** Where the parts of a text begin and end. */
    static final class Cuts {

        private int[] places = new int[16];
        private int parts;

        private void add(int place) {
            if (parts + 1 == places.length)
                places = Arrays.copyOf(places, 2 * places.length);
            places[++parts] = place;
        }

        int parts() {
            return parts;
        }

        int start(int part) {
            return places[part];
        }

        int end(int part) {
            return places[part + 1];
        }

    }

    /** The whole text in parts of whole lines. */
    Cuts cuts() {
        Cuts cuts = new Cuts();
        cuts.places[0] = start();
        for (int from = start(); from < end(); from = cuts.end(cuts.parts - 1))
            cuts.add(cut(from, PART));
        return cuts;
    }

    /** The text of the first bytes of a file, leniently at the cut; empty when it is no text. */
    static Optional<String> head(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Guess guess = guess(buffer.duplicate());
        String string = guess.charset.decode(buffer.position(guess.skip)).toString();
        return string.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(string);
    }

    private static Guess guess(ByteBuffer bytes) {
        int size = bytes.remaining();
        if (size >= 3 && at(bytes, 0) == 0xEF && at(bytes, 1) == 0xBB && at(bytes, 2) == 0xBF)
            return new Guess(StandardCharsets.UTF_8, 3);
        if (size >= 2 && at(bytes, 0) == 0xFF && at(bytes, 1) == 0xFE)
            return new Guess(StandardCharsets.UTF_16LE, 2);
        if (size >= 2 && at(bytes, 0) == 0xFE && at(bytes, 1) == 0xFF)
            return new Guess(StandardCharsets.UTF_16BE, 2);
        Charset wide = unmarkedUtf16(bytes);
        if (wide != null)
            return new Guess(wide, 0);
        EightBit found = EightBit.recognise(bytes);
        return new Guess(found.charset(), 0, found.other());
    }

    private static @Nullable Charset unmarkedUtf16(ByteBuffer bytes) {
        int pairs = Math.min(bytes.remaining(), 4096) / 2;
        if (pairs < 2)
            return null;
        int zeroFirst = 0;
        int zeroSecond = 0;
        for (int i = 0; i < pairs; i++) {
            zeroFirst += at(bytes, 2 * i) == 0 ? 1 : 0;
            zeroSecond += at(bytes, 2 * i + 1) == 0 ? 1 : 0;
        }
        // Some characters, such as U+4E00, have a zero on the other side.
        if (zeroSecond > pairs * 0.4 && zeroFirst < zeroSecond * 0.05)
            return StandardCharsets.UTF_16LE;
        if (zeroFirst > pairs * 0.4 && zeroSecond < zeroFirst * 0.05)
            return StandardCharsets.UTF_16BE;
        return null;
    }

    private static int at(ByteBuffer bytes, int index) {
        return bytes.get(index) & 0xFF;
    }

    /** The encoding as it is told to people, "US-ASCII" when only such characters occur in UTF-8. */
    public String encodingName() {
        return ascii && guess.charset.equals(StandardCharsets.UTF_8) && !marked() ? "US-ASCII" : guess.charset.name();
    }

    /** The lines without their ends (CR LF, LF or a lone CR); no line follows a final line end. */
    public List<String> lines() {
        List<String> known = lines;
        if (known == null) {
            known = new Lines(this);
            lines = known;
        }
        return known;
    }

}
