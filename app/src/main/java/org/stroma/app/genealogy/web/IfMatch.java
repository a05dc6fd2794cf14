package org.stroma.app.genealogy.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.stroma.app.database.Refusal;
import org.stroma.app.genealogy.Expected;
import org.stroma.app.genealogy.Units;

/**
 * The header {@code If-Match} of programs: entity tags of units, {@code "code;revision"}, as they were given out; of pages the hidden field
 * {@code seen}, {@code code;revision}. Nothing is done when one of them has changed: looked at before the request, and again by the database where an
 * operation takes the unit.
 */
@Component
class IfMatch extends OncePerRequestFilter {
    private static final Pattern TAG = Pattern.compile("\\s*\"([^\";]{1,64});(\\d{1,9})\"\\s*(?:,|$)");

    private static final String REFUSED = IfMatch.class.getName() + ".refused";

    private final Units units;
    private final HandlerExceptionResolver refusals;

    IfMatch(Units units,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver refusals) {
        this.units = units;
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || request.getUserPrincipal() == null || said(request) == null;
    }

    /** The tags of a program, or those that a page was drawn with; null where there are none. */
    private static @Nullable String said(HttpServletRequest request) {
        if (request.getRequestURI().startsWith("/api/v1/")) {
            return request.getHeader(HttpHeaders.IF_MATCH);
        }
        String[] seen = request.getParameterValues("seen");
        return seen == null || seen.length == 0 ? null : '"' + String.join("\",\"", seen) + '"';
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Map<String, Integer> seen;
        try {
            seen = read(String.valueOf(said(request)));
            seen.forEach((code, revision) -> {
                if (units.find(code).filter(unit -> unit.revision() == revision).isEmpty()) {
                    throw new Refusal("stale", Map.of("unit", code));
                }
            });
        } catch (Refusal refusal) {
            refuse(refusal, request, response, chain);
            return;
        }
        try {
            Expected.with(seen, () -> {
                chain.doFilter(request, response);
                return true;
            });
        } catch (ServletException | IOException | RuntimeException passed) {
            throw passed;
        } catch (Exception other) {
            throw new ServletException(other);
        }
    }

    /** A program is answered here; a page that says it is drawn further in, so the refusal goes there instead of the request. */
    private void refuse(Refusal refusal, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().startsWith("/api/v1/")) {
            refusals.resolveException(request, response, null, refusal);
            return;
        }
        request.setAttribute(REFUSED, refusal);
        chain.doFilter(request, response);
    }

    /** Refuses in place of the handler what was made on a page that was overtaken. */
    @Configuration(proxyBeanMethods = false)
    static class Overtaken implements WebMvcConfigurer, HandlerInterceptor {
        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(this);
        }

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (request.getAttribute(REFUSED) instanceof Refusal refusal) {
                // Drawing the refusal is no second attempt.
                request.removeAttribute(REFUSED);
                throw refusal;
            }
            return true;
        }
    }

    private static Map<String, Integer> read(String header) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        Matcher tags = TAG.matcher(header);
        int at = 0;
        while (tags.lookingAt()) {
            seen.put(tags.group(1), Integer.valueOf(tags.group(2)));
            at = tags.end();
            tags.region(at, header.length());
        }
        if (seen.isEmpty() || at < header.length()) {
            throw new Refusal("malformed", Map.of("where", HttpHeaders.IF_MATCH));
        }
        return seen;
    }
}
