package dev.seawall.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The walls between the packages of the engine. */
final class ArchitectureTest {
    private static final String ROOT = "dev.seawall.engine.";
    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.seawall.engine");

    @Test
    void theModelKnowsNothingButTheJdk() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "model..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(ROOT + "model..", "java..", "org.jspecify..")
                .because("the words of Seawall must outlive every library and every format")
                .check(ENGINE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + "(*)..")
                .should()
                .beFreeOfCycles()
                .because("a reader must be able to understand one package before the next")
                .check(ENGINE);
    }

    @Test
    void onlyNetOpensSockets() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "net..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.net\\.(Socket|ServerSocket|URLConnection|HttpURLConnection|UnixDomainSocketAddress)"
                                + "|java\\.nio\\.channels\\.(SocketChannel|ServerSocketChannel)|java\\.net\\.http\\..*Client.*")
                .because("proxies, certificates, retries and credentials are settled in one place")
                .check(ENGINE);
    }

    @Test
    void nativeCallsStayInNamedPackages() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "nativelib..", ROOT + "advisory..", ROOT + "files..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign..")
                .because("native memory can crash the process: few places, each read twice")
                .check(ENGINE);
    }

    @Test
    void pluginsDoNotKnowTheScan() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "ecosystem..", ROOT + "detect..", ROOT + "version..", ROOT + "format..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "scan..", ROOT + "image..", ROOT + "net..", ROOT + "report..", ROOT + "policy..")
                .because("a plug-in is a pure function of bytes")
                .check(ENGINE);
    }

    @Test
    void namesSayWhatAThingIs() {
        List<String> vague = ENGINE.stream()
                .filter(JavaClass::isTopLevelClass)
                .map(JavaClass::getSimpleName)
                .filter(name -> name.matches(".+(Util|Utils|Helper|Manager|Impl|Service|Processor|Handler)$"))
                .sorted()
                .toList();
        assertTrue(vague.isEmpty(), "these names say nothing about the thing: " + vague);
    }
}
