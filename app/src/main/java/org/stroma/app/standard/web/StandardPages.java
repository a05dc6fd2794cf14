package org.stroma.app.standard.web;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.stroma.app.database.Refusal;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.Clause;
import org.stroma.app.standard.Differences;
import org.stroma.app.standard.FactsFile;
import org.stroma.app.standard.PublishedComparison;
import org.stroma.app.standard.Requirement;
import org.stroma.app.standard.Sentences;
import org.stroma.app.standard.Standard;
import org.stroma.app.standard.StandardRegister;
import org.stroma.app.standard.StandardRegister.Standing;
import org.stroma.app.standard.StandardRegister.Version;
import org.stroma.app.standard.Standards;
import org.stroma.app.standard.Verdict;
import org.stroma.measure.Rounding;

/** Pages that show standards; changing them is in {@link StandardActs}. */
@Controller
class StandardPages {
    private final StandardRegister register;
    private final PublishedComparison published;
    private final Words words;

    StandardPages(StandardRegister register, PublishedComparison published, Words words) {
        this.register = register;
        this.published = published;
        this.words = words;
    }

    /** One standard in the register: the version that counts today, and what is coming. */
    record Row(String code, String name, @Nullable Version effective, List<Version> others) {}

    /** One requirement as it is read. */
    record Line(String code, String name, String severity, String criterion, String applies, String comparison,
            List<Clause> clauses, String origin, String note) {}

    @GetMapping("/standards")
    @PreAuthorize("isAuthenticated()")
    String list(@RequestParam(required = false) @Nullable List<String> codes, @ModelAttribute("actor") Actor actor,
            Model model) {
        Map<String, List<Version>> byCode = register.list().stream()
                .filter(each -> codes == null || codes.contains(each.code()))
                .collect(Collectors.groupingBy(Version::code, TreeMap::new, Collectors.toList()));
        model.addAttribute("rows",
                byCode.entrySet().stream().map(each -> row(each.getKey(), each.getValue())).toList());
        model.addAttribute("approvals", register.openApprovals());
        model.addAttribute("drafterRoles", StandardRegister.DRAFTERS.stream().filter(actor::has).sorted().toList());
        model.addAttribute("mayPropose", StandardRegister.PROPOSERS.stream().anyMatch(actor::has));
        model.addAttribute("drafts", byCode.values().stream().flatMap(List::stream)
                .filter(version -> version.standing() == Standing.DRAFT && version.signed()).toList());
        return "standard/register";
    }

    private Row row(String code, List<Version> versions) {
        Version effective = versions.stream().filter(each -> each.standing() == Standing.EFFECTIVE).findFirst()
                .orElse(null);
        Version shown = effective == null ? versions.getLast() : effective;
        return new Row(code, words.either(shown.name().zh(), shown.name().en()), effective, versions.stream()
                .filter(each -> each.standing() != Standing.EFFECTIVE && each.standing() != Standing.SUPERSEDED)
                .toList());
    }

    @GetMapping("/standards/{code}")
    @PreAuthorize("isAuthenticated()")
    String one(@PathVariable String code, @RequestParam(required = false) @Nullable String version,
            @RequestParam(required = false) @Nullable String against, @ModelAttribute("actor") Actor actor,
            Model model) {
        if (code.contains("+")) {
            return "redirect:/standards?codes=" + code.replace('+', ',');
        }
        List<Version> versions = register.versions(code);
        Version shown = versions.stream().filter(each -> version == null || each.version().equals(version))
                .max(Comparator.comparing((Version each) -> each.standing() == Standing.EFFECTIVE)
                        .thenComparing(Version::id))
                .orElseThrow(() -> new Refusal("not-found"));
        Standard standard = register.read(shown);
        model.addAttribute("versions", versions);
        model.addAttribute("shown", shown);
        model.addAttribute("standard", standard);
        model.addAttribute("lines", lines(standard));
        model.addAttribute("against", against);
        model.addAttribute("differences", versions.stream().filter(each -> each.version().equals(against)).findFirst()
                .map(older -> Differences.between(register.read(older), standard, locale())).orElse(List.of()));
        model.addAttribute("panel", shown.draftedBy() != null && !shown.signed() && shown.standing() == Standing.DRAFT
                ? register.panel(StandardRegister.DRAFT, shown.id()).orElse(null)
                : null);
        model.addAttribute("mayWithdraw", shown.standing() == Standing.DRAFT
                && StandardRegister.DRAFTERS.stream().anyMatch(actor::has));
        return "standard/standard";
    }

