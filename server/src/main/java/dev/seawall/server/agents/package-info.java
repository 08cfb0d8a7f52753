/** Agents on the nodes: enrolment, certificates, what they send. */
@NullMarked
package dev.seawall.server.agents;

import org.jspecify.annotations.NullMarked;
