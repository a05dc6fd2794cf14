package org.stroma.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;

/** Pages refuse what names a person before anything is done with it, and show nothing of it. SR-072. */
@StromaTest
class GuardedTextTests {
    private static final String FORM = "application/x-www-form-urlencoded";

    @LocalServerPort
    private int port;
    @Autowired
    private Cast cast;

    private HttpResponse<String> send(String person, String path, String type, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + cast.signIn(person).token())
                .header("Cookie", "XSRF-TOKEN=guarded").header("X-XSRF-TOKEN", "guarded")
                .header("Accept-Language", "zh-CN").header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void refused(HttpResponse<String> answer, String told) {
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("个人身份信息").doesNotContain(told, encoded(told));
    }

    @ParameterizedTest
    @CsvSource({"QA-1, /unit/NO-SUCH/hold, reason", "DR-1, /clinic/orders/NO-SUCH/adverse-events, description",
            "NU-1, /clinic/patients, patient", "HR-1, /shipments/orders, order", "QA-1, /sign-in, login"})
    void aFieldOfAFormThatNamesAPersonIsRefused(String person, String path, String field) {
        for (String told : new String[]{"张女士", "13812345678", "１１０１０１１９９００３０７８５１５", "李娜，生于一九九〇年三月七日"}) {
            refused(send(person, path, FORM, "password=x&code=x&" + field + "=" + encoded(told)), told);
        }
    }

    @Test
    void theNameOfAFileIsReadLikeAnyText() {
        String body = """
                --part\r
                Content-Disposition: form-data; name="document"; filename="张女士病历.pdf"\r
                Content-Type: application/pdf\r
                \r
                %PDF\r
                --part--\r
                """;

        refused(send("QA-1", "/shipments/qualifications", "multipart/form-data; boundary=part", body), "张女士");
    }

    @Test
    void anAddressIsReadLikeAnyText() {
        refused(send("QA-1", "/unit/" + encoded("张女士") + "/hold", FORM, "reference=R-1&reason=label+was+wrong"),
                "张女士");
    }

    @Test
    void whatThePlantWritesEveryDayPasses() {
        HttpResponse<String> answer = send("QA-1", "/unit/NO-SUCH/hold", FORM, "reference=" + encoded("DEV-26-004")
                + "&reason=" + encoded("2026-11-17 14:02 批号 L26-117 (01)09521234567899(21)000042, 130 支, 7.0e6 /mL"));

        assertThat(answer.statusCode()).isEqualTo(428);
    }
}
