package dev.seawall.engine.model;

/** A CVSS vector with its score from 0.0 to 10.0 and the source that gave it, for example {@code osv} or {@code nvd}. */
public record CvssScore(String vector, double score, String source) {}
