package org.stroma.instruments.xml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.MappedList;
import org.stroma.instruments.PartedList;
import org.stroma.instruments.zip.Deflated;
import org.stroma.instruments.zip.Packer;
import org.stroma.instruments.zip.Unpacker;

/** The children of one element: as they are while they are few, else packed in runs, each child within a run or by itself. */
final class XmlChildren {

    /** Characters of a run, unless its last child is larger. */
    private static final int RUN = 1 << 14;

    /** Children that are not packed yet, or all of them. */
    private List<XmlElement> live = List.of();
    private int weight;
    private @Nullable Packed packed;

    void add(XmlElement child) {
        if (child.isPacked()) {
            pack();
            packed().addLarge(child);
            return;
        }
        if (live.isEmpty())
            live = new ArrayList<>(4);
        live.add(child);
        weight += child.weight();
        if (weight >= RUN)
            pack();
    }

    private Packed packed() {
        Packed known = packed;
        if (known == null) {
            known = new Packed();
            packed = known;
        }
        return known;
    }

    private void pack() {
        if (!live.isEmpty())
            packed().addRun(live);
        live = List.of();
        weight = 0;
    }

    /** None is added any more. */
    void end() {
        if (packed != null)
            pack();
        else if (live instanceof ArrayList<XmlElement> list)
            list.trimToSize();
    }

    boolean isPacked() {
        return packed != null;
    }

    /** How much those take that are not packed, in characters. */
    int weight() {
        return weight;
    }

    /** All in file order; to be asked for behind the end. */
    List<XmlElement> all() {
        return packed == null ? Collections.unmodifiableList(live) : packed;
    }

    List<XmlElement> named(String name) {
        Packed many = packed;
        if (many == null)
            return live.stream().filter(child -> child.name().equals(name)).toList();
        int[] places = new int[16];
        int length = 0;
        for (int i = 0; i < many.size(); i++) {
            if (!many.get(i).name().equals(name))
                continue;
            if (length == places.length)
                places = Arrays.copyOf(places, 2 * length);
            places[length++] = i;
        }
        int[] found = Arrays.copyOf(places, length);
        return MappedList.of(length, index -> many.get(found[index]));
    }

    /** An element is its prefix, name, line, attributes, text and children, those as often as it says. */
    private static final class Packed extends PartedList<XmlElement> {

        /** A run, or a child whose own children are packed. */
        private final List<Object> parts = new ArrayList<>();

        void addLarge(XmlElement child) {
            parts.add(child);
            addPart(1);
        }

        void addRun(List<XmlElement> run) {
            Packer packer = new Packer();
            run.forEach(element -> write(element, packer));
            parts.add(packer.take());
            addPart(run.size());
        }

        private static void write(XmlElement element, Packer packer) {
            packer.text(element.prefix());
            packer.text(element.name());
            packer.number(element.line());
            packer.number(element.namesAndValues().length);
            for (String part : element.namesAndValues())
                packer.text(part);
            packer.text(element.printed());
            packer.number(element.children().size());
            element.children().forEach(child -> write(child, packer));
        }

        @Override
        protected List<XmlElement> make(int part) {
            if (parts.get(part) instanceof XmlElement large)
                return List.of(large);
            Unpacker unpacker = new Unpacker((Deflated) parts.get(part));
            Map<String, String> names = new HashMap<>();
            List<XmlElement> run = new ArrayList<>();
            while (unpacker.hasMore())
                run.add(read(unpacker, name -> names.computeIfAbsent(name, same -> same)));
            return run;
        }

        private static XmlElement read(Unpacker unpacker, UnaryOperator<String> once) {
            String prefix = once.apply(unpacker.text());
            String name = once.apply(unpacker.text());
            int line = unpacker.number();
            String[] attributes = new String[unpacker.number()];
            for (int i = 0; i < attributes.length; i += 2) {
                attributes[i] = once.apply(unpacker.text());
                attributes[i + 1] = unpacker.text();
            }
            XmlElement element = new XmlElement(prefix, name, line, attributes);
            element.add(unpacker.text());
            for (int left = unpacker.number(); left > 0; left--)
                element.add(read(unpacker, once));
            element.end();
            return element;
        }

    }

}
