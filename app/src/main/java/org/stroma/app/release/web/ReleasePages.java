package org.stroma.app.release.web;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Locale;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.stroma.app.genealogy.Expected;
import org.stroma.app.bank.TestDecisions;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.evidence.Upload;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.release.AuditTrailReviews;
import org.stroma.app.people.Sites;
import org.stroma.app.release.Destinations;
import org.stroma.app.release.Dossiers;
import org.stroma.app.release.Releases;
import org.stroma.app.standard.Sentences;
import org.stroma.app.standard.Status;
import org.stroma.app.shell.NavigationEntry;
import org.stroma.app.shell.SignForm;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.EntryField;

/** The release cockpit of a lot: where it stands, what is open, its papers. The verdict and the signatures are on the gate page. */
@Controller
class ReleasePages {
    private static final String READING_ROLES = "PRODUCTION_HEAD,QC_HEAD,QA,QA_REVIEWER,QUALITY_HEAD,QP_MFG,QA_MAH,QP_MAH,INSPECTOR";
    static final String[] READING = READING_ROLES.split(",");
    static final String READERS = "hasAnyRole(('" + READING_ROLES + "').split(','))";

    static final String DOCUMENT = "hasAnyRole('QA','QA_REVIEWER','QC_HEAD','PRODUCTION_HEAD','QP_MFG')";
    static final String DECLARE = "hasAnyRole('QA','QA_REVIEWER','QC_HEAD','PRODUCTION_HEAD')";
    static final String REVIEW = "hasAnyRole('QA','QA_REVIEWER')";
    static final String RESTRICT = "hasAnyRole('QA_REVIEWER','QP_MFG','QA_MAH','QP_MAH')";
    static final String CERTIFY = "hasAnyRole('QA','QA_REVIEWER','QP_MFG','QA_MAH','QP_MAH','QC_HEAD')";

    private static final List<String> WAITING = List.of("SUSPENDED", "RECALLED", "UNDER_REVIEW", "REL_MFG",
            "UNDER_TEST", "COND_RELEASED");
    private static final List<String> SETTLED = List.of("REL_MAH", "EXPIRED", "REJECTED", "CLOSED");
    /** Before either release: what came after the review is reviewed for the holder's too. A lot whose releases are void is released anew. */
    private static final List<String> REVIEWABLE = List.of("UNDER_TEST", "UNDER_REVIEW", "REL_MFG");
    private static final int LISTED = 500;

    private final Releases releases;
    private final AuditTrailReviews reviews;
    private final Dossiers dossiers;
    private final Destinations destinations;
    private final Sites sites;
    private final Gates gates;
    private final Units units;
    private final Evidence evidence;
    private final TestDecisions decisions;
    private final Words words;
    private final PlantClock clock;

    ReleasePages(Releases releases, AuditTrailReviews reviews, Dossiers dossiers, Destinations destinations,
            Sites sites,
            Gates gates, Units units, Evidence evidence, TestDecisions decisions, Words words, PlantClock clock) {
        this.destinations = destinations;
        this.sites = sites;
        this.releases = releases;
        this.reviews = reviews;
        this.dossiers = dossiers;
        this.gates = gates;
        this.units = units;
        this.evidence = evidence;
        this.decisions = decisions;
        this.words = words;
        this.clock = clock;
    }

    /** A document or declaration that the batch-level requirements ask for. */
    record Paper(String code, String name, boolean document, @Nullable Long id, boolean reviewed, @Nullable String file,
            @Nullable String by) {}

    /** A requirement that is not met, or not yet. */
    record Open(String code, String name, String status, String reason) {}

    @GetMapping("/release")
    @PreAuthorize(READERS)
    String list(Model model) {
        model.addAttribute("lots", lots(units));
        return "release/lots";
    }

    /** Those that wait for somebody first, then the newest of the others. */
    static List<Units.Unit> lots(Units units) {
        return Stream.of(WAITING, SETTLED).flatMap(states -> units.newest(List.of("LOT"), states, LISTED).stream()
                .sorted(Comparator.comparingInt(lot -> states.indexOf(lot.state())))).toList();
    }

