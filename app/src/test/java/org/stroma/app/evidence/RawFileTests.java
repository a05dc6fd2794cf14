package org.stroma.app.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file is called leads nowhere. */
class RawFileTests {
    private static String kept(String name) {
        return new Evidence.RawFile(name, "application/pdf", new byte[]{1}).name();
    }

    @ParameterizedTest
    @CsvSource({"coa.pdf, coa.pdf", "../../../etc/passwd, passwd", "/etc/passwd, passwd",
            "'C:\\Users\\x\\coa.pdf', coa.pdf",
            "'..\\..\\coa.pdf', coa.pdf", ".., file", "., file", "a/, file", "'  ', file", "检验报告 二.pdf, 检验报告 二.pdf"})
    void noFolderOfANameIsKept(String given, String name) {
        assertThat(kept(given)).isEqualTo(name);
    }

    @Test
    void noControlCharacterAndNothingOverlongIsKept() {
        assertThat(kept("a\r\nSet-Cookie: b\0.pdf")).isEqualTo("aSet-Cookie: b.pdf");
        assertThat(kept("report\u202Efdp.exe")).isEqualTo("reportfdp.exe");
        assertThat(kept("x".repeat(5000) + ".pdf")).hasSize(200).endsWith(".pdf");
    }

    private static String type(String claimed, String bytes) {
        return new Evidence.RawFile("file", claimed, bytes.getBytes(StandardCharsets.ISO_8859_1)).mediaType();
    }

    @ParameterizedTest
    @CsvSource({"application/octet-stream, %PDF-1.7, application/pdf", "text/html, %PDF-1.7, application/pdf",
            "application/octet-stream, '\u0089PNG\r\n\u001a\n\0', image/png",
            "image/png, '\u00ff\u00d8\u00ff\u00e0', image/jpeg",
            "application/octet-stream, 'FCS3.1    ', application/vnd.isac.fcs",
            "text/csv;charset=utf-8, 'a,b', text/csv", "application/octet-stream, 'a,b', text/plain",
            "application/pdf, 'not one', text/plain", "application/x-sh, 'rm', text/plain",
            "application/pdf, 'MZ\u0090\0\u0003', application/octet-stream",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, 'PK\u0003\u0004', application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "text/plain, 'PK\u0003\u0004', application/zip", "text/plain, '', application/octet-stream"})
    void theTypeIsThatOfTheBytes(String claimed, String bytes, String type) {
        assertThat(type(claimed, bytes)).isEqualTo(type);
    }

    @Test
    void aCharacterThatEndsBeyondWhatIsReadIsText() {
        assertThat(new Evidence.RawFile("a", "text/csv", ("x" + "批".repeat(2000)).getBytes(StandardCharsets.UTF_8))
                .mediaType()).isEqualTo("text/csv");
    }
}
