package org.stroma.instruments.logger.berlinger;

import java.util.List;

import org.stroma.instruments.Content;
import org.stroma.instruments.Document;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Text;

/**
 * Q-tag CLm: a shipment logger with readings, alarms and a summary of the run.
 *
 * <p>
 * Where the description comes from: a real file compared with the vendor's PDF report of the same run, which prints the
 * times of {@code Zone: 0.00} as GMT. The vendor cuts mean and mean kinetic temperature off after one decimal; the activation
 * energy is in the file (83.0 kJ/mol).
 */
public final class QTagFormat implements Format {

    private static final About ABOUT = new About("q-tag", "Q-tag CLm", "Q-tag CLm 温度记录仪", "temperature recording",
            List.of("CLm doc LR (1.9, firmware 4.7)"), "a real file, compared with the vendor's PDF report");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        return RecordingReader.recognises(content.head()) && !FridgeTagFormat.isFridgeTag(content.head());
    }

    @Override
    public Document read(Content content, Problems problems) {
        Text text = content.text();
        problems.note(text);
        return new RecordingDocument(RecordingReader.read(text, problems));
    }

}
