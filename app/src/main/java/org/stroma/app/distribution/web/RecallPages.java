package org.stroma.app.distribution.web;

import java.util.Locale;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.stroma.app.distribution.RecallClosings;
import org.stroma.app.distribution.RecallEffect;
import org.stroma.app.distribution.RecallReports;
import org.stroma.app.distribution.Recalls;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;

/**
 * Recalls and their drills: who received what, who knows, what is left, what the authority was told and how far it reached; and
 * what is held of lots that are not to be used any more.
 */
@Controller
class RecallPages {
    static final String READERS = "hasAnyRole('LOGISTICS','WAREHOUSE','QA','QA_REVIEWER','QUALITY_HEAD','QP_MFG','QA_MAH','QP_MAH','INSPECTOR','HOSP_RECEIVER','HOSP_PREPARER','HOSP_CHECKER','PHYSICIAN')";
    static final String PLANT = "hasAnyRole('LOGISTICS','WAREHOUSE','QA','QA_REVIEWER','QUALITY_HEAD','QP_MFG','QA_MAH','QP_MAH','INSPECTOR')";
    static final String ACKNOWLEDGERS = "hasAnyRole('HOSP_RECEIVER','HOSP_PREPARER','PHYSICIAN')";
    static final String WRITERS = "hasAnyRole('QUALITY_HEAD','QA','QA_MAH')";
    static final String CHECKERS = "hasAnyRole('QUALITY_HEAD','QA','QA_REVIEWER','QA_MAH')";
    static final String JUDGES = "hasAnyRole('QUALITY_HEAD','QA_MAH')";
    static final String SIGNERS = "hasAnyRole('QUALITY_HEAD','QA','QA_MAH','QP_MAH','QP_MFG')";

    private final Recalls recalls;
    private final RecallReports reports;
    private final RecallEffect effect;
    private final RecallClosings closings;
    private final PlantClock clock;

    RecallPages(Recalls recalls, RecallReports reports, RecallEffect effect, RecallClosings closings,
            PlantClock clock) {
        this.recalls = recalls;
        this.reports = reports;
        this.effect = effect;
        this.closings = closings;
        this.clock = clock;
    }

    @GetMapping("/recalls")
    @PreAuthorize(READERS)
    String list(@ModelAttribute("actor") Actor actor, Model model) {
        model.addAttribute("recalls", recalls.list(actor));
        model.addAttribute("stranded", recalls.stranded(actor));
        model.addAttribute("mayDrill", actor.hasAny("QUALITY_HEAD", "QA", "QA_MAH"));
        return "distribution/recalls";
    }

    @GetMapping("/recalls/{code}")
    @PreAuthorize(READERS)
    String recall(@PathVariable String code, @ModelAttribute("actor") Actor actor, Model model) {
        Recalls.Whole whole = recalls.get(actor, code);
        Recalls.Recall recall = whole.recall();
        boolean hospital = actor.organisationKind().equals("HOSPITAL");
        model.addAttribute("recall", recall);
        model.addAttribute("consignees", whole.consignees());
        model.addAttribute("containers", whole.containers());
        model.addAttribute("hospital", hospital);
        model.addAttribute("mayAcknowledge", mayAcknowledge(actor, whole));
        model.addAttribute("mayWrite", actor.hasAny("QUALITY_HEAD", "QA", "QA_MAH"));
        model.addAttribute("mayCheck", actor.hasAny("QUALITY_HEAD", "QA", "QA_REVIEWER", "QA_MAH"));
        model.addAttribute("mayJudge", actor.hasAny("QUALITY_HEAD", "QA_MAH"));
        model.addAttribute("maySign", actor.hasAny("QUALITY_HEAD", "QA", "QA_MAH", "QP_MAH", "QP_MFG"));
        if (!hospital && !recall.drill()) {
            papers(actor, code, model);
        }
        return "distribution/recall";
    }

    private static boolean mayAcknowledge(Actor actor, Recalls.Whole whole) {
        boolean drill = whole.recall().drill();
        boolean role = drill
                ? actor.hasAny("HOSP_RECEIVER", "HOSP_PREPARER")
                : actor.hasAny("HOSP_RECEIVER", "HOSP_PREPARER", "PHYSICIAN");
        return whole.recall().open() && role && whole.consignees().stream()
                .anyMatch(each -> each.organisation().equals(actor.organisation())
                        && (drill ? !each.settled(true) : each.acknowledgedAt() == null));
    }

    private void papers(Actor actor, String code, Model model) {
        model.addAttribute("due", reports.due(actor, code));
        model.addAttribute("reports", reports.list(actor, code));
        model.addAttribute("panels", reports.panels(code));
        model.addAttribute("effect", effect.of(actor, code));
        model.addAttribute("closings", closings.list(actor, code));
        model.addAttribute("closing", closings.panel(code).filter(panel -> panel.open()).orElse(null));
        model.addAttribute("now", clock.instant());
        model.addAttribute("nowLocal", clock.instant().atZone(clock.getZone()).toLocalDateTime().withNano(0));
    }

    /** The final report, in the language that is asked for. */
    @GetMapping("/recalls/{code}/report.pdf")
    @PreAuthorize(PLANT)
    ResponseEntity<byte[]> report(@PathVariable String code, @ModelAttribute("actor") Actor actor,
            @RequestParam(defaultValue = "zh") String language) {
        return pdf(closings, actor, code, language);
    }

    static ResponseEntity<byte[]> pdf(RecallClosings closings, Actor actor, String code, String language) {
        Locale locale = language.equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(code + "-" + language + ".pdf").build().toString())
                .body(closings.print(actor, code, locale));
    }
}
