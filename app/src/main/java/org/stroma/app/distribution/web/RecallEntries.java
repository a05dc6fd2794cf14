package org.stroma.app.distribution.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stroma.app.distribution.RecallEffect;
import org.stroma.app.distribution.RecallReports;
import org.stroma.app.distribution.Recalls;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.ListedRegister;
import org.stroma.app.shell.NavigationEntry;
import org.stroma.app.shell.Register;
import org.stroma.app.shell.Register.Cell;
import org.stroma.app.shell.Words;
import org.stroma.app.shell.Worklist;
import org.stroma.app.shell.Worklist.Item;
import org.stroma.app.shell.Worklist.Urgency;

/** What recalls and their drills add to the frame: the register, and what waits for whom until when. */
@Configuration(proxyBeanMethods = false)
class RecallEntries {
    private static final Set<String> ROLES = Set.of("LOGISTICS", "WAREHOUSE", "QA", "QA_REVIEWER", "QUALITY_HEAD",
            "QP_MFG", "QA_MAH", "QP_MAH", "INSPECTOR", "HOSP_RECEIVER", "HOSP_PREPARER", "HOSP_CHECKER", "PHYSICIAN");

    private static final String[] WRITERS = {"QUALITY_HEAD", "QA", "QA_MAH"};
    private static final String[] JUDGES = {"QUALITY_HEAD", "QA_MAH"};

    @Bean
    NavigationEntry recallsEntry() {
        return new NavigationEntry("recalls", "/recalls", 605, ROLES);
    }

    /** The consignee list of all recalls: one row for each container. */
    @Bean
    Register recallRegister(Recalls recalls, Words words, PlantClock clock) {
        return new ListedRegister("recalls", 605, ROLES,
                ListedRegister.texts("register.code", "recall.kind", "register.lot", "recall.level",
                        "recall.consignee", "recall.container", "register.shipment", "recall.fate", "register.state",
                        "recall.acknowledged"),
                () -> Stream.of("USED", "RETURNED", "DESTROYED", "MISSING", "IN_TRANSIT", "HELD")
                        .map(each -> new Register.Choice(each, words.say("recall.fate." + each))).toList(),
                actor -> recalls.list(actor).stream().map(each -> recalls.get(actor, each.code()))
                        .flatMap(whole -> lines(whole, words, clock)).toList());
    }

    private static Stream<ListedRegister.Line> lines(Recalls.Whole whole, Words words, PlantClock clock) {
        Recalls.Recall recall = whole.recall();
        return whole.containers().stream().map(line -> new ListedRegister.Line(line.fate(),
                recall.openedAt().atZone(clock.getZone()).toLocalDate(),
                List.of(Cell.link(recall.code(), "/recalls/" + recall.code()),
                        Cell.of(words.say(recall.drill() ? "recall.kind.drill" : "recall.kind.real")),
                        Cell.of(recall.lot()), Cell.of(recall.level()), Cell.of(line.organisation()),
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
            List<Item> items = new ArrayList<>();
            if (actor.hasAny("HOSP_RECEIVER", "HOSP_PREPARER", "PHYSICIAN", "QUALITY_HEAD", "QA_MAH")) {
                recalls.list(actor).stream().filter(Recalls.Recall::open)
                        .forEach(recall -> items.addAll(work(recalls.get(actor, recall.code()), actor, clock)));
            }
            if (actor.hasAny("WAREHOUSE", "HOSP_RECEIVER")) {
                recalls.stranded(actor).forEach(each -> items.add(new Item(
                        each.state().equals("SUSPENDED") ? "work.lot.stop" : "work.lot.destroy",
                        List.of(words.either(each.stateZh(), each.stateEn()), String.valueOf(each.containers()),
                                shown(each.codes(), words)),
                        each.lot(), "/recalls", Urgency.OPEN, null)));
            }
            return items;
        };
    }

    private static List<Item> work(Recalls.Whole whole, Actor actor, PlantClock clock) {
        Recalls.Recall recall = whole.recall();
        boolean drill = recall.drill();
        boolean waits = whole.consignees().stream().anyMatch(each -> !each.settled(drill));
        boolean hospital = actor.organisationKind().equals("HOSPITAL");
        boolean answers = drill ? actor.hasAny("HOSP_RECEIVER", "HOSP_PREPARER") : true;
        if (hospital && (!waits || !answers)) {
            return List.of();
        }
        String what = hospital ? "acknowledge" : waits ? "notify" : "reconcile";
        return List.of(new Item(drill ? drillTitle(what) : realTitle(what), List.of(recall.code(), recall.level()),
                recall.lot(), "/recalls/" + recall.code(), urgency(waits, recall.noticeDue(), clock.instant()),
                recall.noticeDue()));
    }

    private static String realTitle(String what) {
        return "work.recall." + what;
    }

    private static String drillTitle(String what) {
        return "work.drill." + what;
    }

    private static Urgency urgency(boolean waits, Instant due, Instant now) {
        return waits && due.isBefore(now) ? Urgency.OVERDUE : Urgency.TODAY;
    }

    /** Reports that are due to the authority, and papers that wait for a signature. */
    @Bean
    Worklist recallPapers(RecallReports reports, PlantClock clock) {
        return actor -> {
            List<Item> items = new ArrayList<>();
            if (actor.hasAny(WRITERS)) {
                reports.owed().forEach(each -> items.add(owed(each, clock.instant())));
            }
            if (actor.hasAny("QA", "QP_MAH", "QP_MFG")) {
                reports.waitingFor(actor).forEach(each -> items.add(new Item("work.recall.sign",
                        List.of(each.recall()), each.lot(), "/recalls/" + each.recall(), Urgency.TODAY, null)));
            }
            return items;
        };
    }

    /** What the effect of an open recall waits for: consignees to be drawn, to be asked, the answers to be judged. */
    @Bean
    Worklist recallEffects(Recalls recalls, RecallEffect effects) {
        return actor -> !actor.hasAny(WRITERS)
                ? List.of()
                : recalls.list(actor).stream().filter(each -> each.open() && !each.drill())
                        .flatMap(each -> effects.of(actor, each.code()).next().stream()
                                .filter(next -> next != RecallEffect.Next.JUDGE || actor.hasAny(JUDGES))
                                .map(next -> new Item("work.recall.effect." + next, List.of(each.code()), each.lot(),
                                        "/recalls/" + each.code(), Urgency.OPEN, null)))
                        .toList();
    }

    private static Item owed(RecallReports.Owed owed, Instant now) {
        Instant due = Objects.requireNonNull(owed.dueAt());
        return new Item("work.recall.report." + owed.kind(), List.of(owed.recall()), owed.lot(),
                "/recalls/" + owed.recall(), due.isBefore(now)
                        ? Urgency.OVERDUE
                        : due.isBefore(now.plus(1, ChronoUnit.DAYS)) ? Urgency.TODAY : Urgency.OPEN,
                due);
    }

    private static String shown(String codes, Words words) {
        List<String> all = List.of(codes.split(" "));
        return String.join(words.say("detail.between.values"), all.subList(0, Math.min(3, all.size())))
                + (all.size() > 3 ? " …" : "");
    }
}
