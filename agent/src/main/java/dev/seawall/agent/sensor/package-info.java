/** The kernel sensor: a BPF object loaded through libbpf, and what processes do as records. The only place of native calls. */
@NullMarked
package dev.seawall.agent.sensor;

import org.jspecify.annotations.NullMarked;
