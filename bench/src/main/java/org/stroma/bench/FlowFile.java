package org.stroma.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** A made-up FCS 3.1 file of 100 MB: 2.5 million events of ten 32-bit floats, little-endian. */
final class FlowFile {
    static final int EVENTS = 2_500_000;
    static final int CHANNELS = 10;
    private static final int TEXT_AT = 256;
    private static final int DATA_AT = 4096;

    private FlowFile() {}

    /** Writes the file into a folder. */
    static Path write(Path folder) throws IOException {
        Path file = folder.resolve("events.fcs");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write(head());
            SplittableRandom random = new SplittableRandom(41);
            ByteBuffer event = ByteBuffer.allocate(CHANNELS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < EVENTS; i++) {
                event.clear();
                for (int c = 0; c < CHANNELS; c++) {
                    event.putFloat((float) (1000 * Math.abs(random.nextGaussian()) + 10 * c));
                }
                out.write(event.array());
            }
        }
        return file;
    }

    private static byte[] head() {
        long last = DATA_AT + (long) EVENTS * CHANNELS * Float.BYTES - 1;
        StringBuilder text = new StringBuilder("/$BEGINANALYSIS/0/$ENDANALYSIS/0/$BEGINSTEXT/0/$ENDSTEXT/0/$BEGINDATA/")
                .append(DATA_AT).append("/$ENDDATA/").append(last)
                .append("/$BYTEORD/1,2,3,4/$DATATYPE/F/$MODE/L/$NEXTDATA/0/$PAR/").append(CHANNELS).append("/$TOT/")
                .append(EVENTS).append('/');
        for (int c = 1; c <= CHANNELS; c++) {
            text.append("$P").append(c).append("B/32/$P").append(c).append("E/0,0/$P").append(c).append("N/FL")
                    .append(c).append("-A/$P").append(c).append("R/262144/");
        }
        String header = "FCS3.1    " + place(TEXT_AT) + place(TEXT_AT + text.length() - 1) + place(DATA_AT)
                + (last > 99_999_999 ? place(0) : place(last)) + place(0) + place(0);
        byte[] head = new byte[DATA_AT];
        java.util.Arrays.fill(head, (byte) ' ');
        byte[] begin = header.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(begin, 0, head, 0, begin.length);
        byte[] keywords = text.toString().getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(keywords, 0, head, TEXT_AT, keywords.length);
        return head;
    }

    private static String place(long offset) {
        return "%8d".formatted(offset);
    }
}
