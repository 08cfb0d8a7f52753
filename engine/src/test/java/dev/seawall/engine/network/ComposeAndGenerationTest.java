package dev.seawall.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.format.Located;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ComposeAndGenerationTest {
    private static final String OUTSIDE = "0.0.0.0-255.255.255.255[External]";

    @TempDir
    Path folder;

    private Path resource(String name) throws IOException {
        try (InputStream in = ComposeAndGenerationTest.class.getResourceAsStream(name)) {
            return Files.write(folder.resolve(name), in == null ? new byte[0] : in.readAllBytes());
        }
    }

    private static Set<String> pairs(NetworkAnalysis analysis) {
        Set<String> out = new TreeSet<>();
        analysis.connections()
                .forEach(c -> c.ports().forEach(port -> out.add(c.from() + " => " + c.to() + " : " + port)));
        return out;
    }

    @Test
    void composeServicesReachWhatTheirNetworksJoin() throws IOException {
        Set<String> found = pairs(NetworkAnalyzer.analyze(resource("compose.yaml"), true));
        assertTrue(found.contains("shop/app[Compose] => shop/proxy[Compose] : All Connections"), found.toString());
        assertTrue(found.contains("shop/backup[Compose] => shop/db[Compose] : All Connections"));
        assertTrue(found.contains(OUTSIDE + " => shop/proxy[Compose] : TCP 443,8080"), found.toString());
        assertTrue(found.contains("{host} => shop/proxy[Compose] : TCP 9000"));
        assertTrue(found.contains("shop/agent[Compose] => shop/db[Compose] : All Connections"));
        assertFalse(found.stream().anyMatch(pair -> pair.contains("app[Compose] => shop/db")), "no network joins them");
        assertFalse(found.stream().anyMatch(pair -> pair.contains("batch")), "it has no network");
        assertFalse(found.contains("shop/db[Compose] => " + OUTSIDE + " : All Connections"), "data is internal");
        assertFalse(found.stream().anyMatch(pair -> pair.startsWith(OUTSIDE + " => shop/db")), "data is internal");
    }

    @Test
    void nftablesLetInWhatIsPublishedAndAreAcceptedByNft() throws Exception {
        String rules = NetworkAnalyzer.nftables(resource("compose.yaml"));
        assertTrue(rules.contains("meta l4proto tcp ct original proto-dst 80 accept comment \"shop/proxy\""), rules);
        assertFalse(rules.contains("9000"), "bound to the host only");
        assertTrue(rules.contains("iifname \"br-front\" accept"), rules);
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/sbin/nft")), "skipped: nft is not installed");
        Path file = Files.writeString(folder.resolve("rules.nft"), rules);
        Process nft = new ProcessBuilder("/usr/sbin/nft", "-c", "-f", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(nft.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = nft.waitFor();
        Assumptions.assumeFalse(
                said.contains("Operation not permitted"), "skipped: nft may not look at the kernel here");
        assertEquals(0, code, said);
    }

    @Test
    void generatedPoliciesAllowWhatIsNeededAndNothingNew() throws IOException {
        Path before = resource("policies.yaml");
        String generated = NetworkAnalyzer.networkPolicies(before);
        for (Located document : Located.yamlDocuments(generated.getBytes(StandardCharsets.UTF_8))) {
            assertEquals("NetworkPolicy", document.get("kind").text());
        }
        Set<String> all = pairs(NetworkAnalyzer.analyze(before, false));
        String workloads = Files.readString(before).replaceAll("(?s)---\\nkind: NetworkPolicy.*?(?=---)", "");
        Path after = Files.writeString(folder.resolve("after.yaml"), workloads + "\n---\n" + generated);
        Set<String> left = pairs(NetworkAnalyzer.analyze(after, false));
        assertTrue(left.contains("shop[udn]/web[Deployment] => shop[udn]/db[StatefulSet] : TCP 5432"), left.toString());
        assertTrue(left.contains("{ingress-controller} => shop[udn]/web[Deployment] : TCP 8080"), left.toString());
        assertTrue(
                left.contains(OUTSIDE + " => shop[udn]/web[Deployment] : TCP 8080")
                        || left.stream()
                                .anyMatch(pair -> pair.contains("External] => shop[udn]/web[Deployment] : TCP 8080")),
                left.toString());
        List<String> primary = left.stream()
                .filter(pair -> !pair.contains("External") && !pair.endsWith("TCP 1"))
                .toList();
        assertEquals(
                List.of(
                        "shop[udn]/db[StatefulSet] => shop[udn]/web[Deployment] : All Connections",
                        "shop[udn]/web[Deployment] => shop[udn]/db[StatefulSet] : TCP 5432",
                        "{ingress-controller} => shop[udn]/web[Deployment] : TCP 8080"),
                primary,
                "the first is the secondary network, which NetworkPolicies do not govern");
        assertFalse(all.isEmpty());
    }
}
