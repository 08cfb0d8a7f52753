package dev.seawall.engine.rule;

/** Is told which rules fire. */
@FunctionalInterface
public interface RuleSink {
    /** The event met the rule's condition; the event is only valid during the call. */
    void fired(Rule rule, Event event);
}