    @GetMapping("/release/{lot}")
    @PreAuthorize(READERS)
    String cockpit(@PathVariable String lot, @ModelAttribute("actor") Actor actor, Model model) {
        Gates.Judged judged = gates.judge("G6a", lot);
        List<Evidence.Item> items = evidence.list(lot);
        model.addAttribute("judged", judged);
        model.addAttribute("papers", judged.standard().characteristics().stream()
                .filter(each -> each.entryField() instanceof EntryField.Document
                        || each.entryField() instanceof EntryField.YesNo)
                .filter(each -> judged.question().derived().stream()
                        .noneMatch(entry -> entry.characteristic().equals(each.code())))
                .map(each -> {
                    Evidence.Item item = items.stream().filter(i -> i.characteristic().equals(each.code()))
                            .reduce((_, last) -> last).orElse(null);
                    return new Paper(each.code(), words.either(each.name().zh(), each.name().en()),
                            each.entryField() instanceof EntryField.Document, item == null ? null : item.id(),
                            item != null && item.reviewed(), item == null ? null : item.file(),
                            item == null ? null : item.analyst());
                }).toList());
        model.addAttribute("cells", decisions.shown(lot));
        model.addAttribute("mayDecide", actor.hasAny("QC_HEAD", "QA", "ANALYST", "QC_REVIEWER"));
        model.addAttribute("maySign", actor.hasAny("QC_HEAD", "QA"));
        model.addAttribute("open", List.of("UNDER_TEST", "UNDER_REVIEW").contains(judged.unit().state()));
        List<Gates.Decision> signed = gates.decisions(lot, null).stream()
                .filter(each -> each.state().equals("SIGNED") && each.gate().startsWith("G6")).toList();
        model.addAttribute("reviewable", REVIEWABLE.contains(judged.unit().state())
                || judged.unit().state().equals("REL_MAH") && signed.isEmpty());
        model.addAttribute("counts", judged.evaluation().verdicts().stream()
                .collect(Collectors.groupingBy(verdict -> verdict.status().name(), Collectors.counting())));
        model.addAttribute("openLines", openLines(judged));
        model.addAttribute("closable",
                List.of("REL_MAH", "COND_RELEASED", "REJECTED", "RECALLED", "EXPIRED")
                        .contains(judged.unit().state()));
        model.addAttribute("unsettled", releases.unsettled(lot));
        model.addAttribute("review", reviews.of(lot));
        model.addAttribute("destinations", destinations.standing(lot));
        model.addAttribute("mayRestrict", actor.hasAny("QA_REVIEWER", "QP_MFG", "QA_MAH", "QP_MAH")
                && List.of("UNDER_REVIEW", "REL_MFG").contains(judged.unit().state()));
        model.addAttribute("sites", sites.open("HOSPITAL"));
        model.addAttribute("certificates", releases.certificates(lot));
        model.addAttribute("released", signed.stream().max(Comparator.comparing(Gates.Decision::id)).orElse(null));
        return "release/cockpit";
    }

