package org.stroma.app.shell.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
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
    private static final Map<String, HttpStatus> STATUS = Map.of("ST013", HttpStatus.CONFLICT, "stale",
            HttpStatus.CONFLICT,
            "not-found", HttpStatus.NOT_FOUND, "forbidden", HttpStatus.FORBIDDEN, "ST010", HttpStatus.UNAUTHORIZED,
            "ST026", HttpStatus.FORBIDDEN, "ST044", HttpStatus.CONFLICT, "sign-in.refused", HttpStatus.UNAUTHORIZED,
            "malformed", HttpStatus.BAD_REQUEST);

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
        HttpStatus status = STATUS.getOrDefault(refusal.code(), HttpStatus.UNPROCESSABLE_CONTENT);
        String text = words.say(locales.resolveLocale(request), refusal);
        if (Refusals.isApi(request)) {
            ProblemDetail problem = ProblemDetail.forStatus(status);
            problem.setType(java.net.URI.create("urn:stroma:problem:" + refusal.code()));
            problem.setTitle(text);
            problem.setProperty("code", refusal.code());
            problem.setProperty("details", refusal.details());
            return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
        }
        ModelAndView page = new ModelAndView("shell/refused");
        page.setStatus(status);
        page.addObject("frame", frame);
        page.addObject("path", request.getRequestURI());
        page.addObject("refusal", text);
        page.addObject("code", refusal.code());
        Object principal = request.getUserPrincipal() instanceof org.springframework.security.core.Authentication a
                ? a.getPrincipal()
                : null;
        page.addObject("actor", principal instanceof org.stroma.app.people.Actor actor ? actor : null);
        return page;
    }

    /** What cannot be read changes nothing; programs are told where it is wrong, people get the container's page. */
    @ExceptionHandler({HttpMessageNotReadableException.class, MissingServletRequestParameterException.class,
            MethodArgumentTypeMismatchException.class})
    Object malformed(Exception failure, HttpServletRequest request) throws Exception {
        if (!Refusals.isApi(request)) {
            throw failure;
        }
        return refused(new Refusal("malformed", Map.of("where", where(failure))), request);
    }

    private static String where(Exception failure) {
        return switch (failure) {
            case MissingServletRequestParameterException missing -> missing.getParameterName();
            case MethodArgumentTypeMismatchException mismatch -> mismatch.getName();
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

    /** The database's own refusals arrive wrapped when a read, not a write, met them. */
    @ExceptionHandler(DataAccessException.class)
    Object database(DataAccessException failure, HttpServletRequest request) {
        Refusal refusal = Refusal.find(failure);
        if (refusal == null) {
            throw failure;
        }
        return refused(refusal, request);
    }
}