    private List<Line> lines(Standard standard) {
        Sentences sentences = new Sentences(standard, locale());
        return standard.requirements().stream().map(each -> line(standard, sentences, each)).toList();
    }

    private Line line(Standard standard, Sentences sentences, Requirement each) {
        return new Line(each.code(), words.either(each.name().zh(), each.name().en()), each.severity().letter(),
                sentences.criterion(each.criterion()), sentences.applicability(each.applicability()).orElse(""),
                each.rounding().method() == Rounding.Method.ROUNDED_VALUE ? sentences.comparison(each.rounding()) : "",
                each.clauses().stream().map(id -> standard.findClause(id).orElseThrow()).toList(),
                each.origin().letter(), each.note() == null ? "" : each.note().in(locale()));
    }

    @GetMapping("/standards/clauses")
    @PreAuthorize("isAuthenticated()")
    String clauses(Model model) {
        model.addAttribute("clauses", Standards.library().clauses().values());
        return "standard/clauses";
    }

    /** One requirement of a published specification against every dose. */
    record Comparison(String code, String name, String criterion, List<Outcome> outcomes) {
        /** Why doses are not met, each reason once. */
        public List<String> reasons() {
            return outcomes.stream().filter(outcome -> !outcome.status.equals("MET")).map(Outcome::reason).distinct()
                    .toList();
        }
    }

    record Outcome(String status, String reason) {}

    @GetMapping("/standards/published")
    @PreAuthorize("isAuthenticated()")
    String published(Model model) {
        model.addAttribute("doses", published.doses());
        model.addAttribute("specifications", published.specifications().stream()
                .map(each -> Map.of("standard", each, "lines", comparisons(each))).toList());
        return "standard/published";
    }

    /** The same for programs: the outcomes of each requirement stand in the order of the doses. */
    record Specification(String code, List<String> doses, List<Comparison> lines) {}

    @GetMapping("/api/v1/published-specifications")
    @PreAuthorize("isAuthenticated()")
    @ResponseBody
    List<Specification> publishedSpecifications() {
        List<String> doses = published.doses().stream().map(FactsFile::code).toList();
        return published.specifications().stream()
                .map(each -> new Specification(each.code(), doses, comparisons(each))).toList();
    }

    @GetMapping("/api/v1/clauses")
    @PreAuthorize("isAuthenticated()")
    @ResponseBody
    List<Clause> library() {
        return List.copyOf(Standards.library().clauses().values());
    }

    private List<Comparison> comparisons(Standard specification) {
        Sentences sentences = new Sentences(specification, locale());
        List<PublishedComparison.Cell> cells = published.against(specification);
        return specification.requirements().stream()
                .map(each -> new Comparison(each.code(), words.either(each.name().zh(), each.name().en()),
                        sentences.criterion(each.criterion()),
                        cells.stream().map(cell -> outcome(sentences, cell, each.code())).toList()))
                .toList();
    }

    private static Outcome outcome(Sentences sentences, PublishedComparison.Cell cell, String requirement) {
        Verdict verdict = cell.evaluation().verdicts().stream()
                .filter(each -> each.requirement().equals(requirement)).findFirst().orElseThrow();
        return new Outcome(verdict.status().name(), sentences.reason(verdict.judgement()));
    }

    private Locale locale() {
        return words.chinese() ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    }
}
