package org.stroma.app.testing;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** A printed document as a reader sees it. */
public final class Printed {
    private static final int DOTS_PER_INCH = 80;
    private static final int PICTURED = 3;

    private Printed() {}

    public static String text(byte[] pdf) {
        return String.join(" ", pages(pdf));
    }

    /** The text of each page, with single blanks. */
    public static List<String> pages(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            List<String> pages = new ArrayList<>();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(stripper.getText(document).replaceAll("[\\s\\u00A0]+", " "));
            }
            return pages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where text comes nearer to the edge of a page than so many points: it would be cut by a printer, or is cut already. */
    public static List<String> beyondTheEdge(byte[] pdf, int points) {
        TreeSet<String> beyond = new TreeSet<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition text) {
                    float width = getCurrentPage().getMediaBox().getWidth();
                    float height = getCurrentPage().getMediaBox().getHeight();
                    if (text.getXDirAdj() < points || text.getXDirAdj() + text.getWidthDirAdj() > width - points
                            || text.getYDirAdj() < points || text.getYDirAdj() > height - points) {
                        beyond.add("page %d, line at %.0f points".formatted(getCurrentPageNo(), text.getYDirAdj()));
                    }
                }
            }.getText(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(beyond);
    }

    /** Keeps pictures of the first pages below target/screenshots, for people to look at. */
    public static void picture(String name, byte[] pdf) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/screenshots"));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFRenderer renderer = new PDFRenderer(document);
            for (int page = 0; page < Math.min(PICTURED, document.getNumberOfPages()); page++) {
                BufferedImage image = renderer.renderImageWithDPI(page, DOTS_PER_INCH, ImageType.RGB);
                ImageIO.write(image, "png", folder.resolve(name + "-" + (page + 1) + ".png").toFile());
            }
        }
    }
}
