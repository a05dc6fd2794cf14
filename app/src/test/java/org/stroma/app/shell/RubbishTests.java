package org.stroma.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.Client;
import org.stroma.app.testing.StromaTest;

/** Rubbish, bombs and what is far too long are refused in words, and the server goes on. SR-034. */
@StromaTest
class RubbishTests {
    @LocalServerPort
    private int port;
    @Autowired
    private Cast cast;

    private HttpResponse<String> send(String person, String method, String path, String type, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + cast.signIn(person).token())
                .header("Cookie", "XSRF-TOKEN=rubbish").header("X-XSRF-TOKEN", "rubbish")
                .header("Accept-Language", "en")
                .header("Content-Type", type).method(method, HttpRequest.BodyPublishers.ofByteArray(body)).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> upload(String person, String path, String name, String content) {
        String body = """
                --part\r
                Content-Disposition: form-data; name="note"\r
                \r
                rubbish came in\r
                --part\r
                Content-Disposition: form-data; name="role"\r
                \r
                PROCESS_SCIENTIST\r
                --part\r
                Content-Disposition: form-data; name="file"; filename="%s"\r
                Content-Type: application/octet-stream\r
                \r
                %s\r
                --part--\r
                """.formatted(name, content);
        return send(person, "POST", path, "multipart/form-data; boundary=part", body.getBytes(StandardCharsets.UTF_8));
    }

    private void theServerGoesOn() {
        assertThat(Client.of(port, cast.signIn("QA-1").token()).get("/api/v1/me").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%PDF-1.7 \u0001", "\u0089PNG\r\n\u001a\n", "words", "[[[[", "a: &a [*a]", "- 1\n- 2",
            "a: !!javax.script.ScriptEngineManager [x]", "\u0000\u0000", "a: \"\\0\"", "?",
            "<script>alert(1)</script>"})
    void rubbishInThePlaceOfAFileIsRefusedInWords(String content) {
        for (String path : new String[]{"/products/drafts", "/standards/drafts"}) {
            HttpResponse<String> answer = upload("PS-1", path, "../../x.yaml", content);
            assertThat(answer.statusCode()).as(path + " " + answer.body()).isBetween(400, 422);
            assertThat(answer.body()).contains("</html>").doesNotContain("<script>alert(1)", "Exception");
        }
        theServerGoesOn();
    }

    /** Ten megabytes: of a reason, of brackets, of nothing that ends. */
    @Test
    void aBodyOfTenMegabytesIsRefused() {
        Client qa = Client.of(port, cast.signIn("QA-1").token()).with("If-Match", "\"NO-SUCH:1\"");
        String much = "x".repeat(10 << 20);
        Client plain = Client.of(port, cast.signIn("QA-1").token());
        Client.Answer reason = plain.post("/api/v1/decisions/1/withdrawal", Map.of("reason", much));
        assertThat(reason.status()).isEqualTo(422);
        assertThat(reason.json().get("code").stringValue()).isEqualTo("text.too-long");
        assertThat(reason.response().body()).hasSizeLessThan(2000);
        assertThat(qa.post("/api/v1/units/NO-SUCH/holds", "{\"reason\":\"" + much).status()).isBetween(400, 422);
        assertThat(plain.post("/api/v1/decisions/1/withdrawal", "[".repeat(10 << 20)).status()).isEqualTo(400);
        assertThat(send("QA-1", "POST", "/unit/NO-SUCH/hold", "application/x-www-form-urlencoded",
                ("reference=R-1&reason=" + much).getBytes(StandardCharsets.US_ASCII)).statusCode()).isBetween(400, 422);
        theServerGoesOn();
    }

    @ParameterizedTest
    @CsvSource({"QA-1, /api/v1/units/{}", "QA-1, /unit/{}", "QA-1, /api/v1/scan?code={}", "QA-1, /scan?code={}",
            "QA-1, /api/v1/registers/tissues?q={}", "QA-1, /registers/tissues?q={}"})
    void anAddressThatIsFarTooLongIsRefused(String person, String path) {
        for (int length : new int[]{3000, 100_000}) {
            assertThat(
                    send(person, "GET", path.replace("{}", "X".repeat(length)), "text/plain", new byte[0]).statusCode())
                    .as(path).isIn(200, 400, 404, 414, 422, 431);
        }
        theServerGoesOn();
    }

    /** The page of errors is nobody's entrance, signed in or not. */
    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json"})
    void thePageOfErrorsIsNoEntrance(String accept) {
        HttpRequest.Builder asked = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/error"))
                .header("Accept", accept);
        for (String person : new String[]{"", "QA-1", "NU-2"}) {
            HttpRequest request = person.isEmpty()
                    ? asked.copy().build()
                    : asked.copy().header("Authorization", "Bearer " + cast.signIn(person).token()).build();
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(person).isIn(302, 303, 401, 404);
                assertThat(answer.body()).doesNotContain("Exception", "org.stroma", "Whitelabel", "at org.");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
