package dev.seawall.server.events;

import java.time.Instant;
import java.util.List;

/** The outbox: what changes write in their own transaction and watchers read in order. */
public interface EventStore {
    /** Adds an event that belongs to no other change. */
    void add(String topic, String content, Instant at);

    /** Events after a number, oldest first. */
    List<Event> after(long number, int limit);

    /** The newest number; 0 where there is none. */
    long last();

    /** Forgets events older than a time. */
    long prune(Instant before);
}
