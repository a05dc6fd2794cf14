package org.stroma.app.material;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;

/** Solutions prepared in house (OP-005): recipes, preparation, how long they live and how long they live opened. */
@Service
public class Solutions {
    private static final String RECIPE = """
            insert into material.recipe (code, version, name_zh, name_en, components, life_hours, open_hours, storage, filtered, study)
            values (:code, (select coalesce(max(version), 0) + 1 from material.recipe where code = :code), :nameZh, :nameEn, :components, :life, :open, :storage, :filtered, :study)
            returning version""";
    private static final String RECIPES = """
            select distinct on (code) code, version, name_zh, name_en, components, life_hours, open_hours, storage, filtered, study
              from material.recipe order by code, version desc""";
    private static final String DESCRIBE = """
            insert into material.solution (unit, recipe, version, samples) select id, :recipe, :version, :samples from genealogy.unit where code = :code""";
    private static final String SOLUTIONS = """
            select u.code, s.recipe, s.version, r.name_zh, r.name_en, r.storage, r.open_hours, s.samples,
                   (select min(o.started_at) from genealogy.input i join genealogy.operation o on o.id = i.operation where i.unit = u.id and i.to_state = 'IN_USE') as opened_at,
                   (select string_agg(x.code, ' ' order by x.code) from genealogy.input i join genealogy.unit x on x.id = i.unit where i.operation = u.made_by) as parts,
                   material.outstanding(u.id) as outstanding
              from material.solution s join genealogy.unit u on u.id = s.unit join material.recipe r on r.code = s.recipe and r.version = s.version
             where cast(:code as text) is null or u.code = :code order by u.id desc""";

    private final JdbcClient jdbc;
    private final Authorship authorship;
    private final Door door;
    private final Units units;
    private final PlantClock clock;
    private final Materials materials;

    Solutions(JdbcClient jdbc, Authorship authorship, Door door, Units units, PlantClock clock, Materials materials) {
        this.jdbc = jdbc;
        this.authorship = authorship;
        this.door = door;
        this.units = units;
        this.clock = clock;
        this.materials = materials;
    }

    /**
     * How a solution is prepared.
     *
     * @param components codes of the materials it is made of, each from one lot or more
     * @param life its own shown life, from the end of preparation
     * @param open how long it may be used after it was first opened
     * @param study where life and open life were shown
     */
    public record Recipe(String code, int version, String nameZh, String nameEn, List<String> components,
            Duration life, Duration open, String storage, boolean filtered, String study) {
        public Recipe {
            components = List.copyOf(components);
        }
    }

    /** A part of a lot that goes into a solution, in the lot's unit of measure. */
    public record Part(String lot, BigDecimal quantity) {}

