package org.stroma.app.shell.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import org.stroma.app.database.Refusal;
import org.stroma.app.shell.Frame;
import org.stroma.app.shell.Words;

/** Says a refusal to whoever caused it: a problem document (RFC 9457) to programs, a page to people. */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE - 10)
class RefusalAdvice {
    /** Codes that mean: what you saw is not what is there now. */
    private static final Map<String, HttpStatus> STATUS = Map.of("ST013", HttpStatus.CONFLICT, "stale",
            HttpStatus.CONFLICT,
            "not-found", HttpStatus.NOT_FOUND, "forbidden", HttpStatus.FORBIDDEN, "ST010", HttpStatus.UNAUTHORIZED);

    private final Words words;
    private final Frame frame;

    RefusalAdvice(Words words, Frame frame) {
        this.words = words;
        this.frame = frame;
    }

    @ExceptionHandler(Refusal.class)
    Object refused(Refusal refusal, HttpServletRequest request) {
        HttpStatus status = STATUS.getOrDefault(refusal.code(), HttpStatus.UNPROCESSABLE_CONTENT);
        String text = words.say(refusal);
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
