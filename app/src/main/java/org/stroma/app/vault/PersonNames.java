package org.stroma.app.vault;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.stroma.app.vault.IdentifierDetector.Kind;

/**
 * Names of people where something beside them gives them away: a title, a label, a date, sex and age. Surnames are those of about nine in
 * ten people in China, in both kinds of characters and in pinyin; words of a plant that begin with one of them are known and pass.
 */
final class PersonNames {
    /** Surnames that rarely begin another word. */
    private static final String CLEAR = "王李张刘陈杨赵黄吴徐孙朱胡郭林何梁郑罗宋谢唐韩曹许邓萧冯曾蔡彭潘袁董苏吕魏蒋杜沈姜范傅卢汪戴崔陆廖姚邱夏谭韦贾邹熊孟秦薛侯郝邵顾赖贺尹钱施龚肖汤黎覃聂翟樊殷岳耿邢骆佟闫詹裴褚娄窦牟冉邬柯"
            + "張劉陳楊趙黃吳孫鄭羅謝韓許鄧蕭馮蘇呂蔣範盧陸譚韋賈鄒顧賴賀錢龔";
    /** Surnames that are also the beginnings of common words. */
    private static final String UNCLEAR = "马高周程于余叶田丁江钟任方金石白龙段孔史毛常万武康严牛洪阎雷温安章鲁葛易齐庞柳俞鲍欧颜倪庄梅陶付向莫申舒屈祝卓"
            + "馬葉鐘龍萬嚴閻溫魯齊龐鮑歐顏莊";
    private static final String COMPOUND = "欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒|东方";
    private static final String ANY = "(?:" + COMPOUND + "|[" + CLEAR + UNCLEAR + "])";
    /** Characters that given names of two characters in all end with far more often than words do. */
    private static final String GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛超兰霞刚桂华玉红鹏飞宇浩欣怡梓涵雨轩博文建志辉丹萍婷雪琳倩颖慧莉莹晶晨俊峰健波斌鑫燕凤琴淑珍珠美佳嘉思雯瑶琪璐妍婧宁康凯旭翔帆毅诚德福贵荣"
            + "偉靜麗強軍豔傑濤蘭剛華紅鵬軒輝穎瑩鳳瑤寧凱誠貴榮";
    private static final String GAP = "[ ,;:、。()/|-]{0,6}(?:生于|出生于?|born(?: on)?|dob:?)?[ ,;:]{0,3}";
    private static final String BESIDE = "[ ,;:、()-]{0,4}";

