package org.stroma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.stroma.app.people.SessionFilter;
import org.stroma.app.release.Releases;
import org.stroma.app.testing.Archivable;
import org.stroma.app.testing.Printed;

/**
 * Everything that Stroma prints, in both languages, as an archive checks it and as a reader sees it: pictures of the first pages are
 * kept below target/screenshots. SR-036.
 */
class PapersTests {
    private static final Pattern REGISTER = Pattern.compile("href=\"/registers/([a-z-]+)\"");
    /** An ideograph that a reader who searches for it does not find. */
    private static final Pattern RADICAL = Pattern.compile("[\u2E80-\u2FDF]");
    private static final Map<String, String> LANGUAGES = Map.of("zh", "zh-CN", "en", "en");
    /** Points from the edge of a page within which nothing is printed. */
    private static final int EDGE = 10;

    private final World world = World.get();
    private final HttpClient http = HttpClient.newHttpClient();

    private byte[] get(String person, String language, String path) {
        try {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + world.port() + path
                            + (path.contains("?") ? "&" : "?") + "lang=" + LANGUAGES.get(language)))
                            .header("Cookie", SessionFilter.COOKIE + "=" + world.plant.as(person).token())
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Map<String, byte[]> certificates(String language) {
        Map<String, byte[]> papers = new LinkedHashMap<>();
        Releases releases = world.the(Releases.class);
        long decision = new Records(world.context).decisions().stream().filter(each -> each.gate().equals("G6b"))
                .findFirst().orElseThrow().id();
        for (Releases.Kind kind : Releases.Kind.values()) {
            long id = releases.certify(world.plant.as("QAM-1"), CultureAct.LOT, decision, kind, language).id();
            papers.put(kind.name(), get("QAM-1", language, "/release/" + CultureAct.LOT + "/certificate/" + id));
        }
        return papers;
    }

    /** Every paper by its name. */
    private Map<String, byte[]> papers(String language) {
        Map<String, byte[]> papers = certificates(language);
        for (String lot : List.of("CRV-26-02", "CM-26-110")) {
            papers.put("label-" + lot, get("WH-1", language, "/materials/label/" + lot + "/pdf"));
        }
        List<String> registers = REGISTER
                .matcher(new String(get("QA-2", language, "/registers"), StandardCharsets.UTF_8)).results()
                .map(found -> found.group(1)).distinct().toList();
        assertThat(registers).hasSizeGreaterThan(15);
        registers.forEach(register -> papers.put("register-" + register,
                get("QA-2", language, "/registers/" + register + "/pdf")));
        papers.put("audit-trail", get("QA-2", language, "/audit-trail/pdf?author=QP-A"));
        return papers;
    }

    @Test
    void areArchivableAndKeepToTheirPages() throws Exception {
        Map<String, List<String>> wrong = new LinkedHashMap<>();
        for (String language : LANGUAGES.keySet()) {
            for (Map.Entry<String, byte[]> paper : papers(language).entrySet()) {
                List<String> broken = new ArrayList<>(Archivable.broken(paper.getValue()));
                broken.addAll(Printed.beyondTheEdge(paper.getValue(), EDGE));
                RADICAL.matcher(Printed.text(paper.getValue())).results()
                        .forEach(found -> broken.add("the radical " + found.group()));
                if (!broken.isEmpty()) {
                    wrong.put(paper.getKey() + " " + language, broken);
                }
                Printed.picture("paper-" + paper.getKey() + "-" + language, paper.getValue());
            }
        }

        assertThat(wrong).isEmpty();
    }

    /** What is searched for as it is typed is found, and every page says what it belongs to. */
    @Test
    void areFoundByTheirWordsOnEveryPage() throws Exception {
        Map<String, byte[]> papers = certificates("zh");
        for (Releases.Kind kind : Releases.Kind.values()) {
            for (String page : Printed.pages(papers.get(kind.name()))) {
                assertThat(page).contains(CultureAct.LOT, "页码",
                        kind == Releases.Kind.CERTIFICATE_OF_ANALYSIS ? "检验报告书" : "放行审核单");
            }
        }

        String analysis = Printed.text(papers.get("CERTIFICATE_OF_ANALYSIS")).replaceAll("\\s", "");
        assertThat(analysis).contains("生产日期", "生物学效力",
                "6.8～7.6", "1700～2100mOsmol/kg", "6.28×106、6.40×106", "结果符合规定");
        // Who tested, who reviewed, and the QC head's approval; methods and sources in words, with a key.
        assertThat(analysis).contains("检验人", "复核人", "安一", "邱一", "示例外检实验室（委托检验），安一录入", "检验人与复核人：安一AN-1；邱一QCR-1",
                "乔一(QCH-1)提交放行审核质量控制负责人检验结果已审核，批准提交放行审核2026-12-2110:00", "无菌检查法–M-STE第1版，ChP1101", "中国药典1101无菌", "据批记录")
                .doesNotContain("SEED-4.2.2", "CHP-1101", "之后才复核");
    }
}
