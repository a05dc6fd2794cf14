package org.stroma.instruments.xml;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Limits;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Refusal;
import org.stroma.instruments.Source;

/** Reads XML 1.0 with namespaces; a document type, an entity or too deep nesting is refused. */
public final class Xml {

    private static final XMLInputFactory FACTORY = factory();

    private Xml() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // Our own limit tells how deep; the one of the runtime would only say that something is wrong.
        factory.setProperty("jdk.xml.maxElementDepth", "0");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> InputStream.nullInputStream());
        return factory;
    }

    /** The document a file is; made once per file. */
    public static XmlElement of(Content content) {
        return content.view(XmlElement.class, c -> tree(c.source(), c.limits()));
    }

    /** The root element of a source. */
    public static XmlElement tree(Source source, Limits limits) {
        Deque<XmlElement> open = new ArrayDeque<>();
        XmlElement[] root = new XmlElement[1];
        scan(stream(source), source, limits, new Handler() {
            @Override
            public void start(XMLStreamReader reader) {
                open.push(XmlElement.of(reader));
            }

            @Override
            public void text(String text) {
                open.peek().add(text);
            }

            @Override
            public void end(String name) {
                XmlElement ended = open.pop();
                ended.end();
                if (open.isEmpty())
                    root[0] = ended;
                else
                    open.peek().add(ended);
            }
        });
        return root[0];
    }

    private static InputStream stream(Source source) {
        return new BufferStream(source.buffer());
    }

    /** What a scan tells. */
    public interface Handler {

        /** An element begins; the reader stands on it. */
        void start(XMLStreamReader reader);

        /** All the text up to the next tag. */
        void text(String text);

        /** An element of this local name ends. */
        void end(String name);

    }

    /**
     * Scans a document without keeping it.
     *
     * @throws Refusal when it is not well formed, declares a type or entities, or nests too deep
     */
    public static void scan(InputStream stream, Source source, Limits limits, Handler handler) {
        XMLStreamReader reader = null;
        try {
            reader = FACTORY.createXMLStreamReader(XmlDecoder.reader(stream));
            scan(reader, source, limits, handler);
        } catch (XMLStreamException e) {
            throw refused(e, reader, source);
        } catch (IOException e) {
            throw Problems.refusal(source, FileProblem.CORRUPT, "XML");
        }
    }

    private static void scan(XMLStreamReader reader, Source source, Limits limits, Handler handler)
            throws XMLStreamException {
        int depth = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > limits.depth())
                        throw Problems.refusal(source, FileProblem.NESTED_TOO_DEEP, limits.depth() + "");
                    handler.start(reader);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    handler.end(reader.getLocalName());
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (depth > 0)
                        handler.text(reader.getText());
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw Problems.refusal(source, FileProblem.XML_DECLARES_TYPE);
                default -> {
                    // Comments, processing instructions and white space outside the root carry no data.
                }
            }
        }
    }

    private static Refusal refused(XMLStreamException e, @org.jspecify.annotations.Nullable XMLStreamReader reader,
            Source source) {
        if (e.getNestedException() instanceof Refusal refusal)
            return refusal;
        int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
        Place place = new Place(source.name(), line, 0, "");
        String message = e.getMessage() == null ? "XML" : e.getMessage();
        boolean cut = message.contains("within the same entity");
        boolean entity = !cut && (message.contains("entity") || message.contains("DOCTYPE"));
        return new Problems(source.name()).refuse(place,
                entity && reader != null ? FileProblem.XML_DECLARES_TYPE : FileProblem.CORRUPT, "XML");
    }

}
