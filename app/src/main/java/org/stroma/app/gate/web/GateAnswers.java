package org.stroma.app.gate.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.stroma.app.evidence.Upload;
import org.stroma.app.gate.Answers;
import org.stroma.app.gate.Gates;
import org.stroma.app.gate.Rulings;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.SignForm;

/** What people answer on a gate's page: evidence that its standard asks for, and rulings on what is asked case by case. */
@Controller
class GateAnswers {
    private final Gates gates;
    private final Units units;
    private final Answers answers;
    private final Rulings rulings;
    private final PlantClock clock;

    GateAnswers(Gates gates, Units units, Answers answers, Rulings rulings, PlantClock clock) {
        this.gates = gates;
        this.units = units;
        this.answers = answers;
        this.rulings = rulings;
        this.clock = clock;
    }

    private Gates.Judged judged(Actor actor, String gate, String unit) {
        Units.Unit subject = units.get(unit);
        GateVisibility.check(actor, subject);
        return gates.judge(gate, subject);
    }

    /** Every field that was filled in, named {@code value.code}; a document's file is {@code file.code}. */
    @PostMapping("/gate/{gate}/{unit}/answers")
    @PreAuthorize("isAuthenticated()")
    String answer(@PathVariable String gate, @PathVariable String unit, @ModelAttribute("actor") Actor actor,
            @RequestParam MultiValueMap<String, String> form,
            @RequestParam MultiValueMap<String, MultipartFile> files) {
        List<Answers.Answer> given = new ArrayList<>();
        for (String key : form.keySet()) {
            String typed = String.valueOf(form.getFirst(key));
            if (key.startsWith("value.") && !typed.isBlank()) {
                String code = key.substring("value.".length());
                given.add(new Answers.Answer(code, replicates(typed), form.getFirst("method"),
                        "true".equals(form.getFirst("validated")), Upload.find(files.getFirst("file." + code)),
                        end(form.getFirst("until." + code)), form.getFirst("reason")));
            }
        }
        answers.answer(actor, judged(actor, gate, unit), given);
        return "redirect:/gate/{gate}/{unit}";
    }

    private static List<String> replicates(String typed) {
        return Arrays.stream(typed.split("[;；]")).map(String::strip).filter(text -> !text.isEmpty()).toList();
    }

    private @Nullable Instant end(@Nullable String day) {
        return day == null || day.isBlank() ? null : end(LocalDate.parse(day));
    }

    private Instant end(LocalDate day) {
        return day.plusDays(1).atStartOfDay(clock.getZone()).toInstant().minusSeconds(1);
    }

    @PostMapping("/gate/{gate}/{unit}/rulings")
    @PreAuthorize("isAuthenticated()")
    String rule(@PathVariable String gate, @PathVariable String unit, @ModelAttribute("actor") Actor actor,
            @RequestParam String characteristic, @RequestParam boolean required, @RequestParam String rationale,
            @RequestParam LocalDate validUntil) {
        Rulings.requireAsked(judged(actor, gate, unit).standard(), characteristic);
        rulings.propose(actor, unit, new Rulings.Proposal(characteristic, required, rationale, end(validUntil)));
        return "redirect:/gate/{gate}/{unit}";
    }

    @PostMapping("/gate/{gate}/{unit}/rulings/signature")
    @PreAuthorize("isAuthenticated()")
    String sign(@PathVariable String gate, @PathVariable String unit, @ModelAttribute("actor") Actor actor,
            @RequestParam long decision, @ModelAttribute SignForm form) {
        GateVisibility.check(actor, units.get(unit));
        rulings.sign(actor, unit, decision, form.entry());
        return "redirect:/gate/{gate}/{unit}";
    }
}
