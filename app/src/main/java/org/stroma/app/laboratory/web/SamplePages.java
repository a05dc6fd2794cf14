package org.stroma.app.laboratory.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.stroma.app.database.Refusal;
import org.stroma.app.genealogy.Units;
import org.stroma.app.laboratory.Laboratory;
import org.stroma.app.people.Actor;

/** A sample on its way through the laboratory and, while it incubates, its reading of each day. */
@Controller
class SamplePages {
    private static final String MOVE = "hasAnyRole('ANALYST','QC_REVIEWER','QC_HEAD')";

    private final Laboratory laboratory;
    private final Units units;

    SamplePages(Laboratory laboratory, Units units) {
        this.laboratory = laboratory;
        this.units = units;
    }

    @GetMapping("/laboratory/sample/{code}")
    @PreAuthorize(LaboratoryPages.LABORATORY)
    String sample(@PathVariable String code, @ModelAttribute("actor") Actor actor, Model model) {
        Units.Unit sample = units.get(code);
        if (!sample.type().equals("SAMPLE")) {
            throw new Refusal("not-found");
        }
        model.addAttribute("sample", sample);
        model.addAttribute("taken", units.takenBy(sample.madeBy()));
        model.addAttribute("events", units.events(code));
        model.addAttribute("readings", laboratory.readings(code));
        model.addAttribute("next",
                actor.hasAny("ANALYST", "QC_REVIEWER", "QC_HEAD") ? next(sample.state()) : List.of());
        model.addAttribute("mayRead", actor.has("ANALYST") && List.of("TAKEN", "RECEIVED", "IN_TEST").contains(
                sample.state()));
        return "laboratory/sample";
    }

    /** Where a sample may go from where it is; the door has the last word. */
    private static List<String> next(String state) {
        return switch (state) {
            case "TAKEN" -> List.of("RECEIVED");
            case "RECEIVED" -> List.of("IN_TEST", "SENT_OUT", "RETAINED");
            case "IN_TEST", "SENT_OUT" -> List.of("TESTED");
            case "TESTED" -> List.of("CONSUMED", "RETAINED", "DESTROYED");
            case "RETAINED" -> List.of("DESTROYED");
            default -> List.of();
        };
    }

    @PostMapping("/laboratory/sample/{code}/move")
    @PreAuthorize(MOVE)
    String move(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String to,
            @RequestParam(required = false) @Nullable String laboratoryName) {
        laboratory.moveSamples(actor, List.of(code), to, laboratoryName);
        return "redirect:/laboratory/sample/{code}";
    }

    @PostMapping("/laboratory/sample/{code}/readings")
    @PreAuthorize("hasRole('ANALYST')")
    String read(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String test,
            @RequestParam int day, @RequestParam boolean growth,
            @RequestParam(required = false) @Nullable String note) {
        laboratory.read(actor, code, test.strip(), day, growth, note == null || note.isBlank() ? null : note.strip());
        return "redirect:/laboratory/sample/{code}";
    }
}
