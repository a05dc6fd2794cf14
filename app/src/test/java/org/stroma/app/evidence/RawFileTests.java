package org.stroma.app.evidence;

import static org.assertj.core.api.Assertions.assertThat;

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
}
