/** From events to alerts: the front door of runtime detection. */
@NullMarked
package dev.seawall.agent.watch;

import org.jspecify.annotations.NullMarked;
