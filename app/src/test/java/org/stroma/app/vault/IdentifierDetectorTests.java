package org.stroma.app.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.app.database.Refusal;

/** What the detector finds in free text, and what of a plant's daily writing it lets pass. All identities are made up. SR-072. */
class IdentifierDetectorTests {
    private static final int ROUNDS = 2000;
    private final IdentifierDetector detector = new IdentifierDetector();

    /** Card numbers with a right check character, made from random regions, days and sequences. */
    static Stream<String> cards() {
        Random random = new Random(20260302);
        return IntStream.range(0, ROUNDS).mapToObj(i -> {
            LocalDate day = LocalDate.of(1940, 1, 1).plusDays(random.nextInt(25_000));
            String head = "%d%04d%s%03d".formatted(11 + random.nextInt(5), random.nextInt(10_000),
                    day.toString().replace("-", ""), random.nextInt(1000));
            return head + check(head);
        });
    }

    private static char check(String head) {
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = IntStream.range(0, 17).map(i -> (head.charAt(i) - '0') * weights[i]).sum();
        return "10X98765432".charAt(sum % 11);
    }

    private static String fullWidth(String digits) {
        return digits.chars().mapToObj(c -> Character.toString(c == 'X' ? 0xFF38 : c - '0' + 0xFF10))
                .collect(java.util.stream.Collectors.joining());
    }

    @Test
    void findsEveryCardNumberHoweverItIsWritten() {
        assertThat(cards()).allSatisfy(card -> {
            assertThat(detector.find("供者" + card + "已核对")).contains(IdentifierDetector.Kind.ID_CARD);
            assertThat(detector.find(fullWidth(card))).isPresent();
            assertThat(detector.find(card.substring(0, 6) + " " + card.substring(6, 14) + " " + card.substring(14)))
                    .isPresent();
            assertThat(detector.find(String.join(" ", card.split("")))).isPresent();
            assertThat(detector.find(card.toLowerCase(java.util.Locale.ROOT) + "\u200b")).isPresent();
        });
    }

