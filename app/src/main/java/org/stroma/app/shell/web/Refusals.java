package org.stroma.app.shell.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.servlet.LocaleResolver;
import org.stroma.app.shell.Words;
import tools.jackson.databind.json.JsonMapper;

/** How strangers and the wrong role are turned away: programs by a problem document, people by a page. */
@Configuration(proxyBeanMethods = false)
class Refusals {
    private static final Set<Integer> TITLED = Set.of(400, 401, 403, 404, 409, 412, 422, 428);

    @Bean
    AuthenticationEntryPoint entryPoint(Words words, JsonMapper json, LocaleResolver locales) {
        return (request, response, _) -> {
            if (isApi(request)) {
                problem(response, json, 401, "sign-in.needed", words, locales.resolveLocale(request));
                return;
            }
            String next = request.getMethod().equals("GET") ? request.getRequestURI() : "/";
            String target = "/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            if (request.getHeader("HX-Request") != null) {
                response.setHeader("HX-Redirect", target);
                response.setStatus(401);
                return;
            }
            response.sendRedirect(target);
        };
    }

    @Bean
    AccessDeniedHandler accessDenied(Words words, JsonMapper json, LocaleResolver locales) {
        return (request, response, _) -> {
            Locale locale = locales.resolveLocale(request);
            if (isApi(request)) {
                problem(response, json, 403, "forbidden", words, locale);
                return;
            }
            request.setAttribute("stroma.refusal", words.say(locale, "refusal.forbidden"));
            response.sendError(403);
        };
    }

    static boolean isApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/");
    }

    /** What kind of problem it is, for everybody the same; what happened here stands beside it. */
    static String title(Words words, Locale locale, int status) {
        return words.say(locale, "problem." + (TITLED.contains(status) ? status : status / 100 * 100));
    }

    static void problem(HttpServletResponse response, JsonMapper json, int status, String code, Words words,
            Locale locale) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write(json.writeValueAsString(Map.of("type", "urn:stroma:problem:" + code, "status", status, "title",
                        title(words, locale, status), "detail", words.say(locale, "refusal." + code), "code", code)));
    }
}
