package org.stroma.app.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.People;
import org.stroma.app.people.Sites;
import org.stroma.app.standard.StandardRegister;

/** The worked campaign of domain brief §10 from the first signature to the last patient, in the order in which it happened. */
public final class Campaign {
    private final BeanFactory beans;
    private final Consumer<String> progress;

    /** @param progress is told each act as it begins */
    public Campaign(BeanFactory beans, Consumer<String> progress) {
        this.beans = beans;
        this.progress = progress;
    }

    /** How far a database has come. */
    public enum Standing {
        EMPTY, INTERRUPTED, COMPLETE
    }

    private record Act(String name, Runnable work) {}

    /** Whether the campaign was performed here, was broken off, or has not begun. */
    public Standing standing() {
        if (beans.getBean(People.class).persons().isEmpty()) {
            return Standing.EMPTY;
        }
        return beans.getBean(Units.class).find(DeliveryAct.SHIPMENT).filter(last -> last.state().equals("CLOSED"))
                .isPresent()
                        ? Standing.COMPLETE
                        : Standing.INTERRUPTED;
    }

    /** Performs the campaign on an empty database. */
    public void perform() {
        beans.getBean(org.stroma.app.ledger.PlantClock.class).moveTo(Plant.time("2026-01-05 09:00"));
        Stage.set(beans.getBean(People.class), beans.getBean(Sites.class));
        for (Act act : acts(new Plant(beans))) {
            progress.accept(act.name());
            act.work().run();
        }
    }

    /** The campaign in a few figures: units, signed decisions, the lot, its doublings, containers available and used. */
    public static List<Object> figures(BeanFactory beans) {
        Records records = new Records(beans);
        return List.of(
                beans.getBean(JdbcClient.class).sql("select count(*) from genealogy.unit").query(Long.class).single(),
                records.decisions().size(), CultureAct.LOT,
                records.cpdl(CultureAct.LOT).setScale(4, java.math.RoundingMode.HALF_EVEN),
                records.count(CultureAct.LOT, "AVAILABLE"),
                records.count(CultureAct.LOT, "ADMINISTERED", "PARTLY_ADMINISTERED"));
    }

    private static List<Act> acts(Plant plant) {
        MaterialsAct materials = new MaterialsAct(plant);
        DonorAct donor = new DonorAct(plant);
        CultureAct culture = new CultureAct(plant);
        LotAct lot = new LotAct(plant);
        LaboratoryAct laboratory = new LaboratoryAct(plant);
        List<Act> acts = new ArrayList<>();
        acts.add(new Act("standards", () -> approveStandards(plant)));
        acts.add(new Act("methods", laboratory::methods));
        acts.add(new Act("materials", materials::release));
        acts.add(new Act("donor", donor::collect));
        acts.add(new Act("medium CM-26-031", () -> materials.prepare("2026-03-01", "CM-26-031", "HPL-26-03", 2)));
        acts.add(new Act("tissue", donor::deferAndReceive));
        acts.add(new Act("isolation", culture::isolate));
        acts.add(new Act("eligibility", donor::judge));
        acts.add(new Act("primary culture", culture::care));
        acts.add(new Act("medium CM-26-032", () -> materials.prepare("2026-03-12", "CM-26-032", "HPL-26-03", 15)));
        acts.add(new Act("master cell bank", culture::masterBank));
        acts.add(new Act("tests of the master cell bank", laboratory::qualifyMaster));
        acts.add(new Act("medium CM-26-082", () -> materials.prepare("2026-08-20", "CM-26-082", "HPL-26-07", 6)));
        acts.add(new Act("working cell bank", culture::workingBank));
        acts.add(new Act("tests of the working cell bank", laboratory::qualifyWorking));
        acts.add(new Act("medium CM-26-110", () -> materials.prepare("2026-11-05", "CM-26-110", "HPL-26-07", 60)));
        acts.add(new Act("expansion", culture::expand));
        acts.add(new Act("fill and freeze", lot::fillAndFreeze));
        acts.add(new Act("laboratory", () -> {
            lot.handToLaboratory();
            laboratory.testLot();
        }));
        acts.add(new Act("release", new ReleaseAct(plant)::release));
        deliver(plant, acts);
        return acts;
    }

    private static void deliver(Plant plant, List<Act> acts) {
        DeliveryAct delivery = new DeliveryAct(plant);
        WardAct ward = new WardAct(plant);
        acts.add(new Act("qualified cold chain", delivery::qualify));
        acts.add(new Act("shipment", delivery::send));
        acts.add(new Act("receipt at the hospital", delivery::receive));
        acts.add(new Act("patients", ward::prepare));
        WardAct.TREATMENTS
                .forEach(treatment -> acts.add(new Act("patient " + treatment.patient(), () -> ward.treat(treatment))));
        acts.add(new Act("end of the shipment", delivery::close));
    }

    /** The standards of the seed, approved together by QA and the quality head. */
    private static void approveStandards(Plant plant) {
        StandardRegister register = plant.the(StandardRegister.class);
        List<Long> drafts = register.list().stream()
                .filter(version -> version.standing() == StandardRegister.Standing.DRAFT)
                .map(StandardRegister.Version::id).toList();
        Instant from = plant.now();
        long approval = register.propose(plant.as("QA-1"), drafts, from, "首批标准，项目启动");
        for (String signer : List.of("QA-1:QA", "QH-1:QUALITY_HEAD")) {
            String[] parts = signer.split(":");
            register.sign(plant.as(parts[0]), StandardRegister.APPROVAL, approval,
                    plant.entry(parts[0], parts[1], register.panel(StandardRegister.APPROVAL, approval).orElse(null)));
        }
    }
}
