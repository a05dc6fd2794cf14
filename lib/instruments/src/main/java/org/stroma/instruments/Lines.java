package org.stroma.instruments;

import java.util.ArrayList;
import java.util.List;

/** The lines of a text without their ends, decoded part by part when they are asked for. */
final class Lines extends PartedList<String> {

    private final Text text;
    private final Text.Cuts cuts;

    /** Lines end with CR LF, LF or a lone CR; no line follows a final line end. */
    Lines(Text text) {
        this.text = text;
        this.cuts = text.cuts();
        for (int part = 0; part < cuts.parts(); part++)
            addPart(make(part).size());
    }

    @Override
    protected List<String> make(int part) {
        return split(text.part(cuts.start(part), cuts.end(part)));
    }

    private static List<String> split(String part) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c != '\n' && c != '\r')
                continue;
            lines.add(part.substring(start, i));
            if (c == '\r' && i + 1 < part.length() && part.charAt(i + 1) == '\n')
                i++;
            start = i + 1;
        }
        if (start < part.length())
            lines.add(part.substring(start));
        return lines;
    }

}
