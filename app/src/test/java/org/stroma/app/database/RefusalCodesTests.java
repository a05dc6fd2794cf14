package org.stroma.app.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Every code with which a migration refuses is one that the database can raise. */
class RefusalCodesTests {
    private static final Pattern REFUSES = Pattern.compile("refuse\\('([^']*)'|errcode = '([^']*)'");

    @Test
    void everyRefusalHasAnSqlState() throws IOException {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:db/*/V*.sql")) {
            Matcher code = REFUSES.matcher(file.getContentAsString(StandardCharsets.UTF_8));
            while (code.find()) {
                String state = code.group(1) == null ? code.group(2) : code.group(1);
                seen++;
                if (!state.matches("[0-9A-Z]{5}")) {
                    wrong.add(file.getFilename() + ": " + state);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(seen).isGreaterThan(100);
    }
}
