package org.stroma.app.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stroma.app.people.Accounts;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Door;
import org.stroma.app.people.SessionFilter;
import org.stroma.app.shell.ShownOnce;

/** Sessions and one's own account, for programs. */
@RestController
@RequestMapping("/api/v1")
class AccountsApi {
    private final Door door;
    private final Accounts accounts;

    AccountsApi(Door door, Accounts accounts) {
        this.door = door;
        this.accounts = accounts;
    }

    /** @param site where the person works today; needed of those only who work at several */
    record SignIn(String login, String password, @Nullable String code, @Nullable String site) {
        @Override
        public String toString() {
            return "SignIn[" + login + "]";
        }
    }

    /** @param token goes into the header Authorization, after the word Bearer */
    record Opened(String token, Me me) {}

    /**
     * @param site where the session works; null while one of several is to be chosen
     * @param emergency number of an emergency access in force
     */
    record Me(String login, String person, String fullName, String organisation, @Nullable String site,
            Set<String> roles, boolean strong, boolean mustChange, @Nullable String emergency) {
        static Me of(Actor actor) {
            return new Me(actor.login(), actor.code(), actor.fullName(), actor.organisation(),
                    actor.place() == null ? null : actor.place().code(), actor.roles(), actor.strong(),
                    actor.mustChange(), actor.emergency() == null ? null : actor.emergency().code());
        }
    }

    record NewPassword(String current, @Nullable String code, String fresh) {
        @Override
        public String toString() {
            return "NewPassword[…]";
        }
    }

    record Confirmation(String password, @Nullable String code) {
        @Override
        public String toString() {
            return "Confirmation[…]";
        }
    }

    record Code(String code) {}

    @PostMapping("/sessions")
    @PreAuthorize("permitAll()")
    @ResponseStatus(HttpStatus.CREATED)
    Opened signIn(@RequestBody SignIn body, HttpServletRequest request) {
        String origin = SessionFilter.origin(request);
        String token = door.signIn(body.login(), body.password(), body.code(), body.site(), origin);
        return new Opened(token, Me.of(door.actor(token, origin).orElseThrow()));
    }

    @DeleteMapping("/sessions")
    @PreAuthorize("isAuthenticated()")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(@AuthenticationPrincipal Actor actor) {
        door.signOut(actor.token());
    }

    @GetMapping("/me")
    @PreAuthorize("isAuthenticated()")
    Me me(@AuthenticationPrincipal Actor actor) {
        return Me.of(actor);
    }

    @PostMapping("/me/password")
    @PreAuthorize("isAuthenticated()")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(@AuthenticationPrincipal Actor actor, @RequestBody NewPassword body) {
        accounts.changePassword(actor, body.current(), body.code(), body.fresh());
    }

    @PostMapping("/me/second-factor")
    @PreAuthorize("isAuthenticated()")
    Accounts.Factor beginFactor(@AuthenticationPrincipal Actor actor, @RequestBody Confirmation body,
            HttpServletRequest request) {
        ShownOnce.mark(request);
        return accounts.beginFactor(actor, body.password(), body.code());
    }

    @PostMapping("/me/second-factor/confirmation")
    @PreAuthorize("isAuthenticated()")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirmFactor(@AuthenticationPrincipal Actor actor, @RequestBody Code body) {
        accounts.confirmFactor(actor, body.code());
    }
}
