package org.stroma.instruments;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A decoded file.
 *
 * <p>
 * The encoding is recognised in this order and always reported: byte order mark; UTF-16 without a mark (one of the two
 * bytes of most pairs is zero); strict UTF-8; then {@link EightBit}: GB18030, Windows-1252 or ISO 8859-1. UTF-8 that was
 * damaged in few places and a decoded NUL are no text.
 *
 * @param string the characters without byte order mark
 * @param charset the encoding
 * @param marked whether a byte order mark said so
 * @param other another encoding the bytes fit nearly as well, null when there is none
 */
public record Text(String string, Charset charset, boolean marked, @Nullable Charset other) {

    private static final char REPLACED = '\uFFFD';

    private record Guess(Charset charset, int skip, @Nullable Charset other) {

        Guess(Charset charset, int skip) {
            this(charset, skip, null);
        }

    }

    public Text(String string, Charset charset, boolean marked) {
        this(string, charset, marked, null);
    }

    static Text decode(Source source, Limits limits) {
        if (source.size() > limits.bytes())
            throw Problems.refusal(source, FileProblem.TOO_LARGE, source.size() / 1048576 + " MB",
                    limits.bytes() / 1048576 + " MB");
        if (source.size() == 0)
            throw Problems.refusal(source, FileProblem.EMPTY_FILE);
        Guess guess = guess(source.buffer());
        String string = strict(source.buffer(), guess);
        if (string == null || string.indexOf('\0') >= 0)
            throw Problems.refusal(source, FileProblem.NOT_TEXT);
        return new Text(string, guess.charset, guess.skip > 0, guess.other);
    }

    /** The text of the first bytes of a file, leniently at the cut; empty when it is no text. */
    static Optional<String> head(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Guess guess = guess(buffer.duplicate());
        String string = guess.charset.decode(buffer.position(guess.skip)).toString();
        return string.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(string);
    }

    /** Decodes at once what has no malformed part, as nearly all files; null when a part is malformed. */
    private static @Nullable String strict(ByteBuffer bytes, Guess guess) {
        byte[] copy = new byte[bytes.limit() - guess.skip];
        bytes.get(guess.skip, copy);
        String string = new String(copy, guess.charset);
        return string.indexOf(REPLACED) < 0 ? string : careful(bytes, guess);
    }

    private static @Nullable String careful(ByteBuffer bytes, Guess guess) {
        CharsetDecoder decoder = guess.charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            return decoder.decode(bytes.position(guess.skip)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
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
        boolean ascii = charset.equals(StandardCharsets.UTF_8) && string.chars().allMatch(c -> c < 0x80);
        return ascii && !marked ? "US-ASCII" : charset.name();
    }

    /**
     * The lines without their ends (CR LF, LF or a lone CR); no line follows a final line end. They are parts of the text, made
     * when they are asked for.
     */
    public List<String> lines() {
        return Lines.of(string);
    }

}
