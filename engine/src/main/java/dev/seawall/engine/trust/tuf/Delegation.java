package dev.seawall.engine.trust.tuf;

import dev.seawall.engine.trust.crypto.Hash;
import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.TrustException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A role that targets metadata trusts for some paths.
 *
 * @param terminating whether the search for a path it matches ends with it
 */
record Delegation(TufRole role, List<Pattern> paths, List<String> hashPrefixes, boolean terminating) {
    /** The delegations of targets metadata, in their order. */
    static List<Delegation> of(JsonFields targets) throws TrustException {
        List<Delegation> out = new ArrayList<>();
        if (targets.has("delegations")) {
            JsonFields node = targets.object("delegations");
            for (JsonFields role : node.objects("roles")) {
                out.add(parse(role, node.object("keys")));
            }
        }
        return out;
    }

    private static Delegation parse(JsonFields node, JsonFields keys) throws TrustException {
        String name = node.text("name");
        boolean plain = name.matches("[A-Za-z0-9._-]{1,100}") && !name.matches("root|timestamp|snapshot|targets");
        TrustException.require(plain, "delegation", "its name \"" + name + "\" is not acceptable");
        List<Pattern> paths = new ArrayList<>();
        for (String glob : node.texts("paths")) {
            paths.add(pattern(glob));
        }
        return new Delegation(
                TufRole.parse(name, node, keys), paths, node.texts("path_hash_prefixes"), node.flag("terminating"));
    }

    /** Stars and question marks stay within one part of the path. */
    private static Pattern pattern(String glob) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '*') {
                out.append("[^/]*");
            } else if (c == '?') {
                out.append("[^/]");
            } else {
                out.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(out.toString());
    }

    boolean matches(String target) {
        if (paths.stream().anyMatch(pattern -> pattern.matcher(target).matches())) {
            return true;
        }
        String hash = HexFormat.of().formatHex(Hash.SHA256.of(target.getBytes(StandardCharsets.UTF_8)));
        return hashPrefixes.stream().anyMatch(hash::startsWith);
    }
}
