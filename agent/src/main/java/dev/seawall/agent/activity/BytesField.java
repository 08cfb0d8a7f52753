package dev.seawall.agent.activity;

import org.jspecify.annotations.Nullable;

/** How bytes or an address are read from an event. */
interface BytesField {
    byte @Nullable [] of(SensorEvent event);
}
