package org.stroma.app.evidence;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What kind of file some bytes are, by what they begin with: the sender's word counts only where the bytes cannot contradict it.
 */
final class MediaTypes {
    static final String UNKNOWN = "application/octet-stream";

    private static final int READ = 4096;
    /** What marks text of a kind that its bytes alone do not give away. */
    private static final Set<String> TEXTS = Set.of("text/plain", "text/csv", "text/tab-separated-values",
            "application/json", "application/xml", "text/xml", "text/html");
    /** Containers of several formats begin like an archive; which one it is, is said with the file. */
    private static final List<String> ARCHIVES = List.of("application/zip",
            "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument.");

    private static final List<Signature> SIGNATURES = List.of(new Signature("application/pdf", "%PDF-"),
            new Signature("image/png", "\u0089PNG\r\n\u001a\n"), new Signature("image/jpeg", "\u00ff\u00d8\u00ff"),
            new Signature("image/gif", "GIF8"), new Signature("image/tiff", "II*\0"),
            new Signature("image/tiff", "MM\0*"), new Signature("application/vnd.isac.fcs", "FCS"),
            new Signature("application/zip", "PK\u0003\u0004"), new Signature("application/gzip", "\u001f\u008b"));

    private MediaTypes() {}

    /** The bytes that a kind of file begins with, one character each. */
    private record Signature(String type, String begins) {
        boolean of(byte[] bytes) {
            byte[] start = begins.getBytes(StandardCharsets.ISO_8859_1);
            return bytes.length >= start.length
                    && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
        }
    }

    /**
     * The type of a file.
     *
     * @param claimed what its sender says, with or without parameters
     */
    static String of(String claimed, byte[] bytes) {
        String said = claimed.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        String begun = SIGNATURES.stream().filter(each -> each.of(bytes)).map(Signature::type).findFirst()
                .orElse(UNKNOWN);
        if (begun.equals("application/zip")) {
            return ARCHIVES.stream().anyMatch(said::startsWith) ? said : begun;
        }
        if (!begun.equals(UNKNOWN)) {
            return begun;
        }
        if (text(bytes)) {
            return TEXTS.contains(said) ? said : "text/plain";
        }
        return UNKNOWN;
    }

    /** Whether it begins as text in UTF-8 does; a character that the read part cuts is none that is wrong. */
    private static boolean text(byte[] bytes) {
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        CharBuffer read = CharBuffer.allocate(READ);
        CoderResult result = utf8.decode(ByteBuffer.wrap(bytes, 0, Math.min(READ, bytes.length)), read, false);
        return bytes.length > 0 && !result.isError()
                && read.flip().chars().noneMatch(each -> each < ' ' && "\t\r\n\f".indexOf(each) < 0);
    }
}