    @Test
    void findsEveryMobileNumberHoweverItIsWritten() {
        Random random = new Random(7);
        for (int i = 0; i < ROUNDS; i++) {
            String number = "1" + (3 + random.nextInt(7)) + "%09d".formatted(random.nextInt(899_999_999) + 1);
            if (number.endsWith("000000")) {
                continue;
            }
            assertThat(detector.find("请联系" + number)).as(number).isPresent();
            assertThat(detector.find("+86 " + number.substring(0, 3) + "-" + number.substring(3, 7) + "-"
                    + number.substring(7))).as(number).isPresent();
            assertThat(detector.find(fullWidth(number))).as(number).isPresent();
            assertThat(detector.find(String.join(" ", number.split("")))).as(number).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"母亲张女士来电", "王小明先生", "产妇李秀英1990-03-07入院", "李秀英，1990年3月7日", "姓名:赵敏", "姓名 欧阳娜娜",
            "Zhang Wei 1990-03-07", "ZHANG Wei, born 07/03/1990", "Mrs Zhang called", "patient name: Li Na",
            "出生日期:1990-03-07", "DOB 1990-03-07", "wei.zhang@example.com", "wei．zhang＠example．com", "手机:1381234567",
            "tel 021-5555 1234", "电话 010-62345678", "(021) 55551234", "住院号 0034567", "身份证尾号 12345678",
            "社保卡12345678", "MRN 0012345", "passport E12345678", "上海市浦东新区张江路1234号", "陈医生确认", "刘德华 2026-03-02 签字",
            "2026-03-02,刘德华", "110101900307851", "护照号:E12345678", "李娜 2026-03-02", "2026年3月2日 王芳签收", "張女士", "陳小姐來電",
            "李娜,生于一九九〇年三月七日", "出生日期:一九九零年三月七日", "出生于九零年三月七日", "生于1990年", "1990年3月7日出生", "1990年3月生",
            "born 7 March 1990", "DOB: Mar 7, 1990", "Zhang Wei 2026-03-02", "Wei Zhang, 2 March 2026", "王小明,男,36岁",
            "产妇李秀英", "住院号：ZY0034567", "就诊卡 0034567", "patient ID 12345678", "患者编号12345678", "wei@医院.cn",
            "wei.zhang [at] example [dot] com", "wei.zhang @ example . com", "MRN0012345", "МRN 0012345",
            "A123456(3)", "+1 415 555 2671", "tel13812345678", "张/13812345678", "王-13812345678", "138.1234.5678",
            "一三八一二三四五六七八", "幺三八 一二三四 五六七八", "１３８１２３４５６７８", "138\u200b1234\u20605678", "①③⑧①②③④⑤⑥⑦⑧",
            "❶❸❽❶❷❸❹❺❻❼❽", "١٣٨١٢٣٤٥٦٧٨",
            "1\ufe0f\u20e33\ufe0f\u20e38\ufe0f\u20e31\ufe0f\u20e32\ufe0f\u20e33\ufe0f\u20e34\ufe0f\u20e35\ufe0f\u20e36\ufe0f\u20e37\ufe0f\u20e38\ufe0f\u20e3",
            "138l2345678", "13812З45678 手机 1381234567", "138\n1234\n5678",
            "1\u03073\u03078\u03071\u03072\u03073\u03074\u03075\u03076\u03077\u03078\u0307",
            "身份證 A123456789", "電話 12345678", "13O 1234 5678 qq 123456"})
    void findsWhatGivesAPersonAway(String text) {
        assertThat(detector.find(text)).as(text).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"28.0 cm, 38.4 g, seal intact", "logger 4.6-7.1 °C, 8 h 33 min after clamp",
            "Z9999 26 000123", "(01)09521234567899(17)281116(10)L26-117(21)000042", "DN-7F3K2", "L26-117",
            "MED-26-01, HPL-26-03", "2026-03-02 08:52:00+08:00", "2.16e7 viable, 96.4 %", "15000000000 cells",
            "18600000000", "46,XY[20]", "47,XY,+20[2]/46,XY[18]", "6.28 6.40 6.19 6.33 6.36 6.30",
            "1,700-2,100 mOsmol/kg",
            "培养箱温度 2026-03-02 08:00 为 37.0 ℃", "白蛋白 2026-03-02 到期", "林格液 2026-11-17 配制", "许可证 2026-01-01 至 2030-12-31",
            "方法 2010-05-01 版", "牛血清 2009-12-31", "高温灭菌 121 ℃ 30 min", "程序冷冻仪 2026-11-17 16:28 结束",
            "供者母亲 29 岁,孕 39+2 周,剖宫产", "责任医生已签字", "该产妇无传染病史", "乳白色,无异味,未见胎粪", "20250101-20261231 有效",
            "CRF trace -1.0 °C/min; transfer 3 min 10 s", "SH-27-0007 qualified hold 10 d", "WB 2026-12-20 late report",
            "lot 13900123456A", "MS-1", "ISO 7.1 2012", "GMP 2010 附录", "81234567890123456789", "69012345678901234567",
            "95 96 97 96 95 94 96 97 98 96", "reported by the collection centre",
            "Wharton's jelly, explant 480 fragments",
            "incubator INC-0012-2026 door open 95 min", "钱已付", "王水", "newborn male 3.420 kg", "Mean of 3 vials: 91.2 %",
            "7.584e8 - 7.0784e8 = 5.056e7", "0.229/cm2; 12 x T175 = 2100 cm2", "张力 2026-03-02 检查",
            "COA no. 20260302001", "出生体重 2010 g", "2026-03-02 剖宫产娩出,体重 3.420 kg", "2026年3月7日生产", "沈阳 2026-03-02 取样",
            "2026-11-13 15:02 2026-11-17 14:44 开机", "110302, 2026-03-02 08:52", "13 14 15 16 17 18 19 20 21 22",
            "95.4, 96.2, 97.1, 95.9, 96.8, 97.3, 96.1, 95.5", "telomerase 1234567 copies", "cell count 1500000",
            "患者黄疸,已处理", "患者安静,无反应", "患者高敏反应", "一一核对,二人复核", "三月七日复测", "第一步 2026-03-02 完成", "二〇二六年三月二日复测",
            "Water Bath 2026-03-02", "Long Run 2026-11-17", "Batch Record 17 Nov 2026", "(00)123456789012345675",
            "0109521234567899172811161021000042", "=Z9999 26 000123", "V26-000042-0007", "50 cells/mL at 37.0 C",
            "2 vials @ 37.5 C", "SN 9F3A-22C1-0007", "+20 °C to +25 °C", "5.0e9 / 7.0e6 = 714.2857 mL", "V1.2.3 rev 4",
            "董事会 2026-03-02 批准", "平均 29 岁", "罗氏试剂 2026-03-02 到货"})
    void letsDailyWritingPass(String text) {
        assertThat(detector.find(text)).as(text).isEmpty();
    }

    static Stream<String> plantText() {
        Random random = new Random(42);
        return IntStream.range(0, ROUNDS).mapToObj(i -> switch (i % 8) {
            case 0 -> "LOT%02d-%03d".formatted(random.nextInt(100), random.nextInt(1000));
            case 1 -> LocalDate.of(2020, 1, 1).plusDays(random.nextInt(4000)) + " %02d:%02d:%02d"
                    .formatted(random.nextInt(24), random.nextInt(60), random.nextInt(60));
            case 2 -> "%.2f %.2f %.2f %.2f".formatted(random.nextDouble() * 100, random.nextDouble() * 100,
                    random.nextDouble() * 100, random.nextDouble() * 100);
            case 3 -> "Z9999 %02d %06d".formatted(random.nextInt(100), random.nextInt(1_000_000));
            case 4 -> "批号 %08d, 有效期至 %s".formatted(random.nextInt(100_000_000),
                    LocalDate.of(2026, 1, 1).plusDays(random.nextInt(2000)));
            case 5 -> "(01)0952123456%04d(10)L%02d-%03d(21)%06d".formatted(random.nextInt(10_000), random.nextInt(100),
                    random.nextInt(1000), random.nextInt(1_000_000));
            case 6 -> "%d.%de%d cells, %d %%".formatted(1 + random.nextInt(9), random.nextInt(1000),
                    5 + random.nextInt(6), random.nextInt(100));
            default -> "%s %d min, %d °C".formatted(LocalDate.of(2022, 1, 1).plusDays(random.nextInt(3000)),
                    random.nextInt(500), random.nextInt(40));
        });
    }

    @Test
    void letsGeneratedLotsDatesAndMeasurementsPass() {
        assertThat(plantText()).allSatisfy(text -> assertThat(detector.find(text)).as(text).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void refusesWithoutEchoing(String text) {
        assertThatThrownBy(() -> detector.refuse("note", text)).isInstanceOf(Refusal.class)
                .hasMessageNotContaining(text).extracting(refusal -> ((Refusal) refusal).details().toString())
                .asString().doesNotContain(text).contains("note");
    }

    static Stream<String> secrets() {
        return Stream.of("13812345678", "张女士", "wei.zhang@example.com");
    }

    @Test
    void nothingIsFoundInNothing() {
        assertThat(detector.find(null)).isEmpty();
        assertThat(detector.find("  ")).isEmpty();
    }
}
