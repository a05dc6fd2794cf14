package org.stroma.instruments.xml;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes XML by its byte order mark, else by its declaration, else as UTF-8 (XML 1.0, appendix F); what does not fit fails.
 * The parser of the runtime would do the same but tells of malformed bytes on standard error.
 */
final class XmlDecoder {

    private static final int PROLOG = 256;
    private static final Pattern DECLARED = Pattern
            .compile("^<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)");

    private XmlDecoder() {}

    static Reader reader(InputStream stream) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(stream, PROLOG);
        byte[] start = bytes.readNBytes(PROLOG);
        int mark = mark(start);
        bytes.unread(start, mark, start.length - mark);
        return new InputStreamReader(bytes, charset(start, mark).newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static int mark(byte[] start) {
        if (start.length >= 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF)
            return 3;
        boolean wide = start.length >= 2
                && (start[0] == (byte) 0xFF && start[1] == (byte) 0xFE
                        || start[0] == (byte) 0xFE && start[1] == (byte) 0xFF);
        return wide ? 2 : 0;
    }

    private static Charset charset(byte[] start, int mark) throws IOException {
        if (mark == 3)
            return StandardCharsets.UTF_8;
        if (mark == 2)
            return start[0] == (byte) 0xFF ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        if (start.length >= 2 && start[0] == '<' && start[1] == 0)
            return StandardCharsets.UTF_16LE;
        if (start.length >= 2 && start[0] == 0 && start[1] == '<')
            return StandardCharsets.UTF_16BE;
        Matcher declared = DECLARED.matcher(new String(start, StandardCharsets.ISO_8859_1));
        if (!declared.find())
            return StandardCharsets.UTF_8;
        try {
            return Charset.forName(declared.group(1));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IOException("unknown encoding " + declared.group(1), e);
        }
    }

}
