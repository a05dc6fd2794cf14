package org.stroma.app.shell;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import uk.org.okapibarcode.backend.DataMatrix;
import uk.org.okapibarcode.graphics.Color;
import uk.org.okapibarcode.output.Java2DRenderer;

/** Data Matrix symbols (ISO/IEC 16022) of codes, which the scan box reads back. */
public final class ScanSymbol {
    /** Pixels of a module: sharp on a printer of labels at 300 dots per inch. */
    private static final int MODULE = 8;
    /** Modules of white around the symbol; the standard asks for one. */
    private static final int QUIET = 2;

    private ScanSymbol() {}

    /** The symbol as an image in black on white. */
    public static BufferedImage image(String text) {
        DataMatrix symbol = new DataMatrix();
        symbol.setQuietZoneHorizontal(QUIET);
        symbol.setQuietZoneVertical(QUIET);
        symbol.setContent(text);
        BufferedImage image = new BufferedImage(symbol.getWidth() * MODULE, symbol.getHeight() * MODULE,
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        new Java2DRenderer(graphics, MODULE, Color.WHITE, Color.BLACK).render(symbol);
        graphics.dispose();
        return image;
    }

    /** The symbol as an address that holds its bytes, for pages that fetch nothing. */
    public static String address(String text) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image(text), "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }
}
