package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which names a role may have certificates for, and how long. Spans are seconds. */
record PkiRole(
        List<String> domains,
        boolean bare,
        boolean subdomains,
        boolean globs,
        boolean any,
        boolean localhost,
        boolean ips,
        boolean enforce,
        boolean server,
        boolean client,
        boolean requireCn,
        String keyType,
        int keyBits,
        long ttl,
        long maxTtl,
        boolean noStore,
        List<String> organization) {
    PkiRole {
        domains = List.copyOf(domains);
        organization = List.copyOf(organization);
    }

    static List<Field> fields() {
        return List.of(
                Field.commas("allowed_domains"),
                Field.flag("allow_bare_domains"),
                Field.flag("allow_subdomains"),
                Field.flag("allow_glob_domains"),
                Field.flag("allow_any_name"),
                Field.flag("allow_localhost", true),
                Field.flag("allow_ip_sans", true),
                Field.flag("enforce_hostnames", true),
                Field.flag("server_flag", true),
                Field.flag("client_flag", true),
                Field.flag("require_cn", true),
                Field.string("key_type", "rsa"),
                Field.integer("key_bits"),
                Field.duration("ttl"),
                Field.duration("max_ttl"),
                Field.flag("no_store"),
                Field.commas("organization"),
                Field.flag("allow_wildcard_certificates", true),
                Field.flag("generate_lease"),
                Field.commas("key_usage"),
                Field.commas("ext_key_usage"),
                Field.commas("ou"),
                Field.commas("country"),
                Field.flag("use_csr_common_name", true),
                Field.flag("use_csr_sans", true),
                Field.string("issuer_ref", "default"));
    }

    static PkiRole of(FieldValues f) {
        return new PkiRole(
                f.strings("allowed_domains"),
                f.flag("allow_bare_domains"),
                f.flag("allow_subdomains"),
                f.flag("allow_glob_domains"),
                f.flag("allow_any_name"),
                f.flag("allow_localhost"),
                f.flag("allow_ip_sans"),
                f.flag("enforce_hostnames"),
                f.flag("server_flag"),
                f.flag("client_flag"),
                f.flag("require_cn"),
                f.string("key_type"),
                f.integer("key_bits"),
                f.seconds("ttl"),
                f.seconds("max_ttl"),
                f.flag("no_store"),
                f.strings("organization"));
    }

    Map<String, Object> view() {
        Map<String, Object> view = new TreeMap<>();
        view.put("allow_any_name", any);
        view.put("allow_bare_domains", bare);
        view.put("allow_glob_domains", globs);
        view.put("allow_ip_sans", ips);
        view.put("allow_localhost", localhost);
        view.put("allow_subdomains", subdomains);
        view.put("allow_token_displayname", false);
        view.put("allow_wildcard_certificates", true);
        view.put("allowed_domains", domains);
        view.put("allowed_domains_template", false);
        view.put("allowed_other_sans", List.of());
        view.put("allowed_serial_numbers", List.of());
        view.put("allowed_uri_sans", List.of());
        view.put("basic_constraints_valid_for_non_ca", false);
        view.put("client_flag", client);
        view.put("code_signing_flag", false);
        view.put("country", List.of());
        view.put("email_protection_flag", false);
        view.put("enforce_hostnames", enforce);
        view.put("ext_key_usage", List.of());
        view.put("generate_lease", false);
        view.put("issuer_ref", "default");
        view.put("key_bits", keyBits == 0 ? keyType.equals("rsa") ? 2048 : keyType.equals("ec") ? 256 : 0 : keyBits);
        view.put("key_type", keyType);
        view.put("key_usage", List.of("DigitalSignature", "KeyAgreement", "KeyEncipherment"));
        view.put("max_ttl", maxTtl);
        view.put("no_store", noStore);
        view.put("not_before_duration", 30);
        view.put("organization", organization);
        view.put("ou", List.of());
        view.put("require_cn", requireCn);
        view.put("server_flag", server);
        view.put("ttl", ttl);
        view.put("use_csr_common_name", true);
        view.put("use_csr_sans", true);
        return view;
    }

    boolean allows(String name) {
        if (any || (localhost && (name.equals("localhost") || name.equals("localdomain")))) {
            return true;
        }
        return domains.stream()
                .anyMatch(domain -> (bare && name.equals(domain))
                        || (subdomains && name.endsWith("." + domain) && !name.equals(domain))
                        || (globs && dev.seawall.server.vault.policy.Stars.match(domain, name)));
    }
}
