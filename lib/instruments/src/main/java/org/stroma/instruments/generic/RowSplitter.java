package org.stroma.instruments.generic;

import java.util.ArrayList;
import java.util.List;

/** Walks a text row by row and splits each into cells (RFC 4180 with any delimiter); knows the physical line of each row. */
final class RowSplitter {

    private final String text;
    private final Layout layout;
    private int position;
    private int nextLine = 1;
    private int line;
    private boolean brokenQuote;
    private boolean ended;

    RowSplitter(String text, Layout layout) {
        this.text = text;
        this.layout = layout;
        for (int i = 0; i < layout.skippedLines() && position < text.length(); i++)
            skipLine();
    }

    private void skipLine() {
        while (position < text.length() && !isLineEnd(text.charAt(position)))
            position++;
        endLine();
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    /** CR LF, LF and a lone CR end a line. */
    private void endLine() {
        boolean cr = position < text.length() && text.charAt(position) == '\r';
        if (cr)
            position++;
        if (position < text.length() && text.charAt(position) == '\n')
            position++;
        nextLine++;
    }

    /** Moves to the next row that is neither blank nor a comment; false at the end. */
    boolean advance() {
        while (position < text.length()) {
            if (!layout.end().isEmpty() && text.startsWith(layout.end(), position)) {
                line = nextLine;
                ended = true;
                return false;
            }
            boolean comment = !layout.comment().isEmpty() && text.startsWith(layout.comment(), position);
            if (!comment && !isBlankLine()) {
                line = nextLine;
                return true;
            }
            skipLine();
        }
        return false;
    }

    private boolean isBlankLine() {
        int i = position;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t' && layout.delimiter() != '\t'))
            i++;
        return i == text.length() || isLineEnd(text.charAt(i));
    }

    /** Whether the table ended before the file did; {@link #line} is then the first line behind it. */
    boolean ended() {
        return ended;
    }

    /** Line of the current row, from 1. */
    int line() {
        return line;
    }

    /** The cells of the row {@link #advance} moved to, without surrounding blanks. */
    List<String> cells() {
        List<String> cells = new ArrayList<>();
        brokenQuote = false;
        while (true) {
            cells.add(cell());
            if (position >= text.length() || text.charAt(position) != layout.delimiter())
                break;
            position++;
        }
        endLine();
        return cells;
    }

    /** Whether the row just split has a quote that is never closed or is followed by more text. */
    boolean brokenQuote() {
        return brokenQuote;
    }

    private String cell() {
        int start = position;
        while (start < text.length() && text.charAt(start) == ' ')
            start++;
        if (layout.quote() != 0 && start < text.length() && text.charAt(start) == layout.quote()) {
            position = start + 1;
            return quoted();
        }
        start = position;
        while (position < text.length() && text.charAt(position) != layout.delimiter()
                && !isLineEnd(text.charAt(position)))
            position++;
        return text.substring(start, position).strip();
    }

    private String quoted() {
        StringBuilder cell = new StringBuilder();
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == layout.quote()) {
                if (position >= text.length() || text.charAt(position) != layout.quote())
                    return cell.toString().strip() + rest();
                position++;
            }
            boolean crOfCrLf = c == '\r' && position < text.length() && text.charAt(position) == '\n';
            if (isLineEnd(c) && !crOfCrLf)
                nextLine++;
            cell.append(c);
        }
        brokenQuote = true;
        return cell.toString().strip();
    }

    private String rest() {
        int start = position;
        while (position < text.length() && text.charAt(position) != layout.delimiter()
                && !isLineEnd(text.charAt(position)))
            position++;
        String rest = text.substring(start, position).strip();
        brokenQuote |= !rest.isEmpty();
        return rest;
    }

}
