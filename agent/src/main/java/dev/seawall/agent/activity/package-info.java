/** What processes do, as rules see it: the table of processes and the fields of events. */
@NullMarked
package dev.seawall.agent.activity;

import org.jspecify.annotations.NullMarked;
