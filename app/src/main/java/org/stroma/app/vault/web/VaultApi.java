package org.stroma.app.vault.web;

import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stroma.app.people.Actor;
import org.stroma.app.vault.Identity;
import org.stroma.app.vault.VaultKind;
import org.stroma.app.vault.Vaults;

/** Identities for the programs of their custodians. What is answered here is kept nowhere, also not for a request that comes again. */
@RestController
@RequestMapping("/api/v1/vaults/{vault}/identities")
class VaultApi {
    private final Vaults vaults;

    VaultApi(Vaults vaults) {
        this.vaults = vaults;
    }

    /** An identity under its code; it never prints itself. */
    record Entered(String code, Identity identity) {
        @Override
        public String toString() {
            return "Entered[" + code + "]";
        }
    }

    record Revision(int revision) {}

    record Purpose(String purpose) {}

    record Reason(String reason) {}

    @GetMapping
    @PreAuthorize(VaultPages.CUSTODIANS)
    List<Vaults.Kept> list(@PathVariable String vault, @ModelAttribute("actor") Actor actor) {
        return vaults.list(actor, VaultKind.of(vault));
    }

    @PostMapping
    @PreAuthorize(VaultPages.CUSTODIANS)
    Revision keep(@PathVariable String vault, @ModelAttribute("actor") Actor actor, @RequestBody Entered entered) {
        return new Revision(vaults.keep(actor, VaultKind.of(vault), entered.code(), entered.identity()));
    }

    @GetMapping("/{code}/readings")
    @PreAuthorize(VaultPages.CUSTODIANS)
    List<Vaults.Reading> readings(@PathVariable String vault, @PathVariable String code,
            @ModelAttribute("actor") Actor actor) {
        return vaults.readings(actor, VaultKind.of(vault), code);
    }

    @PostMapping("/{code}/readings")
    @PreAuthorize(VaultPages.CUSTODIANS)
    Identity read(@PathVariable String vault, @PathVariable String code, @ModelAttribute("actor") Actor actor,
            @RequestBody Purpose body) {
        return vaults.read(actor, VaultKind.of(vault), code, body.purpose());
    }

    @PostMapping("/{code}/erasure")
    @PreAuthorize(VaultPages.CUSTODIANS)
    void erase(@PathVariable String vault, @PathVariable String code, @ModelAttribute("actor") Actor actor,
            @RequestBody Reason body) {
        vaults.destroy(actor, VaultKind.of(vault), code, body.reason());
    }
}
