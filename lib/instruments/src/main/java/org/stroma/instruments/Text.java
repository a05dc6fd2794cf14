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
 * bytes of most pairs is zero); strict UTF-8; GB18030 when every byte above 0x7F stands in a pair of bytes from 0xA1 up;
 * Windows-1252 when a byte of 0x80 to 0x9F occurs; ISO 8859-1 otherwise. A decoded NUL means the file is no text.
 *
 * @param string the characters without byte order mark
 * @param charset the encoding
 * @param marked whether a byte order mark said so
 */
public record Text(String string, Charset charset, boolean marked) {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Charset GB18030 = Charset.forName("GB18030");

    private static final char REPLACED = '\uFFFD';

    private record Guess(Charset charset, int skip) {}

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
        return new Text(string, guess.charset, guess.skip > 0);
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
        return new Guess(eightBit(bytes), 0);
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
        if (zeroSecond > pairs * 0.6 && zeroFirst == 0)
            return StandardCharsets.UTF_16LE;
        if (zeroFirst > pairs * 0.6 && zeroSecond == 0)
            return StandardCharsets.UTF_16BE;
        return null;
    }

    private static Charset eightBit(ByteBuffer bytes) {
        if (isUtf8(bytes))
            return StandardCharsets.UTF_8;
        boolean paired = true;
        boolean control = false;
        for (int i = 0; i < bytes.limit(); i++) {
            int b = at(bytes, i);
            if (b < 0x80)
                continue;
            control |= b < 0xA0;
            boolean pair = b >= 0xA1 && i + 1 < bytes.limit() && at(bytes, i + 1) >= 0xA1;
            paired &= pair;
            i += pair ? 1 : 0;
        }
        if (paired)
            return GB18030;
        return control ? WINDOWS_1252 : StandardCharsets.ISO_8859_1;
    }

    /** Strict UTF-8 up to a sequence cut off at the end of the buffer. */
    private static boolean isUtf8(ByteBuffer bytes) {
        int i = 0;
        int size = bytes.limit();
        while (i < size) {
            int b = at(bytes, i);
            int more = b < 0x80
                    ? 0
                    : b >= 0xC2 && b < 0xE0 ? 1 : b >= 0xE0 && b < 0xF0 ? 2 : b >= 0xF0 && b < 0xF5 ? 3 : -1;
            if (more < 0)
                return false;
            for (int k = 1; k <= more && i + k < size; k++)
                if ((at(bytes, i + k) & 0xC0) != 0x80)
                    return false;
            i += more + 1;
        }
        return true;
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
