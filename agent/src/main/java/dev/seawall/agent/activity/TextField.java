package dev.seawall.agent.activity;

import dev.seawall.engine.rule.Field;
import org.jspecify.annotations.Nullable;

/** How a text field is read from an event. */
interface TextField {
    @Nullable
    String of(SensorEvent event, Field field);
}
