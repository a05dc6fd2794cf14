package org.stroma.instruments.generic;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * How the text of a file is divided.
 *
 * @param encoding null recognises it from the bytes and says so
 * @param delimiter between cells
 * @param quote around cells that hold delimiters or line ends, doubled inside; 0 for none
 * @param skippedLines physical lines before the table
 * @param header whether the first line after them names the columns
 * @param comment lines beginning with this are left out, empty for none
 * @param end the table ends before the first line that begins with this, empty for the end of the file
 */
public record Layout(@Nullable Charset encoding, char delimiter, char quote, int skippedLines, boolean header,
        String comment, String end) {

    public Layout {
        if (skippedLines < 0)
            throw new IllegalArgumentException("lines to skip: " + skippedLines);
        if (delimiter == quote || delimiter == '\n' || delimiter == '\r' || quote == '\n' || quote == '\r')
            throw new IllegalArgumentException("delimiter and quote must differ and be no line end");
    }

    /** UTF-8, comma, double quotes, header in the first line (RFC 4180). */
    public static Layout csv() {
        return new Layout(StandardCharsets.UTF_8, ',', '"', 0, true, "", "");
    }

    public Layout withDelimiter(char between) {
        return new Layout(encoding, between, quote, skippedLines, header, comment, end);
    }

    public Layout withEncoding(Charset charset) {
        return new Layout(charset, delimiter, quote, skippedLines, header, comment, end);
    }

    public Layout withRecognisedEncoding() {
        return new Layout(null, delimiter, quote, skippedLines, header, comment, end);
    }

    public Layout withSkippedLines(int lines) {
        return new Layout(encoding, delimiter, quote, lines, header, comment, end);
    }

    public Layout withoutHeader() {
        return new Layout(encoding, delimiter, quote, skippedLines, false, comment, end);
    }

    public Layout withComment(String prefix) {
        return new Layout(encoding, delimiter, quote, skippedLines, header, prefix, end);
    }

    public Layout withEnd(String start) {
        return new Layout(encoding, delimiter, quote, skippedLines, header, comment, start);
    }

    public Layout withQuote(char around) {
        return new Layout(encoding, delimiter, around, skippedLines, header, comment, end);
    }

    Optional<Charset> declaredEncoding() {
        return Optional.ofNullable(encoding);
    }

}
