/** The reverse proxy of the registry guard: reads each request, decides, and streams what is allowed. */
@NullMarked
package dev.seawall.server.registry.gate;

import org.jspecify.annotations.NullMarked;
