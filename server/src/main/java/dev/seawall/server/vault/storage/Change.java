package dev.seawall.server.vault.storage;

import org.jspecify.annotations.Nullable;

/** A new value at a key, or none: the entry goes. */
public record Change(String key, byte @Nullable [] value) {}
