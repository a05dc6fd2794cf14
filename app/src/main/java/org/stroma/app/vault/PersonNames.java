package org.stroma.app.vault;

import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.stroma.app.vault.IdentifierDetector.Kind;

/**
 * Names of people where something beside them gives them away: a title, a label, a date. Surnames are those of about nine in
 * ten people in China; words of a plant that begin with one of them are known and pass.
 */
final class PersonNames {
    /** Surnames that rarely begin another word. */
    private static final String CLEAR = "王李张刘陈杨赵黄吴徐孙朱胡郭林何梁郑罗宋谢唐韩曹许邓萧冯曾蔡彭潘袁董苏吕魏蒋杜沈姜范傅卢汪戴崔陆廖姚邱夏谭韦贾邹熊孟秦薛侯郝邵顾赖贺尹钱施龚";
    /** Surnames that are also the beginnings of common words. */
    private static final String UNCLEAR = "马高周程于余叶田丁江钟任方金石白龙段孔史毛常万武康严牛洪阎雷温安章鲁葛易齐庞柳俞鲍欧颜倪庄梅陶";
    private static final String COMPOUND = "欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒|东方";
    private static final String ANY = "(?:" + COMPOUND + "|[" + CLEAR + UNCLEAR + "])";
    private static final String DAY = "(?:[0-9]{4} ?[-/.年] ?[0-9]{1,2} ?[-/.月] ?[0-9]{1,2}(?: ?日)?|[0-9]{8}(?![0-9])|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4})";
    private static final String BIRTH_YEAR = "(?:19[0-9]{2}|200[0-9]|201[0-2])";
    private static final String BIRTHDAY = "(?:" + BIRTH_YEAR + " ?[-/.年] ?[0-9]{1,2} ?[-/.月] ?[0-9]{1,2}(?: ?日)?|"
            + BIRTH_YEAR + "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9])|[0-9]{1,2}[-/.][0-9]{1,2}[-/.]"
            + BIRTH_YEAR + ")";
    private static final String GAP = "[ ,;:、，；：。()（）/|-]{0,6}(?:生于|出生于?|born(?: on)?|dob:?)?[ ,;:]{0,3}";

    private static final Pattern TITLED = Pattern.compile(ANY + "\\p{IsHan}{0,2}(?:女士|先生|小姐|太太)");
    private static final Pattern STAFF = Pattern
            .compile("(?<!\\p{IsHan})" + ANY + "\\p{IsHan}{0,2}(?:医生|大夫|护士|医师|教授|主任)");
    private static final Pattern ENGLISH_TITLE = Pattern.compile("\\b(?:Mr|Mrs|Ms|Miss|Mdm)\\.? ?[A-Z][a-z]{1,20}\\b");
    private static final Pattern LABELLED = Pattern.compile(
            "(?:姓名|名字|产妇名|母亲名)[ :：为是]{0,4}\\p{IsHan}{2,4}|(?i:\\b(?:patient|mother|donor|maternal)(?:'s)? name\\b[ :]{0,3}(?:is )?\\p{L}{2,})");
    private static final Pattern NAME_AND_BIRTHDAY = Pattern.compile(
            "(" + ANY + "\\p{IsHan}{1,2})" + GAP + BIRTHDAY);
    private static final Pattern BIRTHDAY_AND_NAME = Pattern
            .compile(BIRTHDAY + "[ ,;、，；]{1,4}(" + ANY + "\\p{IsHan}{1,2})(?!\\p{IsHan})");
    private static final Pattern NAME_AND_DAY = Pattern.compile(
            "(?<!\\p{IsHan})([" + CLEAR + "]\\p{IsHan}{2})(?!\\p{IsHan})[ ,;:、，；：()（）-]{0,4}" + DAY);
    private static final Pattern DAY_AND_NAME = Pattern
            .compile(DAY + "[ ,;:、，；：-]{1,4}([" + CLEAR + "]\\p{IsHan}{2})(?!\\p{IsHan})");
    private static final Pattern LATIN_AND_BIRTHDAY = Pattern.compile(
            "\\b[A-Z][a-z]{1,20},? ?[A-Z][A-Za-z]{1,20}" + GAP + BIRTHDAY + "|\\b[A-Z]{2,20},? [A-Z][a-z]{1,20}" + GAP
                    + BIRTHDAY);
    private static final Pattern BORN = Pattern.compile(
            "(?i)(?:生于|出生(?:日期|年月|时间)?|生日|\\bborn\\b|\\bdob\\b|date of birth|birth ?date)[^0-9\\n]{0,6}" + DAY);

    private static final Set<String> PLANT_WORDS = Set.of("方法", "程序", "方案", "周期", "周转", "高温", "温度", "常温", "常规",
            "金属", "安全", "安装", "石蜡", "马血清", "牛血清", "白蛋白", "成品", "余量", "余液", "任务", "万级", "康宁", "江苏", "马来酸",
            "于是", "严重", "严格", "许可", "范围", "黄色", "林格", "施工", "顾客", "何时", "钟后", "高压", "高效", "程控", "方式", "章程",
            "易损", "石英", "许可证", "范围内", "林格液", "苏木精", "梁式");
    private static final String THING = "色液证剂品率度量机柜器管瓶袋盒室区表单号线期法后前时内外中";

    private PersonNames() {}

    static Optional<Kind> find(String text) {
        if (TITLED.matcher(text).find() || STAFF.matcher(text).find() || ENGLISH_TITLE.matcher(text).find()
                || LABELLED.matcher(text).find()) {
            return Optional.of(Kind.NAME);
        }
        if (person(NAME_AND_BIRTHDAY, text) || person(BIRTHDAY_AND_NAME, text) || person(NAME_AND_DAY, text)
                || person(DAY_AND_NAME, text) || LATIN_AND_BIRTHDAY.matcher(text).find()) {
            return Optional.of(Kind.NAME);
        }
        return BORN.matcher(text).find() ? Optional.of(Kind.BIRTH_DATE) : Optional.empty();
    }

    private static boolean person(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(PersonNames::name).anyMatch(PersonNames::plausible);
    }

    private static String name(MatchResult found) {
        return found.group(1);
    }

    private static boolean plausible(String name) {
        return !PLANT_WORDS.contains(name) && PLANT_WORDS.stream().noneMatch(name::startsWith)
                && THING.indexOf(name.charAt(name.length() - 1)) < 0;
    }
}
