package org.stroma.app.standard.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stroma.app.database.Refusal;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.Differences;
import org.stroma.app.standard.StandardRegister;
import org.stroma.app.standard.StandardRegister.Version;

/** Standards for programs: the versions, the canonical content of one, and what changed between two. */
@RestController
class StandardApi {
    private final StandardRegister register;
    private final Words words;

    StandardApi(StandardRegister register, Words words) {
        this.register = register;
        this.words = words;
    }

    @GetMapping("/api/v1/standards")
    @PreAuthorize("isAuthenticated()")
    List<Version> list(@RequestParam(required = false) @Nullable String code) {
        return code == null ? register.list() : register.versions(code);
    }

    /** The exact bytes that were approved, RFC 8785; their SHA-256 is the digest of the version. */
    @GetMapping(path = "/api/v1/standards/{code}/{version}", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("isAuthenticated()")
    byte[] content(@PathVariable String code, @PathVariable String version) {
        return register.read(find(code, version)).toBytes();
    }

    @GetMapping("/api/v1/standards/{code}/{version}/differences")
    @PreAuthorize("isAuthenticated()")
    List<Differences.Line> differences(@PathVariable String code, @PathVariable String version,
            @RequestParam String from) {
        return Differences.between(register.read(find(code, from)), register.read(find(code, version)),
                words.chinese() ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
    }

    private Version find(String code, String version) {
        return register.versions(code).stream().filter(each -> each.version().equals(version)).findFirst()
                .orElseThrow(() -> new Refusal("not-found"));
    }
}
