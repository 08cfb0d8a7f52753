package dev.seawall.agent.activity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a field of several texts is read from an event. */
interface ManyField {
    @Nullable
    List<String> of(SensorEvent event);
}
