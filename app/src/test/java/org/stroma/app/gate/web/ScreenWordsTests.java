package org.stroma.app.gate.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.stroma.app.shell.Amounts;
import org.stroma.app.shell.HistoryWords;
import org.stroma.app.shell.Times;
import org.stroma.app.testing.StromaTest;

/** Chinese screens say a plant's words where the database holds codes or English sentences of its rules. */
@StromaTest
class ScreenWordsTests {
    @Autowired
    private HoldWords holds;
    @Autowired
    private HistoryWords history;
    @Autowired
    private Amounts amounts;
    @Autowired
    private Times times;

    @BeforeEach
    void readChinese() {
        LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);
    }

    @AfterEach
    void readAsBefore() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void saysReasonsThatRulesWroteAndLeavesThoseOfPeople() {
        assertThat(holds.say("DEFERRED by decision 14")).isEqualTo("审核结论“暂缓”（第 14 号）");
        assertThat(holds.say("conclusion and closure of DEV-26-001")).isEqualTo("待 DEV-26-001 得出结论并关闭");
        assertThat(holds.say("growth seen on day 3 of sterility")).doesNotContain("growth");
        assertThat(holds.say("瓶身有裂纹")).isEqualTo("瓶身有裂纹");
        assertThat(holds.say(null)).isEmpty();
        assertThat(holds.cause("DECISION G1")).isEqualTo("审核结论 供者合格性判定");
        assertThat(holds.cause("VOID G6a")).isEqualTo("结论失效 出厂放行");
        assertThat(holds.cause("DISPOSITION SUSPEND")).isEqualTo("处置决定 暂停发货使用");
        assertThat(holds.say("antibiotics were used: AB-1")).isEqualTo("使用了抗生素：AB-1");
        assertThat(holds.gate("G6b")).isEqualTo("上市放行");
    }

    @Test
    void namesTablesFieldsAndTimesOfTheAuditTrail() {
        assertThat(history.table("genealogy.hold")).isEqualTo("锁定");
        assertThat(history.field("remaining")).isEqualTo("余量");
        assertThat(history.field("no_such_field")).isEqualTo("no_such_field");
        assertThat(history.value("true")).isEqualTo("是");
        assertThat(history.value("2026-03-06T08:30:01.000001+00:00")).isEqualTo("2026-03-06 16:30:01 +08:00");
        assertThat(history.value("REL_MAH")).isEqualTo("REL_MAH");
        assertThat(history.tables()).extracting(HistoryWords.Table::name).contains("genealogy.unit", "people.person");
    }

    @Test
    void saysWhatCodesOfTheAuditTrailStandFor() {
        assertThat(history.said("genealogy.unit", "state", "REL_MAH")).isEqualTo("已上市放行");
        assertThat(history.said("genealogy.unit", "type", "LOT")).isEqualTo("成品批");
        assertThat(history.said("genealogy.operation", "type", "OP-160")).isEqualTo("灌装密封");
        assertThat(history.said("gate.decision", "gate", "G6b")).isEqualTo("上市放行");
        assertThat(history.said("people.assignment", "role", "QP_MFG")).contains("质量受权人");
        assertThat(history.said("gate.decision", "state", "SIGNED")).isEqualTo("已签名");
        assertThat(history.said("evidence.observation", "characteristic", "endotoxin")).isEqualTo("细菌内毒素");
        assertThat(history.said("quality.deviation", "description", "瓶身有裂纹")).isEqualTo("瓶身有裂纹");
        assertThat(history.said("genealogy.unit", "state", null)).isEmpty();
    }

    @Test
    void saysJsonOfTheAuditTrailByItsFields() {
        assertThat(history.said("evidence.observation", "content", "[{\"document\":\"VALID\"}]")).isEqualTo("文件：有效");
        assertThat(history.said("gate.outcome", "allowed", "[\"MISSING\",\"PASS\"]")).doesNotContain("[", "\"");
        assertThat(history.said("genealogy.operation", "parameters", "{\"leak\": false}")).isEqualTo("渗漏 否");
        assertThat(history.said("quality.deviation", "description", "{not json")).isEqualTo("{not json");
    }

    @Test
    void saysReasonsThatTheApplicationGaveAndLeavesThoseOfPeople() {
        assertThat(history.reason("operation OP-160")).isEqualTo("工序：灌装密封");
        assertThat(history.reason("evidence of full_test accepted")).startsWith("判定依据复核通过：")
                .doesNotContain("full_test");
        assertThat(history.reason("signature: QA-1: 细胞库放行 · 合格 / Qualification · Qualified"))
                .isEqualTo("签名：QA-1: 细胞库放行 · 合格");
        assertThat(history.reason("更正录入错误")).isEqualTo("更正录入错误");
        assertThat(history.reason("a slip of the pen")).isEqualTo("a slip of the pen");

        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(history.reason("signature: QA-1: 细胞库放行 · 合格 / Qualification · Qualified"))
                .isEqualTo("signature: QA-1: Qualification · Qualified");
    }

    @Test
    void writesAmountsWithoutLosingADigit() {
        assertThat(amounts.say(new BigDecimal("5486000000"), "{cells}")).isEqualTo("5.486×10⁹ 细胞");
        assertThat(amounts.say(new BigDecimal("5.20"), "mL")).isEqualTo("5.2 mL");
        assertThat(amounts.say(new BigDecimal("2000"), "1")).isEqualTo("2000 件");
        assertThat(amounts.left(new BigDecimal("0.0"), new BigDecimal("5.2"), "mL")).isEqualTo("0 / 5.2 mL");
        assertThat(amounts.number(new BigDecimal("123456789.5"))).isEqualTo("1.234567895×10⁸");
        assertThat(amounts.say(null, "mL")).isEmpty();
        assertThat(amounts.measure("{cells}/cm2")).isEqualTo("细胞/cm²");
        assertThat(amounts.measure("Cel/min")).isEqualTo("°C/min");
        assertThat(amounts.measure("1/cm2")).isEqualTo("1/cm²");
    }

    @Test
    void anExpiryThatEndsWithItsDayIsThatDay() {
        assertThat(times.expiry(Instant.parse("2028-11-16T16:00:00Z"))).isEqualTo("2028-11-16");
        assertThat(times.expiry(Instant.parse("2028-01-31T15:59:59Z"))).isEqualTo("2028-01-31");
        assertThat(times.expiry(Instant.parse("2026-11-19T06:00:01Z"))).isEqualTo("2026-11-19 14:00");
        assertThat(times.expiry(null)).isEmpty();
    }
}
