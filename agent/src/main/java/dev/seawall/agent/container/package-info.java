/** Which container a process belongs to, and what its runtime says about it. */
@NullMarked
package dev.seawall.agent.container;

import org.jspecify.annotations.NullMarked;
