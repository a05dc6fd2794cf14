package org.stroma.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** An export that a test makes, and what the library says of it. */
public final class Export {

    private final byte[] bytes;

    private Export(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Export of(String text) {
        return new Export(text.getBytes(StandardCharsets.UTF_8));
    }

    public static Export of(byte[] bytes) {
        return new Export(bytes);
    }

    /** One of the exports of own content beside the tests. */
    public static Export fixture(String name) {
        return new Export(Fixtures.get(name).bytes());
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Result read() {
        return Foreseen.of(Instruments.read(bytes, "export.bin"));
    }

    /** The document without line ends and indentation; the test fails when the export is refused. */
    public String json() {
        Result result = read();
        assertThat(result).as(result.problems().toString()).isInstanceOf(Result.Accepted.class);
        return ((Result.Accepted) result).document().json().toString().replaceAll("\\s*\\n\\s*", "");
    }

    /** The codes of all problems. */
    public List<Problem.Code> codes() {
        return read().problems().stream().map(Problem::code).toList();
    }

    /** What refuses the export; the test fails when it is read. */
    public Problem refusal() {
        Result result = read();
        assertThat(result).isInstanceOf(Result.Refused.class);
        return result.problems().getLast();
    }

}
