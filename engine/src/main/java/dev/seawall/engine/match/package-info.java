/** Packages against advisories: which vulnerabilities a target has, how bad they are, and what was not judged. */
@NullMarked
package dev.seawall.engine.match;

import org.jspecify.annotations.NullMarked;
