/** Podman's quadlets: systemd units that describe containers. */
@NullMarked
package dev.seawall.engine.check.quadlet;

import org.jspecify.annotations.NullMarked;
