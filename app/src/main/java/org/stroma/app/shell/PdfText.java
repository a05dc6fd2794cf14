package org.stroma.app.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * What a reader finds when it searches or copies the text of a printed document. The type draws characters of one shape with one
 * glyph, the ideograph 生 and its radical ⽣, ～ and 〜, and the printer names each glyph by its lowest code: what was written is looked
 * up again.
 */
final class PdfText {
    /** {@code <from> <to> <code>} of a ToUnicode map. */
    private static final Pattern RANGE = Pattern
            .compile("<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})>");

    private PdfText() {}

    /**
     * The same document with the characters that were written.
     *
     * @param written what was printed
     * @param type the characters of its type
     */
    static byte[] readable(byte[] pdf, String written, CmapLookup type) throws IOException {
        Set<Integer> characters = written.codePoints().boxed().collect(Collectors.toSet());
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (COSObject each : document.getDocument().getObjectsByType(COSName.FONT)) {
                if (each.getObject() instanceof COSDictionary font
                        && font.getDictionaryObject(COSName.TO_UNICODE) instanceof COSStream map) {
                    rewrite(map, characters, type);
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private static void rewrite(COSStream map, Set<Integer> written, CmapLookup type) throws IOException {
        byte[] before;
        try (InputStream content = map.createInputStream()) {
            before = content.readAllBytes();
        }
        byte[] after = RANGE.matcher(new String(before, StandardCharsets.ISO_8859_1))
                .replaceAll(range -> named(range, written, type)).getBytes(StandardCharsets.ISO_8859_1);
        try (OutputStream content = map.createOutputStream(COSName.FLATE_DECODE)) {
            content.write(after);
        }
    }

    /** One line of a map. Codes that no longer follow one another as their glyphs do are listed. */
    private static String named(MatchResult range, Set<Integer> written, CmapLookup type) {
        int from = Integer.parseInt(range.group(1), 16);
        int to = Integer.parseInt(range.group(2), 16);
        int first = Integer.parseInt(range.group(3), 16);
        List<Integer> codes = IntStream.rangeClosed(first, first + to - from)
                .map(code -> written.contains(code) ? code : sharing(code, written, type)).boxed().toList();
        return codes.equals(IntStream.rangeClosed(first, first + to - from).boxed().toList())
                ? range.group()
                : codes.stream().map("<%04X>"::formatted).collect(
                        Collectors.joining(" ", "<%s> <%s> [".formatted(range.group(1), range.group(2)), "]"));
    }

    /** The character that was written and shares its glyph with this one. */
    private static int sharing(int code, Set<Integer> written, CmapLookup type) {
        List<Integer> shared = type.getCharCodes(type.getGlyphId(code));
        return shared == null
                ? code
                : shared.stream().filter(each -> each <= Character.MAX_VALUE && written.contains(each)).findFirst()
                        .orElse(code);
    }
}
