package dev.seawall.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The walls of this module. */
final class ArchitectureTest {
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.seawall.server");

    @Test
    void agentAndServerNeverMeet() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.seawall.agent..", "dev.seawall.cli..")
                .because("agent and server exchange records of engine.wire and are installed on different machines")
                .allowEmptyShould(true)
                .check(MODULE);
    }

    @Test
    void nobodyReachesIntoTheRegistryGuard() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.seawall.server.registry..", "dev.seawall.server")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.seawall.server.registry..")
                .because(
                        "the guard is one capability, wired by Modules alone; what others share with it is server.judge")
                .check(MODULE);
    }

    @Test
    void theJudgeKnowsNobodyWhoAsksIt() {
        noClasses()
                .that()
                .resideInAPackage("dev.seawall.server.judge..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.seawall.server.registry..",
                        "dev.seawall.server.admission..",
                        "dev.seawall.server.auth..",
                        "dev.seawall.server.store..",
                        "io.helidon..")
                .because("gate, admission and Docker's plugin get the same answer from it")
                .check(MODULE);
    }

    @Test
    void accessKnowsNoHttp() {
        noClasses()
                .that()
                .resideInAPackage("dev.seawall.server.registry.access..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.helidon..", "dev.seawall.server.registry.gate..")
                .because("rights and tokens are decided the same whatever brings the question")
                .check(MODULE);
    }

    @Test
    void sqlStaysInTheStores() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.seawall.server.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.sqlite..", "org.postgresql..", "com.zaxxer..")
                .because(
                        "a feature declares the narrow store it needs; which database keeps it is nobody else's business")
                .check(MODULE);
    }

    @Test
    void featuresDoNotKnowWhoServesThem() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.seawall.server.auth..",
                        "dev.seawall.server.audit..",
                        "dev.seawall.server.inventory..",
                        "dev.seawall.server.policy..",
                        "dev.seawall.server.job..",
                        "dev.seawall.server.events..",
                        "dev.seawall.server.agents..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.seawall.server.api..",
                        "dev.seawall.server.module..",
                        "dev.seawall.server.store.sql..",
                        "dev.seawall.server.store.embedded..",
                        "dev.seawall.server.store.postgres..",
                        "io.helidon..")
                .because("identity, audit and findings outlive the HTTP library and the database")
                .check(MODULE);
    }
}
