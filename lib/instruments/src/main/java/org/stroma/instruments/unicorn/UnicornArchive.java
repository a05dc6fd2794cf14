package org.stroma.instruments.unicorn;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Limits;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Source;
import org.stroma.instruments.xml.Xml;
import org.stroma.instruments.xml.XmlElement;
import org.stroma.instruments.zip.Archive;

/**
 * The archive of a result. Some of its entries are archives themselves and hold one XML document or the points of one curve;
 * bytes may stand before and behind a document. What all inner archives unpack to counts together towards the limits.
 */
final class UnicornArchive {

    static final String RESULT = "Result.xml";
    static final String CHROMATOGRAM = "Chrom.1.Xml";

    private final Archive archive;
    private final Limits limits;
    private final Problems problems;
    private final Set<String> read = new HashSet<>();
    private long left;

    UnicornArchive(Content content, Problems problems) {
        archive = Archive.of(content);
        limits = content.limits();
        this.problems = problems;
        left = limits.unpackedBytes();
    }

    static boolean isOne(Archive archive) {
        return archive.names().stream().anyMatch(name -> name.endsWith(RESULT))
                && archive.names().stream()
                        .anyMatch(name -> name.endsWith(CHROMATOGRAM) || name.endsWith("SystemData"));
    }

    private Optional<Source> entry(Predicate<String> fits) {
        Optional<String> found = archive.names().stream().filter(fits).findFirst();
        found.ifPresent(read::add);
        return found.map(archive::get);
    }

    /** The document of an entry of the archive. */
    Optional<XmlElement> document(String name) {
        return entry(entry -> entry.endsWith(name)).map(this::xml);
    }

    /** The document inside an inner archive. */
    Optional<XmlElement> innerDocument(String name) {
        return entry(entry -> entry.endsWith(name) || entry.endsWith(name + ".zip"))
                .flatMap(source -> inner(source, "Xml"))
                .map(this::xml);
    }

    /** An inner archive, such as the one that holds the points of a curve. */
    Source curve(String name) {
        return entry(entry -> entry.equals(name) || entry.endsWith("/" + name))
                .or(() -> entry(entry -> entry.contains(name)))
                .orElseThrow(() -> problems.refuse(FileProblem.MISSING_SECTION, name));
    }

    /** The unpacked bytes of an entry of an inner archive. */
    Optional<Source> inner(Source source, String name) {
        Limits remaining = new Limits(limits.bytes(), Math.max(1, left), limits.ratio(), limits.entries(),
                limits.depth(), limits.cells(), limits.values());
        Optional<Source> found = Archive.of(source, remaining).find(name);
        left -= found.map(Source::size).orElse(0);
        return found;
    }

    /** Cuts off what stands before the first and behind the last angle bracket. */
    private XmlElement xml(Source source) {
        byte[] bytes = source.bytes();
        int start = 0;
        while (start < bytes.length && bytes[start] != '<')
            start++;
        int end = bytes.length;
        while (end > start && bytes[end - 1] != '>')
            end--;
        if (end == start)
            throw problems.refuse(FileProblem.CORRUPT, source.name());
        boolean wide = start + 1 < bytes.length && bytes[start + 1] == 0;
        Source cut = Source.of(source.buffer().slice(start, Math.min(bytes.length, end + (wide ? 1 : 0)) - start),
                source.name());
        return Xml.tree(cut, limits);
    }

    /** The entries nobody asked for. */
    List<String> others() {
        List<String> others = new ArrayList<>(archive.names());
        others.removeAll(read);
        return others;
    }

}
