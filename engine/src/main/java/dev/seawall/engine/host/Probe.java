package dev.seawall.engine.host;

/** One way of judging a host; a check names it and gives it its condition. */
@FunctionalInterface
interface Probe {
    Answer judge(Host host, Condition condition);
}
