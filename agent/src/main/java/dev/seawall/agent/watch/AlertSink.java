package dev.seawall.agent.watch;

/** Where alerts go. */
public interface AlertSink {
    void alert(Alert alert);
}
