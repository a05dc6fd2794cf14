package org.stroma.app.vault.web;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.stroma.app.people.Actor;
import org.stroma.app.vault.Identity;
import org.stroma.app.vault.VaultKind;
import org.stroma.app.vault.Vaults;

/** Enter, read with a purpose, erase. An identity is shown once, in the answer to the reading that was logged. */
@Controller
class VaultPages {
    static final String CUSTODIANS = "hasAnyRole('DONOR_VAULT_CUSTODIAN','PATIENT_VAULT_CUSTODIAN')";

    private final Vaults vaults;

    VaultPages(Vaults vaults) {
        this.vaults = vaults;
    }

    @GetMapping("/vault")
    @PreAuthorize(CUSTODIANS)
    String own(@ModelAttribute("actor") Actor actor) {
        return "redirect:/vault/" + (actor.has(VaultKind.DONOR.custodian()) ? "donor" : "patient");
    }

    @GetMapping("/vault/{vault}")
    @PreAuthorize(CUSTODIANS)
    String list(@PathVariable String vault, @ModelAttribute("actor") Actor actor, Model model) {
        model.addAttribute("vault", vault);
        model.addAttribute("kept", vaults.list(actor, VaultKind.of(vault)));
        return "vault/identities";
    }

    @PostMapping("/vault/{vault}")
    @PreAuthorize(CUSTODIANS)
    String enter(@PathVariable String vault, @ModelAttribute("actor") Actor actor, @RequestParam String code,
            @ModelAttribute IdentityForm form) {
        vaults.keep(actor, VaultKind.of(vault), code.strip(), form.identity());
        return "redirect:/vault/{vault}";
    }

    @PostMapping("/vault/{vault}/reading")
    @PreAuthorize(CUSTODIANS)
    String read(@PathVariable String vault, @ModelAttribute("actor") Actor actor, @RequestParam String code,
            @RequestParam String purpose, Model model) {
        Identity identity = vaults.read(actor, VaultKind.of(vault), code.strip(), purpose);
        model.addAttribute("vault", vault);
        model.addAttribute("code", code.strip());
        model.addAttribute("identity", identity);
        model.addAttribute("readings", vaults.readings(actor, VaultKind.of(vault), code.strip()));
        return "vault/identity";
    }

    @PostMapping("/vault/{vault}/erasure")
    @PreAuthorize(CUSTODIANS)
    String erase(@PathVariable String vault, @ModelAttribute("actor") Actor actor, @RequestParam String code,
            @RequestParam String reason) {
        vaults.destroy(actor, VaultKind.of(vault), code.strip(), reason);
        return "redirect:/vault/{vault}";
    }

    /** What the entry form sends; it never prints itself. */
    record IdentityForm(String fullName, String idNumber, String birthDate, String phone, String address,
            String hospitalNumber) {
        Identity identity() {
            return new Identity(fullName.strip(), idNumber.strip(), birthDate.strip(), phone.strip(), address.strip(),
                    hospitalNumber.strip());
        }

        @Override
        public String toString() {
            return "IdentityForm[…]";
        }
    }
}
