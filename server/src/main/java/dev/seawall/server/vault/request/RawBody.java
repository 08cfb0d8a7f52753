package dev.seawall.server.vault.request;

/** An answer that is not JSON, for example a certificate list. */
public record RawBody(int status, String contentType, byte[] bytes) {}
