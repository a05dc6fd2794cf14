package org.stroma.app.shell;

import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The type that documents are set in. To read it costs a hundred times its use in a short document, so what was read is kept: as many
 * pairs of weights as documents are printed at once, at most one for each processor, since a typeface serves one document at a time.
 */
final class Typefaces {
    private static final String FONT = "/fonts/ttf/NotoSansSC/NotoSansSC-";
    private static final Semaphore FREE = new Semaphore(Runtime.getRuntime().availableProcessors());
    private static final Deque<Pair> IDLE = new ConcurrentLinkedDeque<>();

    private Typefaces() {}

    /** Both weights. */
    record Pair(TrueTypeFont regular, TrueTypeFont bold) {
        /** The characters of the type, which are the same in both weights. */
        CmapLookup characters() {
            try {
                return regular.getUnicodeCmapLookup();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What is done with a pair while nobody else has it. */
    interface Use {
        byte[] with(Pair pair) throws IOException;
    }

    static byte[] lend(Use use) throws IOException {
        FREE.acquireUninterruptibly();
        try {
            Pair idle = IDLE.poll();
            Pair pair = idle == null ? new Pair(read("Regular"), read("Bold")) : idle;
            byte[] made = use.with(pair);
            IDLE.push(pair);
            return made;
        } finally {
            FREE.release();
        }
    }

    /** A weight as a document embeds it: of the signs that it uses, once it uses one. */
    static PDFontSupplier in(PDDocument document, TrueTypeFont weight) {
        return new PDFontSupplier(null) {
            @Override
            public PDFont supply() {
                try {
                    return PDType0Font.load(document, weight, true);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private static TrueTypeFont read(String weight) throws IOException {
        try (InputStream type = Objects
                .requireNonNull(Typefaces.class.getResourceAsStream(FONT + weight + ".ttf"))) {
            return new TTFParser().parse(new RandomAccessReadBuffer(type));
        }
    }
}
