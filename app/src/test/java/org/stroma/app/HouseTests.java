package org.stroma.app;

import static org.assertj.core.api.Assertions.assertThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.stroma.app.database.Migrations;

/** The shape of the house: its modules, who may use whom, and what every handler must state. */
class HouseTests {
    private static final Path ROOT = Path.of(System.getProperty("stroma.root", ".."));
    private static final ApplicationModules MODULES = ApplicationModules.of(StromaApplication.class);
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.stroma.app");

    @Test
    void modulesUseOnlyWhatTheyMay() {
        MODULES.verify();
    }

    @Test
    void modulesAreTheOnesWeKnow() {
        List<String> names = MODULES.stream().map(module -> module.getIdentifier().toString()).sorted().toList();

        assertThat(names).containsExactlyElementsOf(KNOWN);
    }

    @Test
    void everySchemaBelongsToAModule() {
        // The two vaults are one module with two schemas, so that neither role can see the other's.
        assertThat(KNOWN).containsAll(Migrations.modules().stream()
                .map(schema -> schema.endsWith("_vault") ? "vault" : schema).toList());
    }

    @Test
    void everyHandlerStatesWhoMayCallIt() {
        methods().that().areAnnotatedWith(GetMapping.class).or().areAnnotatedWith(PostMapping.class)
                .or().areAnnotatedWith(PutMapping.class).or().areAnnotatedWith(DeleteMapping.class)
                .should().beAnnotatedWith(PreAuthorize.class)
                .because("everything is denied unless a handler says who may call it").check(CLASSES);
    }

    @Test
    void modulesTellTheTimeByThePlantClock() {
        noClasses().that().resideOutsideOfPackages("..ledger..", "..people..", "..cli..", "..database..")
                .should().callMethod(java.time.Instant.class, "now")
                .orShould().callMethod(java.time.LocalDate.class, "now")
                .because("plant time comes from one clock that a demonstration can move").check(CLASSES);
    }

    /** {@code docs/modules.md} is what the code says; {@code -Dstroma.write=true} writes it anew. */
    @Test
    void theDrawingOfTheModulesIsTrue() throws IOException {
        Path page = ROOT.resolve("docs/modules.md");
        String drawn = drawing();
        if (Boolean.getBoolean("stroma.write")) {
            Files.writeString(page, drawn);
        }

        assertThat(page).content().isEqualTo(drawn);
    }

    private static String drawing() throws IOException {
        Map<String, Set<String>> uses = new TreeMap<>();
        MODULES.forEach(module -> uses.put(module.getIdentifier().toString(), module.getDirectDependencies(MODULES)
                .stream().map(dependency -> dependency.getTargetModule().getIdentifier().toString())
                .collect(Collectors.toCollection(TreeSet::new))));
        StringBuilder text = new StringBuilder(
                """
                        # Modules

                        Drawn by the build from the code (`HouseTests`). An arrow means "uses"; an arrow that follows from two others is left out. There is no circle:
                        the build fails on one. Pages of single modules: `docs/modules/`.

                        ```mermaid
                        flowchart TD
                        """);
        uses.forEach((module, used) -> used.stream().filter(other -> used.stream()
                .noneMatch(between -> !between.equals(other) && reaches(uses, between, other)))
                .forEach(other -> text.append("    ").append(module).append(" --> ").append(other).append('\n')));
        text.append("```\n\n| module | what it is for | uses |\n| --- | --- | --- |\n");
        for (Map.Entry<String, Set<String>> module : uses.entrySet()) {
            text.append("| ").append(module.getKey()).append(" | ").append(purpose(module.getKey())).append(" | ")
                    .append(String.join(", ", module.getValue())).append(" |\n");
        }
        return text.toString();
    }

    private static boolean reaches(Map<String, Set<String>> uses, String from, String to) {
        return uses.getOrDefault(from, Set.of()).stream()
                .anyMatch(next -> next.equals(to) || reaches(uses, next, to));
    }

    private static String purpose(String module) throws IOException {
        String source = Files
                .readString(ROOT.resolve("app/src/main/java/org/stroma/app/" + module + "/package-info.java"));
        return source.substring(source.indexOf("/**") + 3, source.indexOf("*/")).replaceAll("\\s*\\n\\s*\\*?\\s*", " ")
                .strip();
    }

    private static final List<String> KNOWN = List.of("accounts", "bank", "batch", "cli", "clinic", "database", "demo",
            "distribution", "donor", "evidence", "gate",
            "genealogy", "home", "laboratory", "ledger", "material", "people", "product", "quality", "release", "shell",
            "standard", "vault");
}
