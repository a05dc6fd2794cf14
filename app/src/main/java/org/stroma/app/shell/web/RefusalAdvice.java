package org.stroma.app.shell.web;

import static java.util.Map.entry;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.validation.BindException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;
import org.stroma.app.database.Refusal;
import org.stroma.app.shell.Frame;
import org.stroma.app.shell.Words;
import tools.jackson.core.JacksonException;

/** Says a refusal to whoever caused it: a problem document (RFC 9457) to programs, a page to people. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class RefusalAdvice {
    /** Codes that mean: what you saw is not what is there now. */
    private static final Map<String, HttpStatus> STATUS = Map.ofEntries(entry("ST013", HttpStatus.CONFLICT),
            entry("stale", HttpStatus.CONFLICT), entry("ST044", HttpStatus.CONFLICT),
            entry("not-found", HttpStatus.NOT_FOUND), entry("forbidden", HttpStatus.FORBIDDEN),
            entry("ST026", HttpStatus.FORBIDDEN), entry("ST010", HttpStatus.UNAUTHORIZED),
            entry("sign-in.refused", HttpStatus.UNAUTHORIZED), entry("malformed", HttpStatus.BAD_REQUEST),
            entry("unrecordable", HttpStatus.BAD_REQUEST), entry("exists", HttpStatus.CONFLICT),
            entry("ST030", HttpStatus.NOT_FOUND), entry("revision.needed", HttpStatus.PRECONDITION_REQUIRED));

    /** What {@code If-Match} is about: a unit is not what it was when it was given out. */
    private static final Set<String> CHANGED = Set.of("stale", "ST044");

    /** SQLSTATE class 22: out of range, not representable, not a value of its type. */
    private static final String DATA_EXCEPTION = "22";
    /** Not null, foreign key, unique, check. */
    private static final Map<String, String> CONSTRAINTS = Map.of("23502", "unrecordable", "23503", "unknown-reference",
            "23505", "exists", "23514", "unrecordable");
    private static final Logger LOG = LoggerFactory.getLogger(RefusalAdvice.class);

    private final Words words;
    private final LocaleResolver locales;
    private final Frame frame;

    RefusalAdvice(Words words, LocaleResolver locales, Frame frame) {
        this.locales = locales;
        this.words = words;
        this.frame = frame;
    }

    @ExceptionHandler(Refusal.class)
    Object refused(Refusal refusal, HttpServletRequest request) {
        // RFC 9110, 13.1.1: a condition of the sender's own that does not hold is another answer than a conflict he did not foresee.
        boolean conditional = request.getHeader(HttpHeaders.IF_MATCH) != null && CHANGED.contains(refusal.code());
        return said(refusal, conditional
                ? HttpStatus.PRECONDITION_FAILED
                : STATUS.getOrDefault(refusal.code(), HttpStatus.UNPROCESSABLE_CONTENT), request);
    }

    private Object said(Refusal refusal, HttpStatusCode status, HttpServletRequest request) {
        Locale locale = locales.resolveLocale(request);
        String text = words.say(locale, refusal);
        if (Refusals.isApi(request)) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, text);
            problem.setType(URI.create("urn:stroma:problem:" + refusal.code()));
            problem.setTitle(Refusals.title(words, locale, status.value()));
            if (unspeakable(refusal)) {
                // Else the frame names the address, and with it what stood in it.
                problem.setInstance(URI.create("/api/v1"));
            }
            problem.setProperty("code", refusal.code());
            problem.setProperty("details", refusal.details());
            return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
        }
        ModelAndView page = new ModelAndView("shell/refused");
        page.setStatus(status);
        page.addObject("frame", frame);
        page.addObject("path", unspeakable(refusal) ? "/" : request.getRequestURI());
        page.addObject("refusal", text);
        page.addObject("code", refusal.code());
        page.addObject("where", refusal.details().get("where"));
        page.addObject("posted", !request.getMethod().equals("GET"));
        page.addObject("back", unspeakable(refusal) ? "/" : back(request));
        Object principal = request.getUserPrincipal() instanceof org.springframework.security.core.Authentication a
                ? a.getPrincipal()
                : null;
        page.addObject("actor", principal instanceof org.stroma.app.people.Actor actor ? actor : null);
        return page;
    }

    /** Whether what was sent must not be repeated, not even as an address. */
    private static boolean unspeakable(Refusal refusal) {
        return refusal.code().equals("identifier.found");
    }

    /** The page of this house that the request came from; the worklist where none is named. */
    private static String back(HttpServletRequest request) {
        String from = request.getHeader(HttpHeaders.REFERER);
        if (from == null) {
            return "/";
        }
        try {
            URI page = URI.create(from);
            String path = page.getRawPath();
            boolean ours = request.getServerName().equalsIgnoreCase(page.getHost()) && path != null
                    && path.startsWith("/") && !path.startsWith("//");
            return ours ? path + (page.getRawQuery() == null ? "" : "?" + page.getRawQuery()) : "/";
        } catch (IllegalArgumentException notAnAddress) {
            return "/";
        }
    }

    /** What cannot be read changes nothing; programs and people are told where it is wrong. */
    @ExceptionHandler({HttpMessageNotReadableException.class, MissingServletRequestParameterException.class,
            MethodArgumentTypeMismatchException.class, BindException.class, MultipartException.class})
    Object malformed(Exception failure, HttpServletRequest request) {
        if (failure instanceof MaxUploadSizeExceededException) {
            return said(new Refusal("request.413"), HttpStatus.CONTENT_TOO_LARGE, request);
        }
        Refusal refusal = Refusal.find(failure);
        if (refusal != null) {
            return refused(refusal, request);
        }
        return refused(new Refusal("malformed", Map.of("where", where(failure))), request);
    }

    private static String where(Exception failure) {
        return switch (failure) {
            case MissingServletRequestParameterException missing -> missing.getParameterName();
            case MethodArgumentTypeMismatchException mismatch -> mismatch.getName();
            case BindException binding when binding.getFieldError() != null -> binding.getFieldError().getField();
            case MultipartException _ -> "file";
            default -> failure.getCause() instanceof JacksonException json && !json.getPath().isEmpty()
                    ? json.getPath().stream().map(RefusalAdvice::step).collect(Collectors.joining("."))
                    : "body";
        };
    }

    private static String step(JacksonException.Reference reference) {
        return reference.getPropertyName() == null
                ? Integer.toString(reference.getIndex())
                : reference.getPropertyName();
    }

    /**
     * The database's own refusals arrive wrapped when a read, not a write, met them; a value that no column can keep is the
     * sender's to mend.
     */
    @ExceptionHandler(DataAccessException.class)
    Object database(DataAccessException failure, HttpServletRequest request) throws Exception {
        Refusal refusal = Refusal.find(failure);
        if (refusal == null && NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException sql) {
            refusal = constrained(sql);
        }
        return refusal == null ? failed(failure, request) : refused(refusal, request);
    }

    /** What a column or a constraint of the schema would not take; rules that are explained better have refused before. */
    private static @Nullable Refusal constrained(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.startsWith(DATA_EXCEPTION)) {
            return new Refusal("unrecordable");
        }
        String code = CONSTRAINTS.get(state);
        if (code == null) {
            return null;
        }
        // The message would repeat the row that was refused.
        LOG.warn("Refused by a constraint only: {} {}", state, constraint(failure));
        return new Refusal(code);
    }

    private static String constraint(SQLException failure) {
        ServerErrorMessage said = failure instanceof PSQLException sql ? sql.getServerErrorMessage() : null;
        return said == null ? "" : said.getTable() + "." + said.getConstraint() + " " + said.getColumn();
    }

    /** What nobody foresaw, and what the frame itself refuses: to programs in the same shape, to people as it always was. */
    @ExceptionHandler(Exception.class)
    Object failed(Exception failure, HttpServletRequest request) throws Exception {
        if (!Refusals.isApi(request) || failure instanceof AccessDeniedException
                || failure instanceof AuthenticationException) {
            throw failure;
        }
        if (failure instanceof ErrorResponse frames) {
            HttpStatusCode status = frames.getStatusCode();
            String code = status.value() == 404 ? "not-found" : "request." + status.value();
            return said(new Refusal(code), status, request);
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        return said(new Refusal("failed"), HttpStatus.INTERNAL_SERVER_ERROR, request);
    }
}
