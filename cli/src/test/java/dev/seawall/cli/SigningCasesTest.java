package dev.seawall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.trust.crypto.KeyFile;
import dev.seawall.engine.trust.crypto.Keys;
import dev.seawall.engine.trust.crypto.TrustException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The peers' signing cases, each as a user would ask: the command line is built from the case alone. */
final class SigningCasesTest {
    private static final @Nullable Path CASES = cases();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    private static @Nullable Path cases() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path here = at.resolve("shared/cases/signing/index.json");
            if (Files.exists(here)) {
                return here.getParent();
            }
        }
        return null;
    }

    @Test
    void encryptedKeysOpenWithTheirPasswordAlone() throws IOException {
        Assumptions.assumeTrue(CASES != null, "skipped: the shared cases are not beside this checkout");
        Path root = java.util.Objects.requireNonNull(CASES);
        for (JsonNode each :
                Json.parse(Files.readAllBytes(root.resolve("index.json"))).path("cases")) {
            if (each.path("kind").asString().equals("encrypted-private-key")) {
                boolean pass = each.path("expected").asString().equals("pass");
                assertEquals(pass, opens(root, each), each.path("id").asString());
            }
        }
    }

    private static boolean opens(Path root, JsonNode each) throws IOException {
        byte[] password = each.path("password").asString().getBytes(StandardCharsets.UTF_8);
        byte[] secret = Files.readAllBytes(root.resolve(each.path("private_key").asString()));
        byte[] open = Files.readAllBytes(root.resolve(each.path("public_key").asString()));
        try {
            return KeyFile.read(secret, password).getPublic().equals(Keys.pem(open));
        } catch (TrustException e) {
            return false;
        }
    }

    @Test
    void everyCaseHasItsExpectedEnd() throws IOException {
        Assumptions.assumeTrue(CASES != null, "skipped: the shared cases are not beside this checkout");
        Path root = java.util.Objects.requireNonNull(CASES);
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (JsonNode each :
                Json.parse(Files.readAllBytes(root.resolve("index.json"))).path("cases")) {
            List<String> command = new SigningCase(root, each, temporary.resolve("case" + asked)).command();
            if (command != null) {
                asked++;
                int expected = each.path("expected").asString().equals("pass") ? 0 : 1;
                int code = Main.run(command);
                if (code != expected) {
                    wrong.add(each.path("id").asString() + ": " + code + " " + String.join(" ", command));
                }
            }
        }
        System.out.println("signing cases asked: " + asked);
        assertTrue(asked > 0, "no case was asked");
        assertEquals(List.of(), wrong);
    }
}
