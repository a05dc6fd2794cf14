package org.stroma.app.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.stroma.app.ledger.Proofs;
import org.stroma.app.release.CertificateContent.Beside;
import org.stroma.app.release.CertificateContent.Key;
import org.stroma.app.release.CertificateLines.Line;
import org.stroma.app.release.CertificateContent.Signed;
import org.stroma.app.testing.Archivable;
import org.stroma.app.testing.Printed;
import org.stroma.app.testing.StromaTest;

/** Papers of lots that the demonstration does not have: rejected ones, restricted ones, with long lists and long words. */
@StromaTest
class CertificateLayoutTests {
    private static final int MANY = 30;
    private static final int EDGE = 10;

    @Autowired
    private CertificatePdf certificates;

    private static Map<String, Object> said(String kind, boolean chinese) {
        String hash = "0123456789abcdef".repeat(4);
        Map<String, Object> said = new HashMap<>();
        said.putAll(Map.of("kind", kind, "number", "COA-L26-999-4711", "lot", "L26-999", "product",
                "人脐带间充质基质细胞注射液（冻存） (UCM-01)", "strength", "每支 5.0 mL，含活细胞 3.0×10⁷ 个", "storage", "液氮气相 −150 °C 以下",
                "maker",
                "示例细胞制药", "made", "2026-11-17", "expiry", "2028-11-16", "containers", 12345));
        said.putAll(Map.of("standard", "UCM-01 成品质量标准", "version", "ucm01-release+ucm01-batch 1+1", "complies", false,
                "outcome", chinese ? "不合格" : "Rejected", "gate", chinese ? "出厂放行" : "Release by the manufacturer",
                "remarks", List.of("仅限注册临床试验 CTR20260001 使用；Restricted to the registered trial", "DEV-26-014"),
                "printed",
                "2026-12-21 15:10:01 +08:00", "demonstration", false, "cited",
                List.of(new Key("CHP-1101", "中国药典2025年版四部通则1101 无菌检查法"),
                        new Key("HOUSE", "Default of the house"))));
        said.put("lines", IntStream.range(0, MANY).mapToObj(i -> new Line("检验项目 " + i + " HLA-DR 阳性率",
                "平行测定（n ≥ 3），平均值：活细胞浓度应为 5.4×10⁶～7.2×10⁶ 活细胞/mL",
                "6.28×10⁶、6.40×10⁶、6.19×10⁶ 活细胞/mL；平均值 6.29×10⁶ 活细胞/mL",
                i % 7 == 0 ? "支原体检查法（核酸、染色、培养）" : "Inhibition of T-cell proliferation",
                "GMP 生物制品附录；张云等 2025 第4.2.2节；ISCT 2006 最低标准",
                i % 3 == 0 ? "示例外检实验室（委托检验），欧阳明月 录入" : "欧阳明月", "司马相如", i % 5 == 0 ? "不符合" : "not applicable",
                i % 5 != 0)).toList());
        said.put("methods", IntStream.range(0, 16).mapToObj(i -> new Key("支原体检查法（核酸、染色、培养）",
                "M-AVERYLONGMETHODCODE " + i + " 第 3 版，SOP-QC-0" + i)).toList());
        said.put("people", "欧阳明月 AN-1；司马相如 QCR-1");
        said.put("approval", chinese
                ? new CertificateContent.Approval("上官婉儿 (QCH-1)", "2026-12-21 10:00:00 +08:00", "pH；渗透压摩尔浓度")
                : CertificateContent.Approval.NONE);
        said.put("upstream", IntStream.range(0, 20).mapToObj(i -> new Beside("MCB-26-" + i, "细胞库放行", "合格",
                "2026-08-14 14:00:02 +08:00")).toList());
        said.put("deviations", IntStream.range(0, 15).mapToObj(i -> new Beside("DEV-26-" + i + " · L26-999", "",
                "程序降温仪在第二阶段停留 4 min，超出可接受范围；the freezer stood still for four minutes", "重大 · 已关闭")).toList());
        said.put("signatures", IntStream.range(0, 6).mapToObj(i -> new Signed("Market release by the holder",
                "欧阳明月 (QP-" + i + ")", "Qualified person (MAH)", "released", "2026-12-22 10:05:01 +08:00")).toList());
        said.put("proof", new Proofs.Proof(35, hash, hash, "2494", hash, List.of("R:" + hash, "L:" + hash)));
        return said;
    }

    @ParameterizedTest
    @CsvSource({"CERTIFICATE_OF_ANALYSIS,zh-CN", "CERTIFICATE_OF_ANALYSIS,en", "RELEASE_REVIEW,zh-CN",
            "RELEASE_REVIEW,en"})
    void longPapersOfRejectedLotsKeepTheirHeadsNumbersAndEdges(String kind, String language) throws Exception {
        byte[] pdf = certificates.print(said(kind, language.equals("zh-CN")), Locale.forLanguageTag(language));
        List<String> pages = Printed.pages(pdf);
        Printed.picture("paper-long-" + kind + "-" + language, pdf);

        assertThat(Archivable.broken(pdf)).isEmpty();
        assertThat(Printed.beyondTheEdge(pdf, EDGE)).isEmpty();
        assertThat(pages).hasSizeGreaterThan(3).allMatch(page -> page.contains("L26-999"));
        assertThat(pages.getLast()).contains(pages.size() + " ");
        assertThat(String.join("", pages).replace(" ", "")).contains("6.28×106、6.40×106、", "CTR20260001")
                .doesNotContain("#");
        assertThat(String.join("", pages).replace("\n", "").replace(" ", ""))
                .contains(kind.equals("RELEASE_REVIEW")
                        ? "CTR20260001"
                        : language.equals("en") ? "notapprovedyet" : "在此批准之后才复核：pH");
        assertThat(pages).noneMatch(page -> page.contains(language.equals("en") ? "the lot complies." : "结果符合规定"));
    }

    @Test
    void numbersKeepTheirUnitsAndLongCodesMayBreak() {
        assertThat(CertificatePdf.whole("<body><td>M-COUNT</td>")).contains("<span class=\"whole\">M-COUNT</span>");
        assertThat(CertificatePdf.whole("<body><td>5.4×10⁶～7.2×10⁶ 活细胞/mL；另</td>"))
                .contains("<span class=\"whole\">5.4×10⁶～7.2×10⁶ 活细胞/mL；</span><span>另</span>");
        assertThat(CertificatePdf.whole("<body><td>M-AVERYLONGMETHODCODE</td>")).doesNotContain("whole");
        assertThat(CertificatePdf.whole("<body><td>2026-12-21 15:10:08 +08:00</td>")).doesNotContain("whole");
    }
}
