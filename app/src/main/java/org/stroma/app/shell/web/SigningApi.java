package org.stroma.app.shell.web;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stroma.app.database.Refusal;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;

/** Signing for programs: any record that waits for signatures, whichever module put it there. */
@RestController
@RequestMapping("/api/v1/panels")
class SigningApi {
    private final Signing signing;

    SigningApi(Signing signing) {
        this.signing = signing;
    }

    /** A panel with the bytes that are signed, in base64. */
    record Shown(Signing.Panel panel, String base64) {}

    @GetMapping("/waiting")
    @PreAuthorize("isAuthenticated()")
    List<Signing.Panel> waiting(@AuthenticationPrincipal Actor actor) {
        return signing.waitingFor(actor);
    }

    @GetMapping
    @PreAuthorize("isAuthenticated()")
    Shown panel(@AuthenticationPrincipal Actor actor, @RequestParam String type, @RequestParam String id) {
        Signing.Panel panel = visible(actor, type, id);
        byte[] content = signing.content(type, id, panel.revision()).orElseThrow(() -> new Refusal("not-found"));
        return new Shown(panel, Base64.getEncoder().encodeToString(content));
    }

    @PostMapping("/signatures")
    @PreAuthorize("isAuthenticated()")
    Signing.Panel sign(@AuthenticationPrincipal Actor actor, @RequestParam String type, @RequestParam String id,
            @RequestBody Signing.Entry entry) {
        visible(actor, type, id);
        return signing.sign(actor, type, id, entry);
    }

    /** Only who signs a record sees it here; a second signer signs in the session of a first. */
    private Signing.Panel visible(Actor actor, String type, String id) {
        return signing.panelFor(actor, type, id)
                .orElseThrow(() -> new Refusal("not-found", Map.of("unit", type + " " + id)));
    }
}
