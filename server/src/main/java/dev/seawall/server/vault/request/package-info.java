/** What is asked and what is answered: requests, responses, failures, and the small language in which backends declare their paths. */
@NullMarked
package dev.seawall.server.vault.request;

import org.jspecify.annotations.NullMarked;
