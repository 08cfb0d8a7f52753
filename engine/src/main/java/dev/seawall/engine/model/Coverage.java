package dev.seawall.engine.model;

/** Whether the advisory database says anything about an ecosystem or release, named as OSV does: {@code Debian:12}. */
public record Coverage(String ecosystem, boolean hasData) {}
