package org.stroma.app.quality.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stroma.app.people.Actor;
import org.stroma.app.quality.Deviations;

/** Deviations for programs. */
@RestController
@RequestMapping("/api/v1/deviations")
class DeviationApi {
    private final Deviations deviations;

    DeviationApi(Deviations deviations) {
        this.deviations = deviations;
    }

    record Report(String unit, Deviations.Severity severity, String description, boolean stops) {}

    record Conclusion(String unit, Deviations.Conclusion conclusion, String rationale) {}

    record Closure(String cause, String impact) {}

    @GetMapping
    @PreAuthorize(DeviationPages.MAKER)
    List<Deviations.Deviation> list(@RequestParam(required = false) @Nullable String state) {
        return deviations.list(state);
    }

    @GetMapping("/{code}")
    @PreAuthorize(DeviationPages.MAKER)
    Deviations.Deviation get(@PathVariable String code) {
        return deviations.get(code);
    }

    /** Those of a unit and of everything above it. */
    @GetMapping("/concerning")
    @PreAuthorize(DeviationPages.MAKER)
    List<Deviations.Concerning> concerning(@RequestParam String unit) {
        return deviations.concerning(unit);
    }

    @PostMapping
    @PreAuthorize(DeviationPages.REPORT)
    @ResponseStatus(HttpStatus.CREATED)
    Deviations.Deviation report(@AuthenticationPrincipal Actor actor, @RequestBody Report body) {
        return deviations.get(
                deviations.report(actor, body.unit(), body.severity(), body.description(), body.stops()));
    }

    @PostMapping("/{code}/conclusions")
    @PreAuthorize(DeviationPages.CONCLUDE)
    Deviations.Deviation conclude(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody Conclusion body) {
        deviations.conclude(actor, code, body.unit(), body.conclusion(), body.rationale());
        return deviations.get(code);
    }

    @PostMapping("/{code}/closure")
    @PreAuthorize(DeviationPages.CONCLUDE)
    Deviations.Deviation close(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody Closure body) {
        deviations.close(actor, code, body.cause(), body.impact());
        return deviations.get(code);
    }
}
