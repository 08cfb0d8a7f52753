/** The line to the server: enrolment, certificates, a spool that survives crashes, what is told and when. */
@NullMarked
package dev.seawall.agent.link;

import org.jspecify.annotations.NullMarked;
