/** Files of the host below the containers: systemd units, the kubelet's start, seccomp profiles. */
@NullMarked
package dev.seawall.engine.check.system;

import org.jspecify.annotations.NullMarked;
