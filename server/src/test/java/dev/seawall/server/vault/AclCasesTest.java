package dev.seawall.server.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seawall.server.vault.policy.Acl;
import dev.seawall.server.vault.policy.BadPolicyException;
import dev.seawall.server.vault.policy.Policy;
import dev.seawall.server.vault.request.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Peers' policy cases: what is allowed, what a path's capabilities are, which policies are refused with which words. */
final class AclCasesTest {
    private static @Nullable Path shared() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("shared/cases/secrets"))) {
                return at.resolve("shared/cases/secrets/acl_cases.json");
            }
        }
        return null;
    }

    private static JsonNode cases() throws IOException {
        Path file = shared();
        assumeTrue(file != null, "no shared cases beside the checkout");
        return JsonMapper.builder().build().readTree(Files.readAllBytes(file));
    }

    private static List<Policy> policies(JsonNode all, JsonNode asked) throws BadPolicyException {
        List<Policy> policies = new ArrayList<>();
        if (asked.has("policyText")) {
            policies.add(Policy.parse("text", asked.get("policyText").asString()));
        }
        for (JsonNode name : asked.path("policies")) {
            policies.add(Policy.parse(
                    name.asString(), all.get("policies").get(name.asString()).asString()));
        }
        return policies;
    }

    @Test
    void decidesAsPeersDo() throws IOException, BadPolicyException {
        JsonNode all = cases();
        List<String> wrong = new ArrayList<>();
        for (JsonNode one : all.get("cases")) {
            Map<String, @Nullable Object> data = new LinkedHashMap<>();
            one.path("data")
                    .properties()
                    .forEach(entry -> data.put(
                            entry.getKey(), JsonMapper.builder().build().convertValue(entry.getValue(), Object.class)));
            JsonNode ttl = one.path("wrapTtlSeconds");
            Acl.Decision decision = Acl.of(policies(all, one))
                    .decide(
                            Operation.valueOf(one.get("op").asString().toUpperCase(Locale.ROOT)),
                            one.get("path").asString(),
                            data,
                            ttl.isNumber() ? Duration.ofSeconds(ttl.asLong()) : null);
            boolean sudoRight =
                    !one.has("sudo") || decision.sudo() == one.get("sudo").asBoolean();
            if (decision.allowed() != one.get("allowed").asBoolean() || !sudoRight) {
                wrong.add(one.get("id").asString() + " " + decision);
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void namesCapabilities() throws IOException, BadPolicyException {
        JsonNode all = cases();
        for (JsonNode one : all.get("meta").get("capabilitiesExamples")) {
            List<String> expected = new ArrayList<>();
            one.get("caps").forEach(cap -> expected.add(cap.asString()));
            assertEquals(
                    expected,
                    Acl.of(policies(all, one)).capabilities(one.get("path").asString()),
                    one.get("path").asString());
        }
    }

    @Test
    void refusesBadPolicies() throws IOException {
        for (JsonNode one : cases().get("parseErrors")) {
            BadPolicyException refused = assertThrows(
                    BadPolicyException.class,
                    () -> Policy.parse("", one.get("policy").asString()),
                    one.get("name").asString());
            assertTrue(
                    refused.getMessage().contains(one.get("contains").asString()),
                    one.get("name") + ": " + refused.getMessage());
        }
    }
}