    /**
     * A preparation.
     *
     * @param samples codes of the sterility and endotoxin samples taken of it; none means that G3 stays open
     * @param parameters of the process as they were read: filter lot, pH, osmolality …
     */
    public record Preparation(String code, String recipe, Operation.Amount amount, List<Part> parts,
            List<String> samples, @Nullable String position, Map<String, String> parameters) {
        public Preparation {
            parts = List.copyOf(parts);
            samples = List.copyOf(samples);
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * A solution as its page shows it.
     *
     * @param openedAt first use; null before it
     * @param openUntil last moment of use after opening; null before it
     */
    public record Solution(Units.Unit unit, String recipe, int version, String nameZh, String nameEn, String storage,
            List<String> samples, List<String> parts, @Nullable Instant openedAt, @Nullable Instant openUntil,
            BigDecimal outstanding) {
        public BigDecimal available() {
            BigDecimal remaining = unit.remaining();
            return remaining == null ? BigDecimal.ZERO : remaining.subtract(outstanding).max(BigDecimal.ZERO);
        }
    }

    /** Adds a version of a recipe of known materials; its number is given by the database and returned. */
    public int define(Actor actor, Recipe recipe) {
        recipe.components().forEach(materials::get);
        return authorship.write(actor, "recipe " + recipe.code() + ": " + recipe.study(),
                () -> jdbc.sql(RECIPE).param("code", recipe.code()).param("nameZh", recipe.nameZh())
                        .param("nameEn", recipe.nameEn())
                        .param("components", recipe.components().toArray(String[]::new))
                        .param("life", recipe.life().toHours()).param("open", recipe.open().toHours())
                        .param("storage", recipe.storage()).param("filtered", recipe.filtered())
                        .param("study", recipe.study()).query(Integer.class).single());
    }

    /** The newest version of every recipe. */
    public List<Recipe> recipes() {
        return jdbc.sql(RECIPES).query((row, _) -> recipe(row)).list();
    }

    private Recipe recipe(String code) {
        return recipes().stream().filter(each -> each.code().equals(code)).findFirst()
                .orElseThrow(() -> new Refusal("not-found", Map.of("recipe", code)));
    }

    /** When a solution that is finished at an instant will expire: with its first component, or its own life. */
    public Instant expiry(Recipe recipe, List<Part> parts, Instant finished) {
        return parts.stream().map(part -> units.get(part.lot()).expiresAt())
                .flatMap(java.util.stream.Stream::ofNullable)
                .reduce(finished.plus(recipe.life()), (a, b) -> a.isBefore(b) ? a : b);
    }

    /** Prepares a solution into quarantine; its expiry is computed, never entered. Verified by a second person. */
    public long prepare(Actor actor, Preparation preparation, Door.Verifier verifier) {
        Recipe recipe = recipe(preparation.recipe());
        Instant now = clock.instant();
        Operation operation = Operation.of("OP-005", now, now).parameter("recipe", recipe.code())
                .parameter("recipe_version", recipe.version())
                .out(Operation.Made.of("solution", "SOLUTION", preparation.code()).with(preparation.amount())
                        .expiring(expiry(recipe, preparation.parts(), now)).at(preparation.position())
                        .describedBy(Map.of("recipe", recipe.code())));
        preparation.parts().forEach(part -> operation.in("material", part.lot(), part.quantity()));
        preparation.samples().forEach(sample -> operation
                .out(Operation.Made.of("sample", "SAMPLE", sample).describedBy(Map.of("of", preparation.code()))));
        preparation.parameters().forEach(operation::parameter);
        return door.perform(actor, operation, verifier,
                () -> jdbc.sql(DESCRIBE).param("code", preparation.code()).param("recipe", recipe.code())
                        .param("version", recipe.version())
                        .param("samples", preparation.samples().toArray(String[]::new)).update());
    }

    /** Ends a solution (OP-006): CONSUMED, its rest discarded, or EXPIRED. */
    public long end(Actor actor, String code, String state, String reason, Door.Verifier verifier) {
        Solution solution = get(actor, code);
        Instant now = clock.instant();
        Operation operation = Operation.of("OP-006", now, now)
                .in("solution", code, null, state, solution.unit().revision()).note(reason);
        BigDecimal rest = solution.unit().remaining();
        if (state.equals("CONSUMED") && rest != null && rest.signum() > 0) {
            operation.fate(code, Operation.Fate.DISCARD, rest, reason);
        }
        return door.perform(actor, operation, verifier);
    }

    public Solution get(Actor actor, String code) {
        Units.Unit unit = Sight.seen(actor, units.get(code));
        return jdbc.sql(SOLUTIONS).param("code", code).query((row, _) -> solution(unit, row)).optional()
                .orElseThrow(() -> new Refusal("not-found", Map.of("unit", code)));
    }

    /** Solutions the actor may see, newest first. */
    public List<Solution> list(Actor actor) {
        Map<String, Units.Unit> known = new LinkedHashMap<>();
        units.list("SOLUTION", null, null, 10_000).stream().filter(unit -> Sight.sees(actor, unit))
                .forEach(unit -> known.put(unit.code(), unit));
        List<Solution> solutions = new ArrayList<>();
        jdbc.sql(SOLUTIONS).param("code", null, java.sql.Types.VARCHAR).query(row -> {
            Units.Unit unit = known.get(row.getString("code"));
            if (unit != null) {
                solutions.add(solution(unit, row));
            }
        });
        return solutions;
    }

    private static Solution solution(Units.Unit unit, ResultSet row) throws SQLException {
        java.sql.Timestamp opened = row.getTimestamp("opened_at");
        Instant at = opened == null ? null : opened.toInstant();
        String parts = row.getString("parts");
        return new Solution(unit, row.getString("recipe"), row.getInt("version"), row.getString("name_zh"),
                row.getString("name_en"), row.getString("storage"),
                Arrays.asList((String[]) row.getArray("samples").getArray()),
                parts == null ? List.of() : List.of(parts.split(" ", -1)), at,
                at == null ? null : at.plus(Duration.ofHours(row.getInt("open_hours"))),
                row.getBigDecimal("outstanding"));
    }

    private static Recipe recipe(ResultSet row) throws SQLException {
        return new Recipe(row.getString("code"), row.getInt("version"), row.getString("name_zh"),
                row.getString("name_en"), Arrays.asList((String[]) row.getArray("components").getArray()),
                Duration.ofHours(row.getInt("life_hours")), Duration.ofHours(row.getInt("open_hours")),
                row.getString("storage"), row.getBoolean("filtered"), row.getString("study"));
    }
}
