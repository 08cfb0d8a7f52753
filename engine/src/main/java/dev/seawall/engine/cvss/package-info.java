/** Severity vectors of the Common Vulnerability Scoring System, versions 2.0, 3.0, 3.1 and 4.0, and their scores. */
@NullMarked
package dev.seawall.engine.cvss;

import org.jspecify.annotations.NullMarked;
