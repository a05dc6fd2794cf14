package org.stroma.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Marks that the Chinese type would draw as wide as an ideograph. */
class QuotesTests {
    private static String set(String language, String text) {
        return Quotes.set("<!DOCTYPE html>\n<html lang=\"" + language + "\"><p>" + text + "</p></html>");
    }

    @Test
    void areStraightInEnglishAndCurlyInChinese() {
        assertThat(set("en", "the maker’s “Released” and ‘so’"))
                .contains("maker&#39;s &#34;Released&#34; and &#39;so&#39;");
        assertThat(set("zh-CN", "点击“放行”，见 maker’s")).contains("点击“放行”，见 maker&#39;s");
        assertThat(set("en", "written as “放行”")).contains("“放行”");
    }

    @Test
    void ofADocumentWithoutThemAreLeft() {
        assertThat(set("en", "a \"b\"")).contains("a \"b\"");
    }
}
