package org.stroma.app.shell.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.stroma.app.database.Refusal;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Door;
import org.stroma.app.people.SessionFilter;
import org.stroma.app.shell.Words;

/** Sign-in and sign-out of the pages. */
@Controller
class SignInPage {
    /** The cookie that a form's token has to agree with. */
    private static final String FORMS = "XSRF-TOKEN";

    private final Door door;
    private final Words words;

    SignInPage(Door door, Words words) {
        this.door = door;
        this.words = words;
    }

    /** What the form carries; the page to go back to is a local path only. */
    record Form(String login, String password, @Nullable String code, @Nullable String next) {}

    @GetMapping("/sign-in")
    @PreAuthorize("permitAll()")
    String page(@RequestParam(required = false) @Nullable String next, Model model) {
        model.addAttribute("next", local(next));
        return "shell/sign-in";
    }

    @PostMapping("/sign-in")
    @PreAuthorize("permitAll()")
    String signIn(@ModelAttribute Form form, HttpServletRequest request, HttpServletResponse response, Model model) {
        try {
            String token = door.signIn(form.login(), form.password(), form.code(), SessionFilter.origin(request));
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(token, request).build().toString());
            forgetForms(request, response);
            return "redirect:" + local(form.next());
        } catch (Refusal refusal) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            model.addAttribute("next", local(form.next()));
            model.addAttribute("login", form.login());
            model.addAttribute("error", words.say(refusal));
            return "shell/sign-in";
        }
    }

    @PostMapping("/sign-out")
    @PreAuthorize("isAuthenticated()")
    String signOut(@ModelAttribute("actor") Actor actor, HttpServletRequest request, HttpServletResponse response) {
        door.signOut(actor.token());
        response.addHeader(HttpHeaders.SET_COOKIE, cookie("", request).maxAge(0).build().toString());
        forgetForms(request, response);
        return "redirect:/sign-in";
    }

    /** Forms of before belong to whoever was there before: the next page brings a token of its own. */
    private static void forgetForms(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(FORMS, "").secure(request.isSecure()).path("/")
                .maxAge(0).build().toString());
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(String token, HttpServletRequest request) {
        return ResponseCookie.from(SessionFilter.COOKIE, token).httpOnly(true).secure(request.isSecure())
                .sameSite("Strict").path("/");
    }

    private static String local(@Nullable String next) {
        return next != null && next.matches("/[A-Za-z0-9][A-Za-z0-9/_.?=&%-]*") ? next : "/";
    }
}