    private static final Pattern TITLED = Pattern
            .compile(ANY + "\\p{IsHan}{0,2}(?:女士|先生|小姐|太太|阿姨|大姐|同学|同志)");
    private static final Pattern STAFF = Pattern.compile(
            "(?<!\\p{IsHan})" + ANY + "\\p{IsHan}{0,2}(?:医生|大夫|护士|医师|教授|主任|醫生|護士|醫師)");
    private static final Pattern ENGLISH_TITLE = Pattern
            .compile("\\b(?:Mr|Mrs|Ms|Miss|Mdm|Madam)\\.? ?[A-Z][A-Za-z]{1,20}\\b");
    private static final Pattern LABELLED = Pattern.compile(
            "(?:姓名|名字|产妇名|母亲名|患者名|供者名)[ :为是]{0,4}\\p{IsHan}{2,4}|(?i:\\b(?:patient|mother|donor|maternal)(?:'s)? name\\b[ :]{0,3}(?:is )?\\p{L}{2,})");
    private static final Pattern OF_A_ROLE = Pattern
            .compile("(?:产妇|產婦|患者|病人|供者|母亲|母親|孕妇|受者|家属|婴儿|新生儿)(?:为|是|叫|名)?[ :]?(["
                    + CLEAR + "]\\p{IsHan}?[" + GIVEN + "])");
    private static final Pattern NAME_AND_BIRTHDAY = Pattern
            .compile("(" + ANY + "\\p{IsHan}{1,2})" + GAP + Birthdays.BIRTHDAY);
    private static final Pattern BIRTHDAY_AND_NAME = Pattern
            .compile(Birthdays.BIRTHDAY + "[ ,;、]{1,4}(" + ANY + "\\p{IsHan}{1,2})(?!\\p{IsHan})");
    private static final String WHOLE_NAME = "(?<!\\p{IsHan})([" + CLEAR + "](?:\\p{IsHan}{2}|[" + GIVEN
            + "])|(?:" + COMPOUND + ")\\p{IsHan}{1,2})(?:(?!\\p{IsHan})|(?=签|确认|审核|复核|记录|接收))";
    private static final Pattern NAME_AND_DAY = Pattern.compile(WHOLE_NAME + BESIDE + Birthdays.DAY);
    private static final Pattern DAY_AND_NAME = Pattern.compile(Birthdays.DAY + BESIDE + WHOLE_NAME);
    private static final Pattern NAME_SEX_AGE = Pattern.compile(
            "(" + ANY + "\\p{IsHan}{1,2})[ ,、;/]{0,3}(?:[男女][ ,、;/]{0,3}[0-9]{1,3} ?[岁歲]|[0-9]{1,3} ?[岁歲])");
    private static final Pattern LATIN_AND_BIRTHDAY = Pattern
            .compile("\\b[A-Z][a-z]{1,20},? ?[A-Z][A-Za-z]{1,20}" + GAP + Birthdays.BIRTHDAY
                    + "|\\b[A-Z]{2,20},? [A-Z][a-z]{1,20}" + GAP + Birthdays.BIRTHDAY);
    private static final String PINYIN_SURNAME = "(?:Wang|Li|Zhang|Liu|Chen|Yang|Zhao|Huang|Wu|Zhou|Xu|Zhu|Hu|Guo|Lin|Gao|Liang|Zheng|Luo|Xie|Tang|Han|Cao|Deng|Xiao|Feng|Zeng|Cheng|Cai|Peng|Yuan|Dong|Yu|Su|Ye|Lu|Wei|Jiang|Tian|Du|Ding|Shen|Fu|Zhong|Dai|Cui|Ren|Liao|Yao|Fang|Jin|Qiu|Xia|Jia|Zou|Shi|Xiong|Meng|Qin|Yan|Xue|Hou|Lei|Bai|Duan|Hao|Kong|Shao|Mao|Chang|Wan|Gu|Lai|Kang|Yin|Qian)";
    private static final String PINYIN_GIVEN = "[A-Z](?:[hr]?[aeiou]{1,3}(?:ng|n|r)?)(?:[-' ]?(?:[bpmfdtnlgkhjqxrzcsyw]h?)?[aeiou]{1,3}(?:ng|n|r)?)?";
    private static final Pattern PINYIN_AND_DAY = Pattern
            .compile("\\b(?:" + PINYIN_SURNAME + ",? " + PINYIN_GIVEN + "|" + PINYIN_GIVEN
                    + " " + PINYIN_SURNAME + ")\\b" + BESIDE + Birthdays.DAY);

    private static final Set<String> PLANT_WORDS = Set.of("方法", "程序", "方案", "周期", "周转", "高温", "温度", "常温", "常规",
            "金属", "安全", "安装", "石蜡", "马血清", "牛血清", "白蛋白", "成品", "余量", "余液", "任务", "万级", "康宁", "江苏", "马来酸",
            "于是", "严重", "严格", "许可", "范围", "黄色", "林格", "施工", "顾客", "何时", "钟后", "高压", "高效", "程控", "方式", "章程",
            "易损", "石英", "许可证", "范围内", "林格液", "苏木精", "梁式", "沈阳", "许昌", "韩国", "唐山", "黄疸", "苏醒", "谢绝", "平均",
            "周龄", "周岁", "余下", "常用", "高龄", "方可", "安静", "白细胞", "龙华", "金华", "安康", "康德", "高强", "高静",
            "高美", "方英", "文件", "杜绝", "苏州", "徐州", "郑州", "董事", "罗氏", "夏季", "陆续", "顾问", "许多", "何种", "何处", "戴手", "黄芪", "黄金");
    private static final String THING = "色液证剂品率度量机柜器管瓶袋盒室区表单号线期法后前时内外中周天龄";

    private PersonNames() {}

    static Optional<Kind> find(String text) {
        if (TITLED.matcher(text).find() || STAFF.matcher(text).find() || ENGLISH_TITLE.matcher(text).find()
                || LABELLED.matcher(text).find() || person(OF_A_ROLE, text)) {
            return Optional.of(Kind.NAME);
        }
        if (person(NAME_AND_BIRTHDAY, text) || person(BIRTHDAY_AND_NAME, text) || person(NAME_AND_DAY, text)
                || person(DAY_AND_NAME, text) || person(NAME_SEX_AGE, text) || LATIN_AND_BIRTHDAY.matcher(text).find()
                || PINYIN_AND_DAY.matcher(text).find()) {
            return Optional.of(Kind.NAME);
        }
        return Birthdays.in(text) ? Optional.of(Kind.BIRTH_DATE) : Optional.empty();
    }

    private static boolean person(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).anyMatch(PersonNames::plausible);
    }

    private static boolean plausible(String name) {
        return !PLANT_WORDS.contains(name) && PLANT_WORDS.stream().noneMatch(name::startsWith)
                && THING.indexOf(name.charAt(name.length() - 1)) < 0;
    }
}
