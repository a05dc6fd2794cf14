package org.stroma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.app.testing.Client;

/** A page that says what went wrong is a page like any other: its reader's language, the strip, the side bar, a way on. */
class ErrorPagesTests {
    private final World world = World.get();

    @ParameterizedTest
    @CsvSource({"/nowhere, zh-CN, 404, 没有找到, 用药医嘱", "/nowhere, en, 404, Not found, Dose orders",
            "/administration/persons, zh-CN, 403, 无权查看或操作, 用药医嘱",
            "/administration/persons, en, 403, Not for your role, Dose orders"})
    void saysItInTheFrameOfEveryPage(String path, String language, int status, String title, String entry) {
        Client.Answer answer = Client.of(world.port(), null)
                .with("Cookie",
                        "stroma_session=" + world.plant.as("NU-1").token() + "; stroma_language=" + language)
                .with("Accept", "text/html").get(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.response().body()).contains("<h1>" + title + "</h1>", "class=\"demo-strip\"", entry,
                "href=\"/\"");
    }
}
