package org.stroma.app;

import static org.assertj.core.api.Assertions.assertThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
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

    private static final List<String> KNOWN = List.of("accounts", "bank", "batch", "cli", "clinic", "database", "demo",
            "distribution", "donor", "evidence", "gate",
            "genealogy", "home", "laboratory", "ledger", "material", "people", "product", "quality", "release", "shell",
            "standard", "vault");
}
