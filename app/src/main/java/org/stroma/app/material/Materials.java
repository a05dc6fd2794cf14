package org.stroma.app.material;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.Signing;
import org.stroma.app.standard.StandardShelf;
import org.stroma.app.standard.Texts;

/** The master of materials: what they are, what they consist of, and their signed risk level. */
@Service
public class Materials {
    /** The record type under which assessments are signed. */
    public static final String RECORD = "material-assessment";
    static final String STANDARD = "material-release";

    private static final String INSERT = """
            insert into material.material (code, name_zh, name_en, family, measure, storage, reorder)
            values (:code, :nameZh, :nameEn, :family, :measure, :storage, :reorder)""";
    private static final String COMPONENT = """
            insert into material.component (material, name, nature, species, pooled) values (:material, :name, :nature, :species, :pooled)""";
    private static final String REORDER = "update material.material set reorder = :reorder, storage = :storage where code = :code";
    private static final String LIST = "select code, name_zh, name_en, family, measure, storage, reorder, active from material.material order by code";
    private static final String COMPONENTS = "select material, name, nature, species, pooled from material.component order by material, name";
    private static final String ASSESS = """
            select material.assess(:material, :level, :origin, :process, :toxicity, :adventitious, :reviewOn, :titleZh, :titleEn)""";
    private static final String ASSESSMENTS = """
            select a.id, a.material, a.level, a.origin, a.process, a.toxicity, a.adventitious, a.review_on, f.id is not null as in_force
              from material.assessment a left join material.assessment_in_force f on f.id = a.id
             where cast(:material as text) is null or a.material = :material order by a.id desc""";
    private static final String SETTING = "select value from material.setting where code = :code";
    private static final String SET = "update material.setting set value = :value where code = :code";

    private final JdbcClient jdbc;
    private final Authorship authorship;
    private final Signing signing;
    private final StandardShelf shelf;
    private final PlantClock clock;

    Materials(JdbcClient jdbc, Authorship authorship, Signing signing, StandardShelf shelf, PlantClock clock) {
        this.jdbc = jdbc;
        this.authorship = authorship;
        this.signing = signing;
        this.shelf = shelf;
        this.clock = clock;
    }

    /**
     * A material of the master.
     *
     * @param family MEDIUM, or a class of Table 3 and the added classes
     * @param measure UCUM unit in which it is kept
     * @param reorder stock below which it is ordered again, in that unit; zero for none
     */
    public record Material(String code, String nameZh, String nameEn, String family, String measure, String storage,
            BigDecimal reorder, List<Component> components) {
        public Material {
            components = List.copyOf(components);
        }

        /** The class of Table 3 that judges its lots. */
        public String materialClass() {
            return Component.materialClass(family, components);
        }
    }

    /**
     * A risk assessment.
     *
     * @param level L1 to L4
     * @param reviewOn the last day on which it holds
     */
    public record Assessment(long id, String material, String level, String origin, String process, String toxicity,
            String adventitious, LocalDate reviewOn, boolean inForce) {}

    /** What an assessor enters. */
    public record NewAssessment(String level, String origin, String process, String toxicity, String adventitious,
            LocalDate reviewOn) {}

    /** Adds a material with its components; its class must be one that the standard knows. */
    public void create(Actor actor, Material material) {
        String materialClass = material.materialClass();
        if (!classes().containsKey(materialClass)) {
            throw new Refusal("material.unknown-class", Map.of("class", materialClass));
        }
        if (material.family().equals(Component.MEDIUM) && material.components().isEmpty()) {
            throw new Refusal("material.no-components", Map.of("material", material.code()));
        }
        if (find(material.code()).isPresent()) {
            throw new Refusal("ST041", Map.of("detail", material.code()));
        }
        authorship.write(actor, "new material " + material.code(), () -> {
            jdbc.sql(INSERT).param("code", material.code()).param("nameZh", material.nameZh())
                    .param("nameEn", material.nameEn()).param("family", material.family())
                    .param("measure", material.measure()).param("storage", material.storage())
                    .param("reorder", material.reorder()).update();
            for (Component component : material.components()) {
                jdbc.sql(COMPONENT).param("material", material.code()).param("name", component.name())
                        .param("nature", component.nature().name())
                        .param("species", component.species(), Types.VARCHAR).param("pooled", component.pooled())
                        .update();
            }
            return true;
        });
    }

