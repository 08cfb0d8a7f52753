package dev.seawall.engine.advisory;

/**
 * How bad one source calls a vulnerability.
 *
 * @param source who says so, in lower case: {@code nvd}, {@code ghsa}, {@code debian}, {@code redhat}, …
 * @param vector a CVSS vector of any version; empty where only a word or score is given
 * @param word a severity word or a bare CVSS score; empty where a vector says it
 */
public record Rating(String source, String vector, String word) {}
