package dev.seawall.server.registry.access;

import java.util.Set;

/**
 * Somebody who asks the registry for something.
 *
 * @param name of the account; empty for nobody in particular
 * @param groups of the account
 * @param stamp changes whenever older proofs of this account must no longer hold, as with a new password
 * @param whole whether it proved to be the account itself, not a token that is less than it
 * @param more rights beyond those of the configuration
 */
public record Caller(String name, Set<String> groups, String stamp, boolean whole, More more) {
    /** Nobody in particular. */
    public static final Caller ANYBODY = new Caller("", Set.of(), "", false, (action, repository) -> false);

    /** Rights that an account brings along. */
    @FunctionalInterface
    public interface More {
        /** Whether it brings this one. */
        boolean may(Action action, String repository);
    }

    /** Copies the groups. */
    public Caller {
        groups = Set.copyOf(groups);
    }

    /** Whether this is nobody in particular. */
    public boolean isAnybody() {
        return name.isEmpty();
    }

    /** As the audit log writes it. */
    public String shown() {
        return name.isEmpty() ? "-" : name;
    }

    /** Whether a subject of the configuration means this caller. */
    boolean is(String subject) {
        if (subject.equals("*") || subject.equals("anonymous")) {
            return true;
        }
        if (name.isEmpty()) {
            return false;
        }
        int colon = subject.indexOf(':');
        String kind = colon < 0 ? "" : subject.substring(0, colon);
        return switch (kind) {
            case "group" -> groups.contains(subject.substring(colon + 1));
            case "user", "robot" -> name.equals(subject.substring(colon + 1));
            default -> subject.equals("authenticated") || name.equals(subject);
        };
    }
}
