package org.stroma.app.distribution.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.stroma.app.distribution.Recalls;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.ListedRegister;
import org.stroma.app.shell.NavigationEntry;
import org.stroma.app.shell.Register;
import org.stroma.app.shell.Register.Cell;
import org.stroma.app.shell.Words;
import org.stroma.app.shell.Worklist;

/** Recalls: who received what, who knows, what is left; and what is held of lots that are not to be used any more. */
@Controller
class RecallPages {
    static final String READERS = "hasAnyRole('LOGISTICS','WAREHOUSE','QA','QA_REVIEWER','QUALITY_HEAD','QP_MFG','QA_MAH','QP_MAH','INSPECTOR','HOSP_RECEIVER','HOSP_PREPARER','HOSP_CHECKER','PHYSICIAN')";
    static final String ACKNOWLEDGERS = "hasAnyRole('HOSP_RECEIVER','HOSP_PREPARER','PHYSICIAN')";
    static final String CLOSERS = "hasAnyRole('QUALITY_HEAD','QA_MAH')";
    private static final Set<String> ROLES = Set.of("LOGISTICS", "WAREHOUSE", "QA", "QA_REVIEWER", "QUALITY_HEAD",
            "QP_MFG", "QA_MAH", "QP_MAH", "INSPECTOR", "HOSP_RECEIVER", "HOSP_PREPARER", "HOSP_CHECKER", "PHYSICIAN");

    private final Recalls recalls;

    RecallPages(Recalls recalls) {
        this.recalls = recalls;
    }

    @GetMapping("/recalls")
    @PreAuthorize(READERS)
    String list(@ModelAttribute("actor") Actor actor, Model model) {
        model.addAttribute("recalls", recalls.list(actor));
        model.addAttribute("stranded", recalls.stranded(actor));
        return "distribution/recalls";
    }

    @GetMapping("/recalls/{code}")
    @PreAuthorize(READERS)
    String recall(@PathVariable String code, @ModelAttribute("actor") Actor actor, Model model) {
        Recalls.Whole whole = recalls.get(actor, code);
        model.addAttribute("recall", whole.recall());
        model.addAttribute("consignees", whole.consignees());
        model.addAttribute("containers", whole.containers());
        model.addAttribute("hospital", actor.organisationKind().equals("HOSPITAL"));
        model.addAttribute("mayAcknowledge", whole.recall().open()
                && actor.hasAny("HOSP_RECEIVER", "HOSP_PREPARER", "PHYSICIAN")
                && whole.consignees().stream().anyMatch(each -> each.organisation().equals(actor.organisation())
                        && each.acknowledgedAt() == null));
        model.addAttribute("mayClose", whole.recall().open() && actor.hasAny("QUALITY_HEAD", "QA_MAH"));
        return "distribution/recall";
    }

    @PostMapping("/recalls/{code}/acknowledgement")
    @PreAuthorize(ACKNOWLEDGERS)
    String acknowledge(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String note) {
        recalls.acknowledge(actor, code, note);
        return "redirect:/recalls/{code}";
    }

    @PostMapping("/recalls/{code}/closing")
    @PreAuthorize(CLOSERS)
    String close(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String conclusion) {
        recalls.close(actor, code, conclusion);
        return "redirect:/recalls/{code}";
    }

    /** What this module adds to the frame. */
    @Configuration(proxyBeanMethods = false)
    static class Entries {
        @Bean
        NavigationEntry recallsEntry() {
            return new NavigationEntry("recalls", "/recalls", 605, ROLES);
        }

        /** The consignee list of all recalls: one row for each container. */
        @Bean
        Register recallRegister(Recalls recalls, Words words, PlantClock clock) {
            return new ListedRegister("recalls", 605, ROLES,
                    ListedRegister.texts("register.code", "register.lot", "recall.level", "recall.consignee",
                            "recall.container", "register.shipment", "recall.fate", "register.state",
                            "recall.acknowledged"),
                    () -> Stream.of("USED", "RETURNED", "DESTROYED", "MISSING", "IN_TRANSIT", "HELD")
                            .map(each -> new Register.Choice(each, words.say("recall.fate." + each))).toList(),
                    actor -> recalls.list(actor).stream().map(each -> recalls.get(actor, each.code()))
                            .flatMap(whole -> lines(whole, words, clock)).toList());
        }

        private static Stream<ListedRegister.Line> lines(Recalls.Whole whole, Words words, PlantClock clock) {
            return whole.containers().stream().map(line -> new ListedRegister.Line(line.fate(),
                    whole.recall().openedAt().atZone(clock.getZone()).toLocalDate(),
                    List.of(Cell.link(whole.recall().code(), "/recalls/" + whole.recall().code()),
                            Cell.of(whole.recall().lot()), Cell.of(whole.recall().level()),
                            Cell.of(line.organisation()),
                            Cell.link(line.container(), "/unit/" + line.container()),
                            Cell.link(line.shipment(), "/shipments/" + line.shipment()),
                            Cell.of(words.say("recall.fate." + line.fate())),
                            Cell.state(words.either(line.stateZh(), line.stateEn()), line.tone()),
                            Cell.of(whole.consignees().stream()
                                    .filter(each -> each.organisation().equals(line.organisation()))
                                    .map(Recalls.Consignee::acknowledgedBy).findFirst().orElse(null)))));
        }

        @Bean
        Worklist recallWork(Recalls recalls, Words words, PlantClock clock) {
            return actor -> {
                List<Worklist.Item> items = new ArrayList<>();
                if (actor.hasAny("HOSP_RECEIVER", "HOSP_PREPARER", "PHYSICIAN", "QUALITY_HEAD", "QA_MAH")) {
                    recalls.list(actor).stream().filter(Recalls.Recall::open)
                            .forEach(recall -> items.addAll(work(recalls.get(actor, recall.code()), actor, clock)));
                }
                if (actor.hasAny("WAREHOUSE", "HOSP_RECEIVER")) {
                    recalls.stranded(actor).forEach(each -> items.add(new Worklist.Item(
                            each.state().equals("SUSPENDED") ? "work.lot.stop" : "work.lot.destroy",
                            List.of(words.either(each.stateZh(), each.stateEn()),
                                    String.valueOf(each.containers()), shown(each.codes())),
                            each.lot(), "/recalls", Worklist.Urgency.OPEN, null)));
                }
                return items;
            };
        }

        private static List<Worklist.Item> work(Recalls.Whole whole, Actor actor, PlantClock clock) {
            Recalls.Recall recall = whole.recall();
            boolean waits = whole.consignees().stream().anyMatch(each -> each.acknowledgedAt() == null);
            boolean hospital = actor.organisationKind().equals("HOSPITAL");
            if (hospital && !waits) {
                return List.of();
            }
            return List.of(new Worklist.Item(
                    hospital ? "work.recall.acknowledge" : waits ? "work.recall.notify" : "work.recall.reconcile",
                    List.of(recall.code(), recall.level()), recall.lot(), "/recalls/" + recall.code(),
                    waits && recall.noticeDue().isBefore(clock.instant())
                            ? Worklist.Urgency.OVERDUE
                            : Worklist.Urgency.TODAY,
                    recall.noticeDue()));
        }

        private static String shown(String codes) {
            List<String> all = List.of(codes.split(" "));
            return String.join(", ", all.subList(0, Math.min(3, all.size()))) + (all.size() > 3 ? " …" : "");
        }
    }
}
