package org.stroma.app.shell.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.ShownOnce;
import org.stroma.app.shell.Words;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets programs send a POST again: with the header {@code Idempotency-Key}, the same request of the same account is done once
 * and answered the same however often it comes. A request that was interrupted without an answer is never done twice: its
 * sender is told to look before he chooses a new key.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 10)
class RepeatedRequests extends OncePerRequestFilter {
    static final String KEY = "Idempotency-Key";
    static final String REPLAYED = "Idempotent-Replayed";
    /** Long enough that nobody guesses it: it keys the digest of what was sent. */
    private static final String SHAPE = "[\\x21-\\x7e]{16,128}";
    /** Answers of the frame, given before anything was done: the key stays free. */
    private static final Set<Integer> NOTHING_DONE = Set.of(401, 403);

    private final Requests requests;
    private final Words words;
    private final LocaleResolver locales;
    private final JsonMapper json;

    RepeatedRequests(Requests requests, Words words, LocaleResolver locales, JsonMapper json) {
        this.requests = requests;
        this.words = words;
        this.locales = locales;
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || !request.getRequestURI().startsWith("/api/v1/")
                || request.getHeader(KEY) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Actor actor = actor();
        if (actor == null) {
            chain.doFilter(request, response);
            return;
        }
        String key = request.getHeader(KEY);
        if (!key.matches(SHAPE)) {
            refuse(request, response, 400, "idempotency.malformed");
            return;
        }
        String type = request.getContentType();
        if (type != null && !MediaType.APPLICATION_JSON.includes(MediaType.parseMediaType(type))) {
            refuse(request, response, 415, "idempotency.json-only");
            return;
        }
        byte[] body = request.getInputStream().readAllBytes();
        String line = request.getRequestURI() + "?" + request.getQueryString();
        Requests.Request known = Requests.Request.of(actor.account(), key, line, body);
        switch (requests.claim(known)) {
            case Requests.Known.Fresh _ -> perform(known, new Repeatable(request, body), response, chain);
            case Requests.Known.Reused _ -> refuse(request, response, 409, "idempotency.reused");
            case Requests.Known.Open _ -> refuse(request, response, 409, "idempotency.open");
            case Requests.Known.Answered(Requests.Answer answer) -> replay(answer, request, response);
        }
    }

    private void perform(Requests.Request known, HttpServletRequest request, HttpServletResponse response,
            FilterChain chain) throws ServletException, IOException {
        ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
        try {
            chain.doFilter(request, kept);
        } catch (ServletException | IOException | RuntimeException failure) {
            if (failure.getCause() instanceof AccessDeniedException || failure instanceof AccessDeniedException) {
                requests.release(known);
            } else {
                // What was done before it failed is not known here; the key is used up.
                requests.answer(known, new Requests.Answer(500, null, null, null));
            }
            throw failure;
        }
        if (NOTHING_DONE.contains(kept.getStatus())) {
            requests.release(known);
        } else {
            // A secret is not kept; of a failure it is not known what was done before.
            boolean secret = ShownOnce.isMarked(request) || GuardedText.isAboutIdentities(request);
            boolean untold = secret && kept.getStatus() < 300 || kept.getStatus() >= 500;
            requests.answer(known, new Requests.Answer(kept.getStatus(), untold ? null : kept.getContentType(),
                    kept.getHeader(HttpHeaders.LOCATION), untold ? null : kept.getContentAsByteArray()));
        }
        kept.copyBodyToResponse();
    }

    private void replay(Requests.Answer answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(REPLAYED, "true");
        byte[] body = answer.body();
        if (body == null) {
            refuse(request, response, 409, answer.status() >= 500 ? "idempotency.failed" : "idempotency.shown-once");
            return;
        }
        response.setStatus(answer.status());
        if (answer.contentType() != null) {
            response.setContentType(answer.contentType());
        }
        if (answer.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, answer.location());
        }
        response.getOutputStream().write(body);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, int status, String code)
            throws IOException {
        Refusals.problem(response, json, status, code, words, locales.resolveLocale(request));
    }

    private static @Nullable Actor actor() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Actor actor ? actor : null;
    }

    /** A request whose body was read and can be read again. */
    private static final class Repeatable extends HttpServletRequestWrapper {
        private final byte[] body;

        Repeatable(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    return bytes.read(target, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new IllegalStateException("The body is here already");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
