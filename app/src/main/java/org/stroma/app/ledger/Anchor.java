package org.stroma.app.ledger;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stroma.app.database.Refusal;

/**
 * A block's number and hash, kept by somebody who does not have to trust the database's owner. Written as one line:
 * {@code stroma-anchor 1 <block> <hash in hex> <sealed at>}.
 */
public record Anchor(long block, String hash, String sealedAt) {
    private static final Pattern LINE = Pattern.compile("stroma-anchor 1 (\\d+) ([0-9a-f]{64}) (\\S+)");

    public static Anchor parse(String text) {
        Matcher line = LINE.matcher(text.strip());
        if (!line.matches()) {
            throw new Refusal("anchor.malformed");
        }
        return new Anchor(Long.parseLong(line.group(1)), line.group(2), line.group(3));
    }

    boolean matches(Block other) {
        return HexFormat.of().formatHex(other.hash()).equals(hash);
    }

    @Override
    public String toString() {
        return "stroma-anchor 1 " + block + " " + hash + " " + sealedAt;
    }
}
