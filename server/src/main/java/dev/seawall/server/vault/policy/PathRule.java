package dev.seawall.server.vault.policy;

/**
 * One path of a policy.
 *
 * @param path as the policy writes it, without the star of a prefix
 * @param prefix whether it ended in a star
 */
record PathRule(String path, boolean prefix, Permissions permissions) {
    boolean hasSegmentWildcards() {
        return path.equals("+") || path.contains("/+") || path.startsWith("+/");
    }

    String key() {
        return prefix ? path + "*" : path;
    }
}
