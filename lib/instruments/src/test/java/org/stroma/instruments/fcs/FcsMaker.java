package org.stroma.instruments.fcs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes FCS files for tests, sound ones and, by setting keywords and offsets against each other, unsound ones. Keywords are
 * written in the order they are set; $BEGINDATA and $ENDDATA are filled in for 3.0 and later unless set.
 */
public final class FcsMaker {

    private static final int TEXT_AT = 58;

    private final String version;
    private final Map<String, String> keywords = new LinkedHashMap<>();
    private char delimiter = '/';
    private byte[] data = new byte[0];
    private byte[] supplemental = new byte[0];
    private byte[] analysis = new byte[0];
    private long headerShift;
    private int headerEndShift;
    private boolean headerSilent;
    private Charset charset = StandardCharsets.UTF_8;

    public FcsMaker(String version) {
        this.version = version;
        set("$MODE", "L").set("$NEXTDATA", "0").set("$BYTEORD", "1,2,3,4");
    }

    public FcsMaker set(String keyword, String value) {
        keywords.put(keyword, value);
        return this;
    }

    public FcsMaker without(String keyword) {
        keywords.remove(keyword);
        return this;
    }

    /** Names, widths and ranges of all parameters. */
    public FcsMaker parameters(String type, int width, String range, String... names) {
        set("$DATATYPE", type).set("$PAR", Integer.toString(names.length));
        for (int n = 1; n <= names.length; n++)
            parameter(n, names[n - 1], Integer.toString(width), range);
        return this;
    }

    public FcsMaker parameter(int n, String name, String width, String range) {
        return set("$P" + n + "N", name).set("$P" + n + "B", width).set("$P" + n + "R", range).set("$P" + n + "E",
                "0,0");
    }

    public FcsMaker data(long events, byte[] bytes) {
        data = bytes;
        return set("$TOT", Long.toString(events));
    }

    public FcsMaker delimitedBy(char c) {
        delimiter = c;
        return this;
    }

    public FcsMaker in(Charset encoding) {
        charset = encoding;
        return this;
    }

    public FcsMaker supplemental(String text) {
        supplemental = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    public FcsMaker analysis(String text) {
        analysis = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /** Makes the HEADER place DATA elsewhere than it is. */
    public FcsMaker headerOff(long begin, int end) {
        headerShift = begin;
        headerEndShift = end;
        return this;
    }

    /** Makes the HEADER keep silent about DATA, as for files over 99,999,999 bytes. */
    public FcsMaker headerSilent() {
        headerSilent = true;
        return this;
    }

    public byte[] make() {
        boolean offsets = !version.equals("FCS2.0");
        boolean begin = offsets && !keywords.containsKey("$BEGINDATA");
        boolean end = offsets && !keywords.containsKey("$ENDDATA");
        if (begin)
            set("$BEGINDATA", "00000000");
        if (end)
            set("$ENDDATA", "00000000");
        if (supplemental.length > 0)
            set("$BEGINSTEXT", "00000000").set("$ENDSTEXT", "00000000");
        long dataAt = TEXT_AT + text().length;
        long after = dataAt + data.length;
        if (begin)
            set("$BEGINDATA", eight(data.length == 0 ? 0 : dataAt));
        if (end)
            set("$ENDDATA", eight(data.length == 0 ? 0 : after - 1));
        if (supplemental.length > 0)
            set("$BEGINSTEXT", eight(after)).set("$ENDSTEXT", eight(after + supplemental.length - 1));
        return assemble(dataAt, after);
    }

    private byte[] assemble(long dataAt, long after) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((version + "    ").getBytes(StandardCharsets.US_ASCII));
        offset(out, TEXT_AT);
        offset(out, dataAt - 1);
        offset(out, headerSilent || data.length == 0 ? 0 : dataAt + headerShift);
        offset(out, headerSilent || data.length == 0 ? 0 : after - 1 + headerShift + headerEndShift);
        long analysisAt = after + supplemental.length;
        offset(out, analysis.length == 0 ? 0 : analysisAt);
        offset(out, analysis.length == 0 ? 0 : analysisAt + analysis.length - 1);
        out.writeBytes(text());
        out.writeBytes(data);
        out.writeBytes(supplemental);
        out.writeBytes(analysis);
        return out.toByteArray();
    }

    private static void offset(ByteArrayOutputStream out, long value) {
        out.writeBytes(String.format("%8d", value).getBytes(StandardCharsets.US_ASCII));
    }

    private static String eight(long value) {
        return String.format("%08d", value);
    }

    private byte[] text() {
        StringBuilder text = new StringBuilder().append(delimiter);
        String once = Character.toString(delimiter);
        keywords.forEach((name, value) -> text.append(name.replace(once, once + once)).append(delimiter)
                .append(value.replace(once, once + once)).append(delimiter));
        return text.toString().getBytes(charset);
    }

}
