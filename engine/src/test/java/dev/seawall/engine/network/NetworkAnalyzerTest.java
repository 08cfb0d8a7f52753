package dev.seawall.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NetworkAnalyzerTest {
    private static final String TWO_PODS = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: shop, labels: {app: web}}
            spec: {containers: [{name: c, ports: [{name: http, containerPort: 8080}]}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: db, namespace: shop, labels: {app: db}}
            spec: {containers: [{name: c, ports: [{name: sql, containerPort: 5432}]}]}
            ---
            """;

    @TempDir
    Path folder;

    private List<String> connections(String yaml) throws IOException {
        return connections(analysis(yaml));
    }

    private static List<String> connections(NetworkAnalysis analysis) {
        return analysis.connections().stream()
                .filter(c -> !c.from().contains("External") && !c.to().contains("External"))
                .map(c -> c.from() + " => " + c.to() + " : " + String.join(",", c.ports()))
                .toList();
    }

    private NetworkAnalysis analysis(String yaml) throws IOException {
        Files.writeString(folder.resolve("all.yaml"), yaml);
        return NetworkAnalyzer.analyze(folder, true);
    }

    private String refusal(String yaml) {
        return String.valueOf(
                assertThrows(SeawallException.class, () -> analysis(yaml)).getMessage());
    }

    private static String policy(String spec) {
        return "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: shop}\nspec: "
                + spec + "\n---\n";
    }

    @Test
    void withoutPoliciesEverythingIsOpen() throws IOException {
        assertEquals(
                List.of(
                        "shop/db[Pod] => shop/web[Pod] : All Connections",
                        "shop/web[Pod] => shop/db[Pod] : All Connections"),
                connections(TWO_PODS));
    }

    @Test
    void aPolicyWithoutRulesIsolatesWhatItSelects() throws IOException {
        assertEquals(
                List.of("shop/db[Pod] => shop/web[Pod] : All Connections"),
                connections(TWO_PODS + policy("{podSelector: {matchLabels: {app: db}}}")));
    }

    @Test
    void nullAndEmptySelectorsDiffer() throws IOException {
        String own = policy("{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}");
        String any = policy("{podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}]}");
        String other = TWO_PODS.replace("shop, labels: {app: web}", "other, labels: {app: web}");
        assertEquals(List.of("shop/db[Pod] => other/web[Pod] : All Connections"), connections(other + own));
        assertEquals(2, connections(other + any).size());
    }

    @Test
    void namedPortsAreThoseOfTheDestination() throws IOException {
        String spec = "{podSelector: {}, ingress: [{ports: [{port: sql}, {port: http, protocol: UDP}]}]}";
        assertEquals(List.of("shop/web[Pod] => shop/db[Pod] : TCP 5432"), connections(TWO_PODS + policy(spec)));
    }

    @Test
    void portRangesOfSeveralProtocolsAreSpelledInOrder() throws IOException {
        String spec =
                "{podSelector: {matchLabels: {app: db}}, ingress: [{ports: [{port: 80}, {port: 8000, endPort: 8010},"
                        + " {port: 53, protocol: UDP}, {protocol: SCTP}]}]}";
        assertTrue(connections(TWO_PODS + policy(spec))
                .contains("shop/web[Pod] => shop/db[Pod] : SCTP 1-65535,TCP 80,8000-8010,UDP 53"));
    }

    @Test
    void addressesAreCutAtTheEdgesOfPolicies() throws IOException {
        String spec = "{podSelector: {matchLabels: {app: db}}, policyTypes: [Egress],"
                + " egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}]}]}";
        List<String> outside = analysis(TWO_PODS + policy(spec)).connections().stream()
                .filter(c -> c.from().equals("shop/db[Pod]"))
                .map(Connection::to)
                .toList();
        assertEquals(List.of("10.0.0.0-10.0.255.255[External]", "10.2.0.0-10.255.255.255[External]"), outside);
    }

    @Test
    void adminPoliciesComeBeforeAndBaselineAfter() throws IOException {
        String admin = """
                kind: AdminNetworkPolicy
                metadata: {name: a}
                spec:
                  priority: 5
                  subject: {namespaces: {}}
                  ingress:
                  - {name: allow, action: Allow, from: [{namespaces: {}}], ports: [{portNumber: {port: 80}}]}
                  - {name: pass, action: Pass, from: [{namespaces: {}}], ports: [{portNumber: {port: 81}}]}
                  - {name: deny, action: Deny, from: [{namespaces: {}}], ports: [{portRange: {start: 1, end: 100}}]}
                ---
                kind: BaselineAdminNetworkPolicy
                metadata: {name: default}
                spec:
                  subject: {namespaces: {}}
                  ingress: [{action: Deny, from: [{namespaces: {}}], ports: [{portNumber: {port: 200}}]}]
                ---
                """;
        assertEquals(
                "shop/db[Pod] => shop/web[Pod] : SCTP 1-65535,TCP 80-81,101-199,201-65535,UDP 1-65535",
                connections(TWO_PODS + admin).getFirst());
    }

    @Test
    void everyConnectionNamesItsRules() throws IOException {
        String spec = "{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {}}]}]}";
        Connection found = analysis(TWO_PODS + policy(spec)).connections().stream()
                .filter(c -> c.from().equals("shop/web[Pod]") && c.to().equals("shop/db[Pod]"))
                .findFirst()
                .orElseThrow();
        assertTrue(found.rules().getFirst().startsWith("egress of the source: no policy"), found.toString());
        assertTrue(found.rules().getLast().contains("NetworkPolicy shop/p, ingress rule 1"), found.toString());
        assertTrue(found.rules().getLast().contains("all.yaml:14"), found.toString());
    }

    @Test
    void podsThatPoliciesTellApartAreListedByTheirOwnNames() throws IOException {
        String pods = """
                kind: Pod
                metadata: {name: s-0, labels: {n: "0"}, ownerReferences: [{name: s, kind: StatefulSet, controller: true}]}
                ---
                kind: Pod
                metadata: {name: s-1, labels: {n: "1"}, ownerReferences: [{name: s, kind: StatefulSet, controller: true}]}
                ---
                """;
        assertEquals(List.of("default/s[StatefulSet]"), analysis(pods).peers());
        String spec = policy("{podSelector: {matchLabels: {n: \"1\"}}}").replace("shop", "default");
        assertEquals(List.of("default/s-1[Pod] => default/s-0[Pod] : All Connections"), connections(pods + spec));
    }

    @Test
    void ingressAndGatewayLeadThroughServices() throws IOException {
        String entrances = """
                kind: Service
                metadata: {name: web, namespace: shop}
                spec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}
                ---
                kind: Ingress
                metadata: {name: i, namespace: shop}
                spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
                ---
                kind: HTTPRoute
                metadata: {name: r, namespace: shop}
                spec: {rules: [{backendRefs: [{name: web, port: 80}]}]}
                ---
                kind: Route
                metadata: {name: r, namespace: shop}
                spec: {to: {kind: Service, name: missing}}
                ---
                """;
        NetworkAnalysis analysis = analysis(TWO_PODS + entrances);
        List<String> found = connections(analysis);
        assertTrue(found.contains("{ingress-controller} => shop/web[Pod] : TCP 8080"), found.toString());
        assertTrue(found.contains("{gateway-controller} => shop/web[Pod] : TCP 8080"), found.toString());
        assertTrue(analysis.warnings().toString().contains("no Service shop/missing"));
        NetworkAnalysis blocked = analysis(TWO_PODS + entrances + policy("{podSelector: {}}"));
        assertTrue(connections(blocked).isEmpty());
        assertTrue(
                blocked.warnings().toString().contains("policies block the way"),
                blocked.warnings().toString());
    }

    @Test
    void malformedPoliciesNameFileAndLine() {
        assertTrue(refusal(TWO_PODS + policy("{podSelector: {}, ingress: [{from: [{}]}]}"))
                .contains("all.yaml:14"));
        assertTrue(refusal(TWO_PODS + policy("{podSelector: {matchExpressions: [{key: a, operator: Is}]}}"))
                .contains("\"Is\" is no operator"));
        for (String cidr : List.of("10.0.0.0", "300.0.0.0/8", "10.0.0.0/33", "x/8", "")) {
            String spec = "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: \"" + cidr + "\"}}]}]}";
            assertTrue(refusal(TWO_PODS + policy(spec)).contains("is no CIDR"), cidr);
        }
        assertTrue(refusal(TWO_PODS + policy("{podSelector: {}, egress: [{ports: [{port: 9, endPort: 8}]}]}"))
                .contains("ends before it starts"));
        assertTrue(refusal(TWO_PODS + policy("{podSelector: {}}") + policy("{podSelector: {}}"))
                .contains("is taken by p"));
    }

    @Test
    void aPolicyThatGovernsNothingOnlyWarns() throws IOException {
        String spec = policy("{podSelector: {matchLabels: {app: none}}, ingress: [{from: [{}]}]}");
        NetworkAnalysis analysis = analysis(TWO_PODS + spec);
        assertEquals(4 + 2, analysis.connections().size());
        assertFalse(analysis.warnings().isEmpty());
    }

    @Test
    void unreadableFilesAreNamedAndTheOthersStillCount() throws IOException {
        Files.writeString(folder.resolve("bad.yaml"), "a: [\n");
        Files.writeString(folder.resolve("template.yaml"), "{{ if .x }}\nkind: Pod\n{{ end }}\n");
        NetworkAnalysis analysis = analysis(TWO_PODS);
        assertEquals(2, analysis.unreadable().size());
        assertEquals(2, analysis.peers().size());
        Files.delete(folder.resolve("all.yaml"));
        assertThrows(SeawallException.class, () -> NetworkAnalyzer.analyze(folder, false));
    }

    @Test
    void policiesOfOtherMakersAreNamedNotMisread() throws IOException {
        String calico = policy("{selector: all()}").replace("networking.k8s.io/v1", "projectcalico.org/v3");
        NetworkAnalysis analysis = analysis(TWO_PODS + calico);
        assertEquals(2, connections(analysis).size());
        assertTrue(analysis.warnings().toString().contains("projectcalico.org/v3 policies are not analysed"));
    }

    @Test
    void primaryNetworksIsolateAndSecondaryOnesJoin() throws IOException {
        String networks = """
                kind: Namespace
                metadata: {name: shop, labels: {k8s.ovn.org/primary-user-defined-network: ""}}
                ---
                kind: ClusterUserDefinedNetwork
                metadata: {name: wide}
                spec: {namespaceSelector: {}, network: {topology: Layer2, layer2: {role: Primary}}}
                ---
                kind: NetworkAttachmentDefinition
                metadata: {name: fast, namespace: shop}
                ---
                kind: Pod
                metadata: {name: far, namespace: other, annotations: {k8s.v1.cni.cncf.io/networks: shop/fast@net1}}
                ---
                kind: Pod
                metadata: {name: near, namespace: shop, annotations: {k8s.v1.cni.cncf.io/networks: '[{"name":"fast"}]'}}
                ---
                """;
        List<String> found = analysis(TWO_PODS + networks).connections().stream()
                .filter(c -> !c.from().contains("External") && !c.to().contains("External"))
                .filter(c -> c.from().contains("far")
                        || c.to().contains("far")
                        || c.from().contains("near"))
                .map(c -> c.from() + " => " + c.to() + " " + c.network())
                .toList();
        assertEquals(
                List.of(
                        "other/far[Pod] => shop/near[Pod] secondary NAD fast",
                        "shop/near[Pod] => other/far[Pod] secondary NAD fast",
                        "shop/near[Pod] => shop/db[Pod] primary CUDN wide",
                        "shop/near[Pod] => shop/web[Pod] primary CUDN wide"),
                found);
    }
}
