package org.stroma.instruments.logger.berlinger;

import java.util.List;

import org.stroma.instruments.Content;
import org.stroma.instruments.Document;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Text;

/**
 * Berlinger Fridge-tag (2, 2L, Ultra Low): daily records, and readings when the device logs.
 *
 * <p>
 * Where the description comes from: real files of the three models compared with the vendor's PDF report of the same readout.
 * The {@code Zone} entry is taken as the offset of the clock; with {@code User Clock Config: 1} a warning says that the user
 * set the clock. {@code --.-} is a row for which the sensor gave nothing.
 */
public final class FridgeTagFormat implements Format {

    private static final About ABOUT = new About("fridge-tag", "Berlinger Fridge-tag", "Berlinger Fridge-tag 温度记录仪",
            "temperature recording",
            List.of("2 (0.5, firmware 3.4)", "2L (0.5, firmware 4.0)", "Ultra Low (0.5, firmware 4.0)"),
            "real files of three models, compared with the vendor's PDF reports");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        return RecordingReader.recognises(content.head()) && isFridgeTag(content.head());
    }

    static boolean isFridgeTag(String head) {
        return head.lines().findFirst().orElse("").contains("Fridge-tag");
    }

    @Override
    public Document read(Content content, Problems problems) {
        Text text = content.text();
        problems.note(text);
        return new RecordingDocument(RecordingReader.read(text, problems));
    }

}
