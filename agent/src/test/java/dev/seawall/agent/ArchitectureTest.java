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

    @Test
    void nativeCallsStayInTheSensor() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.seawall.agent.sensor..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign..")
                .because("native memory can crash the process: one place, read twice")
                .check(MODULE);
    }

    @Test
    void sensorKnowsNoRules() {
        noClasses()
                .that()
                .resideInAPackage("dev.seawall.agent.sensor..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.seawall.engine.rule..", "dev.seawall.agent.watch..", "dev.seawall.agent.activity..")
                .because("what the kernel says and what it means are two things")
                .check(MODULE);
    }
}
