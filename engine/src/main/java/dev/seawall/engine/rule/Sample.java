package dev.seawall.engine.rule;

/**
 * An event written beside a rule, to show what it is about.
 *
 * @param fires true where the rule must fire
 */
public record Sample(boolean fires, Event event, String file, int line) {}
