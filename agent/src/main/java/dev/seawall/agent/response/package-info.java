/** What is done about alerts: every action is checked against the essentials of the host first and recorded after. */
@NullMarked
package dev.seawall.agent.response;

import org.jspecify.annotations.NullMarked;
