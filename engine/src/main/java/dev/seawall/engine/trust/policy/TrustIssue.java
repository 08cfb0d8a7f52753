package dev.seawall.engine.trust.policy;

/**
 * One way in which an image falls short of the policy.
 *
 * @param id such as {@code trust-not-signed}
 * @param enforced false where the policy only warns
 * @param evidence what was found
 */
public record TrustIssue(String id, String title, String evidence, boolean enforced) {}
