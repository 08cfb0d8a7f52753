package dev.seawall.server.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps exceptions and policies, and applies exceptions to the stored findings. */
public interface PolicyStore {
    /** Keeps a new exception. */
    void add(ExceptionRule rule);

    /** An exception by its id. */
    Optional<ExceptionRule> exception(String id);

    /** Exceptions after an id, by id. */
    List<ExceptionRule> exceptions(String after, int limit);

    /** Replaces the exception of the same id and version; false where it changed meanwhile. */
    boolean replace(ExceptionRule rule);

    /** Removes an exception; false where there is none of this version. */
    boolean removeException(String id, long version);

    /** Sets the state of every stored finding by the exceptions that hold at a time; how many are excepted. */
    long apply(Instant now);

    /** Policies by name. */
    List<StoredPolicy> policies();

    /** A policy by its name. */
    Optional<StoredPolicy> policy(String name);

    /** Makes a policy (version 0) or replaces the one of the same version; false where it changed meanwhile. */
    boolean put(StoredPolicy policy);

    /** Removes a policy; false where there is none of this version. */
    boolean removePolicy(String name, long version);
}
