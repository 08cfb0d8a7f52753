package dev.seawall.agent.activity;

import dev.seawall.engine.rule.Field;

/** How a number, truth value, port or time is read from an event. */
interface NumberField {
    long of(SensorEvent event, Field field);
}
