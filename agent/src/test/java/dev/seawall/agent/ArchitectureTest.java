package dev.seawall.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The walls of this module. */
final class ArchitectureTest {
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.seawall.agent");

    @Test
    void agentAndServerNeverMeet() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.seawall.server..", "dev.seawall.cli..")
                .because("agent and server exchange records of engine.wire and are installed on different machines")
                .allowEmptyShould(true)
                .check(MODULE);
    }
}
