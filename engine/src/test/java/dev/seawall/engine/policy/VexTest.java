package dev.seawall.engine.policy;

import static dev.seawall.engine.policy.JudgeTest.TODAY;
import static dev.seawall.engine.policy.JudgeTest.finding;
import static dev.seawall.engine.policy.JudgeTest.report;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.Fuzz;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Fix;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.model.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VexTest {
    private static final String OPENVEX = """
            {"@context":"https://openvex.dev/ns/v0.2.0","@id":"x","author":"a","timestamp":"2026-01-01T00:00:00Z","version":1,
             "statements":[{"vulnerability":{"name":"CVE-2024-1"},"products":[{"@id":"PRODUCT"}],"status":"not_affected",
             "justification":"vulnerable_code_not_in_execute_path"}]}
            """;
    private static final String CYCLONEDX = """
            {"bomFormat":"CycloneDX","specVersion":"1.5","components":[{"bom-ref":"ref-1","name":"libssl3","purl":"pkg:deb/debian/libssl3@3.0.11-1?arch=arm64"}],
             "vulnerabilities":[{"id":"CVE-2024-1","analysis":{"state":"false_positive","detail":"no"},"affects":[{"ref":"urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#ref-1"}]}]}
            """;
    private static final String CSAF = """
            {"document":{"category":"csaf_vex"},"product_tree":{"branches":[{"category":"vendor","name":"v","branches":[
              {"category":"product_version","name":"p","product":{"product_id":"P","name":"p","product_identification_helper":{"purl":"pkg:deb/debian/libssl3@3.0.11-1"}}},
              {"category":"product_name","name":"d","product":{"product_id":"D","name":"d"}}]}],
              "relationships":[{"category":"default_component_of","product_reference":"P","relates_to_product_reference":"D","full_product_name":{"product_id":"D:P","name":"p in d"}}]},
             "vulnerabilities":[{"cve":"CVE-2024-1","product_status":{"known_not_affected":["D:P"]},"flags":[{"label":"component_not_present","product_ids":["D:P"]}]}]}
            """;

    private static Judgement judge(String document) {
        List<VexStatement> vex = Vex.read("v.json", document.getBytes(StandardCharsets.UTF_8));
        return Judge.judgement(
                report(finding("CVE-2024-1", Severity.HIGH, Fix.State.FIXED)),
                JudgeOptions.REPORT_ALL.withVex(vex),
                TODAY);
    }

    private static String outcome(String document) {
        Finding f = judge(document).report().findings().getFirst();
        return f.status().label() + (f.reason().isEmpty() ? "" : " " + f.reason());
    }

    @Test
    void differencesThatDoNotMatterDoNotPreventAMatch() {
        for (String product : List.of(
                "pkg:deb/debian/libssl3@3.0.11-1?arch=arm64&distro=debian-11",
                        "pkg:deb/debian/libssl3@3.0.11-1?os_name=debian&os_version=12&os_distro=bookworm",
                "pkg:deb/debian/libssl3", "pkg:deb/debian/libssl3@3.0.11-1?epoch=0&upstream=openssl",
                "pkg:oci/web?repository_url=registry.example.org%2Fshop",
                        "pkg:oci/web@sha256:" + "0".repeat(64) + "?tag=1.4")) {
            assertEquals(
                    "not-affected VEX v.json: not affected, vulnerable_code_not_in_execute_path",
                    outcome(OPENVEX.replace("PRODUCT", product)),
                    product);
        }
    }

    @Test
    void aNearMissIsSaid() {
        Judgement judgement = judge(OPENVEX.replace("PRODUCT", "pkg:deb/debian/libssl3@3.0.10-1"));
        assertEquals("open", judgement.report().findings().getFirst().status().label());
        assertEquals(1, judgement.warnings().size());
        assertTrue(
                judgement.warnings().getFirst().contains("version 3.0.10-1 is not 3.0.11-1"),
                judgement.warnings().getFirst());
        assertEquals(
                List.of(),
                judge(OPENVEX.replace("PRODUCT", "pkg:deb/debian/zlib1g@1")).warnings());
    }

    @Test
    void partsOfAnImage() {
        String parts = OPENVEX.replace(
                "{\"@id\":\"PRODUCT\"}",
                "{\"@id\":\"pkg:oci/web\",\"subcomponents\":[{\"@id\":\"pkg:deb/debian/libssl3\"}]}");
        assertTrue(outcome(parts).startsWith("not-affected"));
        assertEquals("open", outcome(parts.replace("oci/web", "oci/other")));
        assertEquals("open", outcome(parts.replace("libssl3", "zlib1g")));
    }

    @Test
    void theLatestStatementCounts() {
        String two = OPENVEX.replace("PRODUCT", "pkg:deb/debian/libssl3")
                .replace(
                        "\"statements\":[",
                        "\"statements\":[{\"vulnerability\":\"CVE-2024-1\",\"timestamp\":\"2026-02-01T00:00:00Z\",\"products\":[\"pkg:deb/debian/libssl3\"],\"status\":\"affected\"},");
        assertEquals("open", outcome(two));
        assertTrue(outcome(two.replace("2026-02-01", "2025-02-01")).startsWith("not-affected"));
    }

    @Test
    void cycloneDxAndCsaf() {
        assertEquals("not-affected VEX v.json: not affected, no", outcome(CYCLONEDX));
        assertEquals("not-affected VEX v.json: not affected, component_not_present", outcome(CSAF));
        assertEquals("open", outcome(CSAF.replace("known_not_affected", "known_affected")));
        assertEquals("open", outcome(CYCLONEDX.replace("false_positive", "exploitable")));
    }

    @Test
    void golangPlusSignsInPurls() {
        var wanted = dev.seawall.engine.model.Purl.parse("pkg:golang/k8s.io/api@v0.1.0%2Bincompatible");
        var found = dev.seawall.engine.model.Purl.parse("pkg:golang/k8s.io/api@0.1.0+incompatible");
        assertEquals(PurlMatch.Fit.YES, PurlMatch.fit(wanted, found));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThrows(SeawallException.class, () -> judge("{}"));
        assertThrows(SeawallException.class, () -> judge("[1"));
    }

    @Test
    void damagedDocumentsAreRefusedOrRead() {
        List<byte[]> corpus = new ArrayList<>();
        for (String text : List.of(OPENVEX, CYCLONEDX, CSAF)) {
            corpus.add(text.getBytes(StandardCharsets.UTF_8));
        }
        Fuzz.run(corpus, input -> {
            try {
                Vex.read("v.json", input);
            } catch (SeawallException e) {
                throw new IOException(e);
            }
        });
    }

    @Test
    void damagedIgnoreFilesAndPoliciesAreRefusedOrRead() {
        List<byte[]> corpus = new ArrayList<>();
        for (String text : List.of(
                "vulnerabilities:\n  - id: CVE-1\n    paths: [a/**]\n    expired_at: 2026-01-01\n",
                        "ignore:\n  - vulnerability: CVE-1\n    package: {name: 'a.*'}\n",
                "exceptions:\n  - id: [CVE-1]\n    owner: a\n    reason: b\n    expires: 2026-01-01\n",
                        "rules:\n  - name: a\n    severity: high\n    epss: 0.5\n")) {
            corpus.add(text.getBytes(StandardCharsets.UTF_8));
        }
        Fuzz.run(corpus, input -> {
            try {
                IgnoreFiles.read("x.yaml", input);
                IgnoreFiles.read(".trivyignore", input);
                IgnoreFiles.read(".gitleaksignore", input);
                Policies.read("p.yaml", input);
            } catch (SeawallException e) {
                throw new IOException(e);
            }
        });
    }
}
