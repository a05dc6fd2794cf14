package org.stroma.app.shell.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Frame;

/** Puts the frame, the actor and the current path into the model of every page. */
@ControllerAdvice(annotations = org.springframework.stereotype.Controller.class)
class FrameAdvice {
    private final Frame frame;

    FrameAdvice(Frame frame) {
        this.frame = frame;
    }

    @ModelAttribute("frame")
    Frame frame() {
        return frame;
    }

    @ModelAttribute("path")
    String path(HttpServletRequest request) {
        return request.getRequestURI();
    }

    /** The same page with the same questions in the other language. */
    @ModelAttribute("languageLink")
    String languageLink(HttpServletRequest request, Locale locale) {
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        String kept = Arrays.stream(query.split("&")).filter(part -> !part.isEmpty() && !part.startsWith("lang="))
                .map(part -> part + "&").collect(Collectors.joining());
        return "?" + kept + "lang=" + (locale.getLanguage().equals("en") ? "zh-CN" : "en");
    }

    @ModelAttribute("actor")
    @Nullable
    Actor actor(@Nullable Authentication authentication) {
        return authentication != null && authentication.getPrincipal() instanceof Actor actor ? actor : null;
    }
}
