package org.stroma.app.material;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stroma.app.database.Refusal;

/**
 * One component of a material.
 *
 * @param species of animal components; null otherwise
 * @param pooled whether it comes from several human donors, platelet lysate for example
 */
public record Component(String name, Nature nature, @Nullable String species, boolean pooled) {

    /** What a component is made from. */
    public enum Nature {
        HUMAN_BLOOD, HUMAN, ANIMAL_SERUM, ANIMAL, RECOMBINANT, CHEMICAL, PLANT, MICROBIAL, POLYMER;

        boolean human() {
            return this == HUMAN || this == HUMAN_BLOOD;
        }

        boolean animal() {
            return this == ANIMAL || this == ANIMAL_SERUM;
        }
    }

    /** The family whose class follows from its components. */
    public static final String MEDIUM = "MEDIUM";

    /**
     * The class of Table 3 that judges a material: of a medium the row that its components decide, of everything else its
     * family. Animal components other than serum put a medium into the row of serum, the strictest of the three.
     *
     * @throws Refusal {@code material.mixed-medium} when a medium has human and animal components: no row asks for the
     *     evidence of both, so they are registered as two materials
     */
    public static String materialClass(String family, Collection<Component> components) {
        if (!family.equals(MEDIUM)) {
            return family;
        }
        boolean human = components.stream().anyMatch(each -> each.nature().human());
        boolean animal = components.stream().anyMatch(each -> each.nature().animal());
        if (human && animal) {
            throw new Refusal("material.mixed-medium", Map.of("components",
                    String.join(", ", components.stream().map(Component::name).toList())));
        }
        return animal ? "MEDIUM_FBS" : human ? "MEDIUM_HUMAN_BLOOD" : "CULTURE_MEDIUM_CDM";
    }

    static boolean anyAnimal(List<Component> components) {
        return components.stream().anyMatch(each -> each.nature().animal());
    }

    static boolean anyBlood(List<Component> components) {
        return components.stream().anyMatch(each -> each.nature() == Nature.HUMAN_BLOOD);
    }

    static boolean anyPooled(List<Component> components) {
        return components.stream().anyMatch(Component::pooled);
    }

    /** One component as one text, as the inputs of derived facts name it. */
    String asInput() {
        return name + " (" + nature + (species == null ? "" : ", " + species) + (pooled ? ", pooled" : "") + ")";
    }
}
