package dev.seawall.server.module;

import dev.seawall.server.audit.AuditLog;
import dev.seawall.server.auth.Identity;
import dev.seawall.server.config.ConfigSection;
import dev.seawall.server.tls.ServerTls;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What a module is given at its start. Grows by accessors; modules never make one but in their tests.
 *
 * @param home of the server; a module keeps its files in the folder of its own name below
 * @param clock the only one a module reads
 * @param tls certificates of the server and its authority
 * @param audit where every decision and change is recorded
 * @param identity who somebody is and what they may do
 * @param stores what features keep
 * @param config the module's own section of the configuration file; the module refuses keys it does not know
 * @param dev no durable state where the module can do without
 * @param out for the few lines a person must see at the start
 */
public record ServerContext(
        Path home,
        Clock clock,
        ServerTls tls,
        AuditLog audit,
        Identity identity,
        Stores stores,
        ConfigSection config,
        boolean dev,
        PrintStream out) {}
