package org.stroma.instruments.flowjo;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.stroma.instruments.Content;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.xml.Xml;

/**
 * The workspace of FlowJo 10 (XML): for each sample its keywords, compensation matrix, and the tree of populations with
 * counts, gates (polygon, rectangle, ellipse, curly quadrant) and statistics. Layouts, tables and plots are not results and
 * are left aside. What the model has no place for (Boolean populations, statistics of a whole sample, gates of one
 * dimension, other kinds of gates and statistics) is named by a problem.
 *
 * <p>
 * Known from: real workspaces; the requirements document for FlowJo published with Benchling allotropy (MIT); Gating-ML 2.0
 * for the gates. Seen: workspace version 20.0 of FlowJo 10.6.1 to 10.10.0.
 */
public final class FlowJoFormat implements Format {

    private static final About ABOUT = new About("flowjo", "FlowJo workspace", "FlowJo 工作区", "flow cytometry",
            List.of("10.6.1", "10.6.2", "10.7.1", "10.8.0", "10.8.1", "10.9.0", "10.10.0"),
            "real workspaces; allotropy requirements for FlowJo; Gating-ML 2.0");
    private static final Pattern ELEMENT = Pattern.compile("<[A-Za-z]");
    private static final int LONGEST_TAG = 8_000;

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        String head = content.kind() == Content.Kind.MARKUP ? content.head() : "";
        Matcher first = ELEMENT.matcher(head);
        if (!first.find() || !head.startsWith("<Workspace", first.start()))
            return false;
        String tag = head.substring(first.start(), Math.min(head.length(), first.start() + LONGEST_TAG));
        return tag.contains("flowJoVersion") || tag.contains("modDate");
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        return new FlowJoMapper(Xml.of(content), content, ABOUT.id(), problems).map();
    }

}
