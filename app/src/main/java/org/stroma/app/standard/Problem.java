package org.stroma.app.standard;

import java.util.List;
import java.util.Locale;

/**
 * Something wrong with a file, where it is, and what would mend it. The sentence is built when it is shown.
 *
 * @param line from 1; 0 if the file as a whole is meant
 * @param column from 1
 * @param path keys that lead there, such as {@code requirements[3].criterion}
 * @param arguments fill the template of the kind
 */
public record Problem(int line, int column, String path, Kind kind, List<String> arguments) {

    public Problem {
        arguments = List.copyOf(arguments);
    }

    /** Every kind, with its sentence in both languages; {@code %s} are the arguments in order. */
    public enum Kind {
        NOT_YAML("不是有效的 YAML：%s", "not valid YAML: %s"),
        TOO_LARGE("文件超过 %s 字节", "the file is larger than %s bytes"),
        TOO_DEEP("嵌套超过 %s 层", "nested deeper than %s levels"),
        NOT_UTF8("不是 UTF-8 编码", "not encoded in UTF-8"),
        ALIAS("不允许使用别名（*）", "aliases (*) are not allowed"),
        TAG("不允许使用类型标记 %s", "tags such as %s are not allowed"),
        NOT_A_MAPPING("应为键值对", "must be a mapping"),
        NOT_A_LIST("应为列表", "must be a list"),
        NOT_TEXT("应为单个值", "must be a single value"),
        EMPTY("不能为空", "must not be empty"),
        MISSING_KEY("缺少键“%s”", "the key \"%s\" is missing"),
        UNKNOWN_KEY("未知的键“%s”；允许：%s", "unknown key \"%s\"; allowed: %s"),
        DUPLICATE_KEY("键“%s”重复", "the key \"%s\" stands twice"),
        NOT_ONE_OF("“%s”不在允许值之列：%s", "\"%s\" is none of: %s"),
        NOT_A_COUNT("“%s”不是从 1 到 9999 的整数", "\"%s\" is not a whole number from 1 to 9999"),
        NOT_A_FLAG("“%s”应为 true 或 false", "\"%s\" must be true or false"),
        NOT_A_CODE("“%s”不是有效代码（字母、数字、_ . / -）", "\"%s\" is not a code (letters, digits, _ . / -)"),
        NOT_A_QUANTITY("“%s”不是数量：%s", "\"%s\" is not a quantity: %s"),
        NOT_READABLE("“%s”无法读取：%s", "\"%s\" cannot be read: %s"),
        NOT_A_SPAN("“%s”不是时间段：%s", "\"%s\" is not a span of time: %s"),
        DUPLICATE_CODE("代码“%s”重复", "the code \"%s\" stands twice"),
        UNKNOWN_CHARACTERISTIC("未定义的特性“%s”", "the characteristic \"%s\" is not defined"),
        UNKNOWN_CLAUSE("条款库中没有“%s”", "the clause \"%s\" is not in the library"),
        UNKNOWN_CHOICE("“%s”不是特性“%s”的选项", "\"%s\" is no choice of \"%s\""),
        UNCOVERED_CHOICE("未规定特性“%2$s”取“%1$s”时的要求", "says nothing for \"%s\" of \"%s\""),
        WRONG_TYPE("特性“%s”的类型为 %s，不能用于此判据", "\"%s\" is of type %s, which this criterion cannot read"),
        UNLIKE_UNIT("限度的单位“%s”与特性“%s”的单位“%s”不可比", "the unit \"%s\" of the limit is unlike that of \"%s\", \"%s\""),
        EMPTY_RANGE("范围为空：%s", "the range is empty: %s"),
        NOT_ON_REPLICATES("平行测定只能规定限度或范围", "only a limit or a range can be put on replicates");

        private final String zh;
        private final String en;

        Kind(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }
    }

    /** The reason in the reader's language, without the place. */
    public String message(Locale locale) {
        String template = locale.getLanguage().equals("zh") ? kind.zh : kind.en;
        return String.format(Locale.ROOT, template, arguments.toArray());
    }

    @Override
    public String toString() {
        return line + ":" + column + " " + path + ": " + message(Locale.ENGLISH);
    }
}
