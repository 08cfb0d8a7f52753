package dev.seawall.engine.detect.secret;

import dev.seawall.engine.format.Located;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A user's own word on secrets: {@code trivy-secret.yaml} or {@code .gitleaks.toml}, read as they are. Immutable.
 */
public final class SecretConfig {
    private final RuleSet rules;
    private final String digest;

    private SecretConfig(RuleSet rules, String digest) {
        this.rules = rules;
        this.digest = digest;
    }

    /**
     * Reads a configuration: TOML as gitleaks' where the name ends in {@code .toml}, else YAML as Trivy's.
     *
     * @throws SeawallException where it cannot be read, or an expression in it is none
     */
    public static SecretConfig read(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            boolean toml = file.toString().endsWith(".toml");
            RuleSet rules = toml
                    ? GitleaksConfig.rules(Located.toml(content), file)
                    : TrivySecretConfig.rules(Located.yaml(content));
            return new SecretConfig(rules, Digest.sha256(content).hex().substring(0, 16));
        } catch (IOException | IllegalArgumentException e) {
            throw new SeawallException(
                    "read the secret rules in " + file,
                    e.getMessage() == null ? "it is no such file" : e.getMessage(),
                    "Give a trivy-secret.yaml or a .gitleaks.toml",
                    e);
        }
    }

    RuleSet rules() {
        return rules;
    }

    /** Tells this configuration from another. */
    String digest() {
        return digest;
    }
}
