package org.stroma.app.product.web;

import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import java.nio.charset.StandardCharsets;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.stroma.app.database.Refusal;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;
import org.stroma.app.product.Product;
import org.stroma.app.product.Products;
import org.stroma.app.shell.NavigationEntry;
import org.stroma.app.shell.ScanResolver;
import org.stroma.app.shell.SignForm;

/** A product as it is registered, its versions, and the approval of a draft. */
@Controller
class ProductPages {
    private static final String ASK = "hasAnyRole('PRODUCTION_HEAD','QUALITY_HEAD','PROCESS_SCIENTIST')";
    private static final String READERS = "hasAnyRole('OPERATOR','VERIFIER','PRODUCTION_HEAD','ANALYST','QC_REVIEWER','QC_HEAD','QA','QA_REVIEWER',"
            + "'QUALITY_HEAD','QP_MFG','QA_MAH','QP_MAH','PROCESS_SCIENTIST','INSPECTOR','WAREHOUSE','LOGISTICS')";

    private final Products products;
    private final Signing signing;

    ProductPages(Products products, Signing signing) {
        this.products = products;
        this.signing = signing;
    }

    @GetMapping("/products")
    @PreAuthorize(READERS)
    String first(Model model) {
        return products.list().stream().findFirst().map(each -> "redirect:/products/" + each.product().code())
                .orElseThrow(() -> new Refusal("not-found"));
    }

    @GetMapping("/products/{code}")
    @PreAuthorize(READERS)
    String product(@PathVariable String code, @RequestParam(required = false) @Nullable String version,
            @ModelAttribute("actor") Actor actor, Model model) {
        List<Products.Version> versions = products.versions(code);
        Products.Version shown = versions.stream()
                .filter(each -> version == null
                        ? each.state().equals("EFFECTIVE")
                        : each.product().version().equals(version))
                .findFirst().orElseGet(() -> versions.stream().findFirst().orElseThrow(() -> new Refusal("not-found")));
        model.addAttribute("shown", shown);
        model.addAttribute("product", shown.product());
        model.addAttribute("versions", versions);
        model.addAttribute("mayAsk", actor.hasAny("PRODUCTION_HEAD", "QUALITY_HEAD", "PROCESS_SCIENTIST"));
        model.addAttribute("panel",
                signing.panel(Products.RECORD, code + "/" + versions.getFirst().product().version())
                        .filter(Signing.Panel::open).orElse(null));
        return "product/product";
    }

    @PostMapping("/products/drafts")
    @PreAuthorize(ASK)
    String draft(@ModelAttribute("actor") Actor actor, @RequestParam MultipartFile file, @RequestParam String note)
            throws IOException {
        Product drafted = products.draft(actor, file.getBytes(), note);
        return "redirect:/products/" + drafted.code() + "?version=" + drafted.version();
    }

    @PostMapping("/products/{code}/approval")
    @PreAuthorize(ASK)
    String ask(@PathVariable String code, @RequestParam String version, @ModelAttribute("actor") Actor actor) {
        products.putForApproval(actor, code, version);
        return "redirect:/products/{code}";
    }

    @PostMapping("/products/{code}/signature")
    @PreAuthorize("hasAnyRole('PRODUCTION_HEAD','QUALITY_HEAD')")
    String sign(@PathVariable String code, @RequestParam String decision, @ModelAttribute("actor") Actor actor,
            @ModelAttribute SignForm form) {
        signing.sign(actor, Products.RECORD, code + "/" + decision, form.entry());
        return "redirect:/products/{code}";
    }

    record Asked(String version) {}

    record NewDraft(String yaml, String note) {}

    /** Imports a version from its file as a draft; what is wrong with it is named by place, and nothing is kept. */
    @PostMapping("/api/v1/products/drafts")
    @PreAuthorize(ASK)
    @ResponseBody
    @ResponseStatus(HttpStatus.CREATED)
    Product importDraft(@AuthenticationPrincipal Actor actor, @RequestBody NewDraft body) {
        return products.draft(actor, body.yaml().getBytes(StandardCharsets.UTF_8), body.note());
    }

    @GetMapping("/api/v1/products")
    @PreAuthorize(READERS)
    @ResponseBody
    List<Products.Version> versions() {
        return products.list();
    }

    /** Puts a version before its two signers, who sign it as every record, through its panel. */
    @PostMapping("/api/v1/products/{code}/approval")
    @PreAuthorize(ASK)
    @ResponseBody
    Signing.Panel putForApproval(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody Asked body) {
        products.putForApproval(actor, code, body.version());
        return signing.panel(Products.RECORD, code + "/" + body.version()).orElseThrow();
    }

    @GetMapping("/api/v1/products/{code}")
    @PreAuthorize(READERS)
    @ResponseBody
    Product json(@PathVariable String code) {
        return products.get(code);
    }

    /** What this module adds to the side bar and the scan box. */
    @Configuration(proxyBeanMethods = false)
    static class Entries {
        private static final Set<String> FIND = Set.of("OPERATOR", "VERIFIER", "PRODUCTION_HEAD", "ANALYST",
                "QC_REVIEWER", "QC_HEAD", "QA", "QA_REVIEWER", "QUALITY_HEAD", "QP_MFG", "QA_MAH", "QP_MAH",
                "PROCESS_SCIENTIST", "INSPECTOR", "WAREHOUSE", "LOGISTICS");

        @Bean
        ScanResolver productCodes(Products products) {
            return (scanned,
                    actor) -> scanned.matches("[A-Z0-9-]{2,20}") && actor.roles().stream().anyMatch(FIND::contains)
                            && !products.versions(scanned).isEmpty()
                                    ? Optional.of(new ScanResolver.Hit(scanned, "scan.PRODUCT", "/products/" + scanned))
                                    : Optional.empty();
        }

        @Bean
        NavigationEntry productsEntry() {
            return new NavigationEntry("products", "/products", 900, java.util.Set.of("PRODUCTION_HEAD", "QA",
                    "QUALITY_HEAD", "QP_MFG", "QP_MAH", "QA_MAH", "PROCESS_SCIENTIST", "INSPECTOR"));
        }
    }
}