    /** What stands in the way, not met before missing. */
    private List<Open> openLines(Gates.Judged judged) {
        Sentences sentences = new Sentences(judged.standard(),
                words.chinese() ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
        return judged.evaluation().verdicts().stream()
                .filter(verdict -> verdict.status() == Status.NOT_MET || verdict.status() == Status.MISSING)
                .sorted(Comparator.comparingInt(verdict -> verdict.status() == Status.NOT_MET ? 0 : 1))
                .map(verdict -> new Open(verdict.requirement(),
                        judged.standard().findRequirement(verdict.requirement())
                                .map(each -> words.either(each.name().zh(), each.name().en())).orElse(""),
                        verdict.status().name(), sentences.reason(verdict.judgement())))
                .toList();
    }

    @PostMapping("/release/{lot}/test-decisions")
    @PreAuthorize("hasAnyRole('QC_HEAD','QA','ANALYST','QC_REVIEWER')")
    String decide(@PathVariable String lot, @ModelAttribute("actor") Actor actor, @RequestParam String characteristic,
            @RequestParam boolean required, @RequestParam String rationale,
            @RequestParam(required = false) @Nullable String source, @RequestParam LocalDate validUntil) {
        decisions.propose(actor, new TestDecisions.Proposal(lot, characteristic, required, rationale, source,
                validUntil.plusDays(1).atStartOfDay(clock.getZone()).toInstant()));
        return "redirect:/release/{lot}";
    }

    @PostMapping("/release/{lot}/test-decisions/signature")
    @PreAuthorize("hasAnyRole('QC_HEAD','QA')")
    String sign(@PathVariable String lot, @ModelAttribute("actor") Actor actor, @RequestParam long decision,
            @ModelAttribute SignForm form) {
        decisions.sign(actor, decision, form.entry());
        return "redirect:/release/{lot}";
    }

    /** @param markets two letters each, divided by blanks or commas */
    @PostMapping("/release/{lot}/destinations")
    @PreAuthorize(RESTRICT)
    String restrict(@PathVariable String lot, @ModelAttribute("actor") Actor actor,
            @RequestParam(required = false) @Nullable List<String> site,
            @RequestParam(defaultValue = "") String markets, @RequestParam String reason) {
        destinations.name(actor, lot, site == null ? List.of() : site,
                Stream.of(markets.split("[\\s,，]+")).filter(each -> !each.isBlank()).toList(), reason);
        return "redirect:/release/{lot}";
    }

    @PostMapping("/release/{lot}/document")
    @PreAuthorize(DOCUMENT)
    String document(@PathVariable String lot, @ModelAttribute("actor") Actor actor, @RequestParam String characteristic,
            @RequestParam MultipartFile file,
            @RequestParam(required = false) @Nullable String note) {
        releases.document(actor, lot, characteristic, Upload.get(file), note);
        return "redirect:/release/{lot}";
    }

    @PostMapping("/release/{lot}/declaration")
    @PreAuthorize(DECLARE)
    String declare(@PathVariable String lot, @ModelAttribute("actor") Actor actor, @RequestParam String characteristic,
            @RequestParam boolean holds,
            @RequestParam(required = false) @Nullable String note) {
        releases.declare(actor, lot, characteristic, holds, note);
        return "redirect:/release/{lot}";
    }

    @PostMapping("/release/{lot}/audit-trail")
    @PreAuthorize(REVIEW)
    String auditTrail(@PathVariable String lot, @ModelAttribute("actor") Actor actor, @RequestParam String conclusion,
            @RequestParam String shown, @RequestParam String login, @RequestParam String password,
            @RequestParam(required = false) @Nullable String code) {
        reviews.sign(actor, lot,
                new AuditTrailReviews.Review(conclusion, shown, new Door.Verifier(login, password, code)));
        return "redirect:/release/{lot}";
    }

    @PostMapping("/release/{lot}/submission")
    @PreAuthorize("hasRole('PRODUCTION_HEAD')")
    String submit(@PathVariable String lot, @ModelAttribute("actor") Actor actor, @RequestParam String login,
            @RequestParam String password,
            @RequestParam(required = false) @Nullable String code) {
        Expected.require(lot);
        releases.submit(actor, lot, new Door.Verifier(login, password, code));
        return "redirect:/release/{lot}";
    }

    @PostMapping("/release/{lot}/certificate")
    @PreAuthorize(CERTIFY)
    String certify(@PathVariable String lot, @ModelAttribute("actor") Actor actor, @RequestParam long decision,
            @RequestParam Releases.Kind kind, @RequestParam String language) {
        releases.certify(actor, lot, decision, kind, language);
        return "redirect:/release/{lot}";
    }

    @GetMapping("/release/{lot}/dossier")
    @PreAuthorize(READERS)
    ResponseEntity<byte[]> dossier(@PathVariable String lot, @ModelAttribute("actor") Actor actor) {
        return ReleaseApi.archive(dossiers, actor, lot);
    }

    @GetMapping("/release/{lot}/certificate/{id}")
    @PreAuthorize(READERS)
    ResponseEntity<byte[]> pdf(@PathVariable String lot, @PathVariable long id) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(lot + "-" + id + ".pdf").build().toString())
                .body(releases.pdf(lot, id));
    }

    /** What this module adds to the frame. */
    @Configuration(proxyBeanMethods = false)
    static class Entries {
        @Bean
        NavigationEntry releaseEntry() {
            return new NavigationEntry("release", "/release", 650, Set.of(READING));
        }
    }
}