    /** Changes how much is kept and where. */
    public void plan(Actor actor, String code, BigDecimal reorder, String storage, String reason) {
        get(code);
        authorship.write(actor, reason, () -> jdbc.sql(REORDER).param("code", code).param("reorder", reorder)
                .param("storage", storage).update());
    }

    /** Changes a setting of this module; the quality head only. */
    public void set(Actor actor, String setting, BigDecimal value, String reason) {
        authorship.write(actor, reason,
                () -> jdbc.sql(SET).param("code", setting).param("value", value).update());
    }

    BigDecimal setting(String code) {
        return jdbc.sql(SETTING).param("code", code).query(BigDecimal.class).single();
    }

    public List<Material> list() {
        Map<String, List<Component>> components = jdbc.sql(COMPONENTS).query((row, _) -> Map.entry(
                row.getString("material"),
                new Component(row.getString("name"), Component.Nature.valueOf(row.getString("nature")),
                        row.getString("species"), row.getBoolean("pooled"))))
                .list().stream().collect(Collectors.groupingBy(Map.Entry::getKey,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return jdbc.sql(LIST).query((row, _) -> new Material(row.getString("code"), row.getString("name_zh"),
                row.getString("name_en"), row.getString("family"), row.getString("measure"), row.getString("storage"),
                row.getBigDecimal("reorder"), components.getOrDefault(row.getString("code"), List.of()))).list();
    }

    public Optional<Material> find(String code) {
        return list().stream().filter(material -> material.code().equals(code)).findFirst();
    }

    public Material get(String code) {
        return find(code).orElseThrow(() -> new Refusal("not-found", Map.of("material", code)));
    }

    /** The classes that the standard in force knows, with their names. */
    public Map<String, Texts> classes() {
        return shelf.effective(STANDARD, clock.instant()).characteristics().stream()
                .filter(each -> each.code().equals("material_class")).flatMap(each -> each.choices().stream())
                .collect(Collectors.toMap(choice -> choice.code(), choice -> choice.name(), (a, _) -> a,
                        java.util.LinkedHashMap::new));
    }

    /** Writes an assessment and puts it before supplier quality and QA, two different people; returns its number. */
    public long assess(Actor actor, String material, NewAssessment assessment) {
        Material about = get(material);
        return authorship.write(actor, "risk assessment of " + material, () -> jdbc.sql(ASSESS)
                .param("material", material).param("level", assessment.level()).param("origin", assessment.origin())
                .param("process", assessment.process()).param("toxicity", assessment.toxicity())
                .param("adventitious", assessment.adventitious()).param("reviewOn", assessment.reviewOn())
                .param("titleZh", "物料风险评估 · " + about.nameZh() + " · " + assessment.level().substring(1) + "级")
                .param("titleEn", "Risk assessment · " + about.nameEn() + " · level " + assessment.level().substring(1))
                .query(Long.class).single());
    }

    /** Signs an assessment; with the second signature it is in force. */
    public Signing.Panel sign(Actor session, long assessment, Signing.Entry entry) {
        return signing.sign(session, RECORD, Long.toString(assessment), entry);
    }

    public Signing.Panel panel(long assessment) {
        return signing.panel(RECORD, Long.toString(assessment)).orElseThrow(() -> new Refusal("not-found"));
    }

    /** Assessments, newest first; of one material, or of all when it is null. */
    public List<Assessment> assessments(@Nullable String material) {
        return jdbc.sql(ASSESSMENTS).param("material", material, Types.VARCHAR)
                .query((row, _) -> assessment(row)).list();
    }

    /** Of each material the newest assessment, if it still waits for a signature that the actor may give. */
    public List<Assessment> waitingFor(Actor actor) {
        Set<String> seen = new HashSet<>();
        return assessments(null).stream().filter(each -> seen.add(each.material())).filter(each -> !each.inForce())
                .filter(each -> waits(actor, panel(each.id()))).toList();
    }

    private static boolean waits(Actor actor, Signing.Panel panel) {
        return panel.open() && panel.slots().stream().anyMatch(slot -> slot.given() == null && actor.has(slot.role()));
    }

    private static Assessment assessment(ResultSet row) throws SQLException {
        return new Assessment(row.getLong("id"), row.getString("material"), row.getString("level"),
                row.getString("origin"), row.getString("process"), row.getString("toxicity"),
                row.getString("adventitious"), row.getObject("review_on", LocalDate.class),
                row.getBoolean("in_force"));
    }
}
